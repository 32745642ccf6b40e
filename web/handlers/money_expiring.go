package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/providers"
	"pinfold/web/templates/i18n"
	view "pinfold/web/templates/money"
	"pinfold/web/templates/ui"
)

// What is shown of what ends.
const (
	endsAhead = 366 * 24 * time.Hour
	endsMost  = 500
)

// The sorts of what ends.
const (
	endServer  = "servers"
	endBill    = "bills"
	endBalance = "balances"
)

// ending is one thing that ends or is due.
type ending struct {
	sort, uid string
	name      string
	// what says it in a sentence, such as "Paid until 3 Mar, in 5 days".
	what  string
	href  string
	at    time.Time
	about bool
	line  view.Line
}

// endings is everything with a date, the next first, and what has none last.
func (v moneyView) endings() (list []ending, err error) {
	now := v.clock.Now
	servers, _, err := v.scope.ExpiringServers(v.ctx, now.Add(-expiredSince), now.Add(endsAhead), endsMost)
	if err != nil {
		return nil, err
	}
	for _, r := range servers {
		list = append(list, ending{sort: endServer, uid: fmt.Sprintf("server-%d", r.ID), name: r.Name, what: untilText(v.ctx, *r.ExpiresAt),
			href: resourceURL(providers.KindServer, r.ID), at: *r.ExpiresAt, line: v.line(r.AccountID)})
	}
	dues, err := v.dues()
	if err != nil {
		return nil, err
	}
	for _, d := range dues {
		one := ending{sort: endBill, uid: d.uid, name: d.name, what: i18n.T(v.ctx, "Unpaid, {when}", "when", v.dueNote(d)),
			href: d.href, at: d.at, line: v.line(d.account)}
		if d.at.IsZero() {
			one.what = i18n.T(v.ctx, "Unpaid")
		}
		one.line.Sum = amountOf(d.amount, v.currency(v.accounts[d.account]))
		list = append(list, one)
	}
	runways, err := v.runways()
	for _, r := range runways {
		if r.days < 0 || time.Duration(r.days)*24*time.Hour > endsAhead {
			continue
		}
		one := ending{sort: endBalance, uid: r.uid, name: i18n.T(v.ctx, "Balance of {account}", "account", r.name),
			what: v.says(r), href: r.href, at: r.ends(now), about: true, line: v.line(r.account.ID)}
		one.line.Sum = amountOf(r.balance, v.currency(r.account))
		list = append(list, one)
	}
	slices.SortStableFunc(list, func(a, b ending) int { return due{at: a.at}.rank().Compare(due{at: b.at}.rank()) })
	return list, err
}

// expiring is the page of what ends when, with the calendar feed.
func (p *panel) expiring(c echo.Context) error { return p.showExpiring(c, "") }

func (p *panel) showExpiring(c echo.Context, feedURL string) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	list, err := v.endings()
	if err != nil {
		return err
	}
	show, page := c.QueryParam("show"), view.ExpiringPage{}
	for _, tab := range []ui.Tab{{Label: "All"}, {Label: "Servers", Href: endServer}, {Label: "Bills", Href: endBill}, {Label: "Balances", Href: endBalance}} {
		n := 0
		for _, one := range list {
			if tab.Href == "" || one.sort == tab.Href {
				n++
			}
		}
		tab.Current, tab.Count = show == tab.Href, ui.NumberText(int64(n))
		tab.Href = "/money/expiring" + map[bool]string{true: "?show=" + tab.Href}[tab.Href != ""]
		page.Tabs = append(page.Tabs, tab)
	}
	for _, one := range list {
		if show == "" || one.sort == show {
			page.Rows = append(page.Rows, v.endRow(one))
		}
	}
	if more := len(page.Rows) - endsMost; more > 0 {
		page.Rows, page.More = page.Rows[:endsMost], i18n.N(v.ctx, more, "{n} more", "{n} more")
	}
	if page.Unknown, err = v.endless(); err != nil {
		return err
	}
	if page.Calendar, err = v.calendar(feedURL); err != nil {
		return err
	}
	s, err := p.shell(c, "What ends when", "money")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = "/money", "Money", true
	return p.render(c, http.StatusOK, view.ShowExpiring(s, page))
}

func (v moneyView) endRow(e ending) view.EndRow {
	return view.EndRow{ID: e.uid, Href: e.href, Name: e.name, What: e.what, Code: e.line.Code, Provider: e.line.Provider, Account: e.line.Name,
		At: e.at, Late: !e.at.IsZero() && e.at.Before(v.clock.Now), About: e.about, Sum: e.line.Sum}
}

// endless are the balances of which nobody can say how long they last.
func (v moneyView) endless() (lines []view.Line, err error) {
	list, err := v.runways()
	for _, r := range list {
		if r.days < 0 {
			line := v.line(r.account.ID)
			line.Note, line.Sum = r.part, amountOf(r.balance, v.currency(r.account))
			lines = append(lines, line)
		}
	}
	return lines, err
}
