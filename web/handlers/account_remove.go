package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	accountdesk "pinfold/internal/accounts"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/accounts"
	"pinfold/web/templates/ui"
)

func (p *panel) removePage(c echo.Context) error {
	account, vendor, err := p.managed(c)
	if err != nil {
		return err
	}
	return p.showRemove(c, http.StatusOK, account, vendor, accounts.Remove{})
}

func (p *panel) showRemove(c echo.Context, status int, a models.Account, v providers.Vendor, refused accounts.Remove) error {
	holds, err := scopeOf(c).Holdings(c.Request().Context(), a.ID)
	if err != nil {
		return err
	}
	view := accounts.Remove{
		Row: p.accountRow(a, holds.Servers), Name: a.Label, Problem: refused.Problem, Reason: refused.Reason,
		Asking: ui.Asking{Title: "Remove " + v.Name + " " + a.Label, Action: accountURL(a.ID) + "/remove", Cancel: accountURL(a.ID),
			Submit: "Remove account", Danger: true, Foot: "Nothing is sent to " + v.Name + "."},
		Forgets: []ui.Consequence{
			{Kind: ui.Error, Text: accountdesk.Forgets(holds)},
			{Kind: ui.OK, Text: "The servers themselves go on at " + v.Name + ", untouched."},
			{Kind: ui.OK, Text: "Operations and the audit trail stay."},
		},
	}
	if inDialog(c) {
		return p.render(c, status, accounts.RemoveFragment(view))
	}
	s, err := p.shell(c, view.Asking.Title, "accounts")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = accountURL(a.ID), a.Label
	return p.render(c, status, accounts.RemovePage(s, view))
}

func (p *panel) remove(c echo.Context) error {
	account, vendor, err := p.managed(c)
	if err != nil {
		return err
	}
	if c.FormValue("confirm") != account.Label {
		return p.showRemove(c, http.StatusUnprocessableEntity, account, vendor, accounts.Remove{Problem: "This is not the name. Type it as it stands above."})
	}
	err = scopeOf(c).RemoveAccount(c.Request().Context(), account.ID, models.Audit{Action: "account.remove", Kind: providers.KindAccount,
		TargetID: account.ID, TargetName: account.Label, Outcome: "removed", Address: c.RealIP()})
	if errors.Is(err, models.ErrBusy) {
		return p.showRemove(c, http.StatusConflict, account, vendor, accounts.Remove{Reason: accountdesk.BusySentence})
	}
	if err != nil {
		return err
	}
	p.Fleet.Forget(account.ID)
	p.accountChanged(account)
	return p.doneThere(c, "/accounts", ui.Notice{Kind: ui.OK, Title: vendor.Name + " " + account.Label + " is removed"})
}
