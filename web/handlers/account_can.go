package handlers

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/accounts"
)

// accountCan asks the provider what the account's key can do: a part of the
// account's page, and a page of its own without script.
func (p *panel) accountCan(c echo.Context) error {
	account, err := scopeOf(c).Account(c.Request().Context(), idOf(c.Param("id")))
	if err != nil {
		return err
	}
	can := p.tryAccount(c, account)
	if inDialog(c) {
		return p.render(c, http.StatusOK, accounts.CanFragment(can))
	}
	s, err := p.shell(c, "What "+account.Label+" can do", "accounts")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = accountURL(account.ID), account.Label
	return p.render(c, http.StatusOK, accounts.CanPage(s, can))
}

// tryAccount calls the provider with the stored credentials.
func (p *panel) tryAccount(c echo.Context, account models.Account) accounts.Can {
	t := p.targetOf(account, nil)
	can := accounts.Can{URL: accountURL(account.ID) + "/can", Up: t.Vendor.Name + " " + account.Label, UpURL: accountURL(account.ID),
		Provider: t.Vendor.Name, Areas: areasOf(t), Tested: true}
	began := p.Store.Now()
	report, err := p.Fleet.Verify(c.Request().Context(), account)
	can.Took = p.Store.Now().Sub(began)
	if err != nil {
		p.Log.Info("connection test failed", "account", account.ID, "error", err)
		can.Sentence, can.Said = providers.Sentence(err), providers.Said(err)
		return can
	}
	can.Works, can.Findings = true, report.Findings
	return can
}

// limitLines are the rate limits in words.
func limitLines(states []fleet.LimitState) []accounts.Limit {
	var lines []accounts.Limit
	for _, s := range states {
		lines = append(lines, accounts.Limit{Method: s.Method, Path: s.Prefix, Count: s.Count, Left: s.Left,
			Window: windowWord(s.Per), Frees: s.ResetsAt})
	}
	return lines
}

func windowWord(d time.Duration) string {
	switch d {
	case time.Second:
		return "this second"
	case time.Minute:
		return "this minute"
	case time.Hour:
		return "this hour"
	case 24 * time.Hour:
		return "today"
	}
	return "in " + d.String()
}
