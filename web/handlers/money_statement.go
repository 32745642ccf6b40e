package handlers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/web/templates/i18n"
	view "pinfold/web/templates/money"
)

// statementMost is the longest period that is asked for.
const statementMost = 366 * 24 * time.Hour

// statementAsk is what a statement is asked for.
type statementAsk struct {
	account models.Account
	vendor  providers.Vendor
	// server is nil for the whole account.
	server   *models.Resource
	from, to string
	first    time.Time
	end      time.Time
	problem  string
}

// statementReader is what tells an account's statements, nil for none.
func statementReader(v providers.Vendor) providers.StatementReader {
	reader, _ := v.Zero.(providers.StatementReader)
	return reader
}

// asked reads what a statement is asked for: of the first account that has
// statements, for this month, unless the address says otherwise.
func (v moneyView) asked(c echo.Context) (ask statementAsk, able []models.Account, err error) {
	for _, a := range v.sorted {
		if statementReader(v.vendor(a)) != nil {
			able = append(able, a)
		}
	}
	if len(able) == 0 {
		return ask, nil, nil
	}
	ask.account = able[0]
	if id := c.QueryParam("account"); id != "" {
		a, ok := v.accounts[idOf(id)]
		if !ok || statementReader(v.vendor(a)) == nil {
			return ask, able, models.ErrNotFound
		}
		ask.account = a
	}
	if id := c.QueryParam("server"); id != "" {
		server, err := v.scope.Resource(v.ctx, providers.KindServer, idOf(id))
		if err != nil {
			return ask, able, err
		}
		if statementReader(v.vendor(v.accounts[server.AccountID])) == nil || c.QueryParam("account") != "" && server.AccountID != ask.account.ID {
			return ask, able, models.ErrNotFound
		}
		ask.account, ask.server = v.accounts[server.AccountID], &server
	}
	ask.vendor = v.vendor(ask.account)
	ask.period(c.QueryParam("from"), c.QueryParam("to"), v.clock.Now.In(statementReader(ask.vendor).StatementZone()))
	return ask, able, nil
}

// period reads the days of a statement, which are those of the provider.
func (a *statementAsk) period(from, to string, now time.Time) {
	a.from, a.to = from, to
	if from == "" {
		a.from = day(monthStart(now, 0))
	}
	if to == "" {
		a.to = day(now)
	}
	first, wrong := time.ParseInLocation(time.DateOnly, a.from, now.Location())
	last, wrong2 := time.ParseInLocation(time.DateOnly, a.to, now.Location())
	a.first, a.end = first, last.AddDate(0, 0, 1).Add(-time.Second)
	switch {
	case wrong != nil || wrong2 != nil:
		a.problem = "Enter both days as 2026-11-21."
	case last.Before(first):
		a.problem = "The last day is before the first. Nothing was asked."
	case first.After(now):
		a.problem = "The period begins after today. Nothing was asked."
	case a.end.Sub(first) > statementMost:
		a.problem = "A statement spans a year at most. Nothing was asked."
	}
	if a.end.After(now) {
		a.end = now
	}
}

// statementURL leads to what a server costs, "" where its provider does not
// tell.
func statementURL(t actions.Target) string {
	if statementReader(t.Vendor) == nil {
		return ""
	}
	return fmt.Sprintf("/money/statement?server=%d", t.Resource.ID)
}

func (a statementAsk) query() string {
	values := url.Values{"account": {fmt.Sprint(a.account.ID)}, "from": {a.from}, "to": {a.to}}
	if a.server != nil {
		values.Set("server", fmt.Sprint(a.server.ID))
	}
	return values.Encode()
}

// entries are what is shown of the statement before it is read.
func (v moneyView) entries(a statementAsk) *view.Entries {
	e := &view.Entries{URL: "/money/statement/entries?" + a.query(), CSV: "/money/statement.csv?" + a.query(), Provider: a.vendor.Name,
		Period: i18n.T(v.ctx, "{from} to {to}", "from", a.first.Format("2 Jan 2006"), "to", a.end.Format("2 Jan 2006")), Of: v.called(a.account)}
	if a.server != nil {
		e.Of += ", " + a.server.Name
	}
	return e
}

// tell asks the provider. Its failure is part of the outcome.
func (v moneyView) tell(ctx context.Context, a statementAsk) (*view.Entries, error) {
	e := v.entries(a)
	told, err := v.Fleet.Statement(ctx, a.account, a.server, a.first, a.end)
	switch {
	case errors.As(err, new(*providers.Error)):
		e.Trouble = providers.Sentence(err)
		return e, nil
	case err != nil:
		return nil, err
	}
	e.ReadAt = v.clock.Now
	slices.SortStableFunc(told.Charges, func(a, b providers.Charge) int {
		one, _ := decimal.NewFromString(a.Amount)
		other, _ := decimal.NewFromString(b.Amount)
		return other.Cmp(one)
	})
	currency := v.currency(a.account)
	sum := decimal.Zero
	for _, charge := range told.Charges {
		amount, _ := decimal.NewFromString(charge.Amount) // The adapter checked it.
		sum = sum.Add(amount)
		label := i18n.T(v.ctx, charge.Label)
		if charge.Label == "" {
			label = charge.Code
		}
		e.Rows = append(e.Rows, view.EntryRow{Label: label, Code: charge.Code, Count: countText(charge.Count), Unit: charge.Unit,
			Sum: amountOf(amount, currency)})
	}
	if charged, err := decimal.NewFromString(told.Charged); err == nil {
		sum = charged
	}
	e.Charged = amountOf(sum, currency)
	if paid, err := decimal.NewFromString(told.Paid); err == nil {
		e.Paid = amountOf(paid, currency)
	}
	return e, nil
}

