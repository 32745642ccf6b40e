package handlers

import (
	"fmt"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
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