// countText writes a count with the digits that it has.
func countText(count string) string {
	n, err := decimal.NewFromString(count)
	if err != nil {
		return ""
	}
	whole := n.Truncate(0)
	text := money.Group(whole.Abs().String())
	if fraction := n.Sub(whole).Abs(); !fraction.IsZero() {
		text += fraction.String()[1:]
	}
	return text
}

// statement is the page that asks for a statement. It is read after the page.
func (p *panel) statement(c echo.Context) error { return p.showStatement(c, false) }

// statementEntries reads a statement: alone for the script of its page, else as
// that page.
func (p *panel) statementEntries(c echo.Context) error { return p.showStatement(c, true) }

func (p *panel) showStatement(c echo.Context, read bool) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	ask, able, err := v.asked(c)
	if err != nil {
		return err
	}
	page := view.StatementPage{NoReader: len(able) == 0, With: p.tellers()}
	if !page.NoReader {
		if err := v.statementForm(&page, ask, able); err != nil {
			return err
		}
		if ask.problem == "" {
			page.Entries = v.entries(ask)
		}
		if read && ask.problem == "" {
			if page.Entries, err = v.tell(providers.WithPriority(v.ctx, providers.Interactive), ask); err != nil {
				return err
			}
		}
	}
	if read && inDialog(c) && page.Entries != nil {
		return p.render(c, http.StatusOK, view.StatementEntries(*page.Entries))
	}
	s, err := p.shell(c, "Statement", "money")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = "/money", "Money", true
	status := http.StatusOK
	if page.Problem != "" {
		status = http.StatusUnprocessableEntity
	}
	return p.render(c, status, view.ShowStatement(s, page))
}

// tellers names the providers whose API tells statements.
func (p *panel) tellers() string {
	var with []string
	for _, vendor := range p.Vendors {
		if statementReader(vendor) != nil {
			with = append(with, vendor.Name)
		}
	}
	return andText(with)
}

// serverChoices bounds how many servers a statement offers.
const serverChoices = 2000

func (v moneyView) statementForm(page *view.StatementPage, ask statementAsk, able []models.Account) error {
	page.From, page.To, page.Problem = ask.from, ask.to, ask.problem
	page.Zone = statementReader(ask.vendor).StatementZone().String()
	for _, a := range able {
		page.Accounts = append(page.Accounts, view.Option{Value: fmt.Sprint(a.ID), Label: v.vendor(a).Name + " " + a.Label, Chosen: a.ID == ask.account.ID})
	}
	servers, _, err := v.scope.Things(v.ctx, ask.account.ID, providers.KindServer, 0, serverChoices)
	gone := ask.server != nil
	for _, r := range servers {
		chosen := ask.server != nil && r.ID == ask.server.ID
		gone = gone && !chosen
		page.Servers = append(page.Servers, view.Option{Value: fmt.Sprint(r.ID), Label: r.Name, Chosen: chosen})
	}
	if gone {
		page.Servers = append(page.Servers, view.Option{Value: fmt.Sprint(ask.server.ID), Label: ask.server.Name, Chosen: true})
	}
	return err
}

var statementCSVHead = []string{"kind", "code", "count", "unit", "amount", "currency", "from", "to"}

// statementCSV is a statement as a file.
func (p *panel) statementCSV(c echo.Context) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	ask, able, err := v.asked(c)
	switch {
	case err != nil:
		return err
	case len(able) == 0:
		return echo.ErrNotFound
	case ask.problem != "":
		return echo.NewHTTPError(http.StatusUnprocessableEntity, ask.problem)
	}
	told, err := p.Fleet.Statement(v.ctx, ask.account, ask.server, ask.first, ask.end)
	if errors.As(err, new(*providers.Error)) {
		return echo.NewHTTPError(http.StatusBadGateway, providers.Sentence(err))
	}
	if err != nil {
		return err
	}
	if err := p.exported(c, "statement"); err != nil {
		return err
	}
	w := p.csvFile(c, "statement")
	_ = w.Write(statementCSVHead) // Flush tells whether the browser still listens.
	for _, charge := range told.Charges {
		_ = w.Write([]string{inert(charge.Label), inert(charge.Code), charge.Count, charge.Unit, charge.Amount, v.currency(ask.account), ask.from, ask.to})
	}
	w.Flush()
	return w.Error()
}
