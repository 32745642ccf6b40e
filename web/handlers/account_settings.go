package handlers

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/accounts"
	"pinfold/web/templates/ui"
)

// managed loads an account that the person may change.
func (p *panel) managed(c echo.Context) (models.Account, providers.Vendor, error) {
	account, err := scopeOf(c).Account(c.Request().Context(), idOf(c.Param("id")))
	if err != nil {
		return account, providers.Vendor{}, err
	}
	if !scopeOf(c).May(access.ManageAccounts) {
		return account, providers.Vendor{}, forbidden("You may look at this account, not change it. Ask an owner for the role Admin.")
	}
	vendor, _ := p.Fleet.Vendor(account.Provider)
	return account, vendor, nil
}

func (p *panel) settingsView(a models.Account, v providers.Vendor, f form.Form, values form.Values, errs form.Errors) accounts.Connect {
	view := p.connectView(v, f, values, errs)
	view.Title, view.Submit, view.Choices, view.Keep = "Settings of "+a.Label, "Save", nil, true
	view.Action = accountURL(a.ID) + "/settings"
	view.Up, view.UpURL = v.Name+" "+a.Label, accountURL(a.ID)
	return view
}

func (p *panel) settingsPage(c echo.Context) error {
	account, vendor, err := p.managed(c)
	if err != nil {
		return err
	}
	return p.showConnect(c, http.StatusOK, p.settingsView(account, vendor, accountForm(vendor, true), settingsValues(account), nil))
}

// settings tests or stores new settings. Credentials that were left empty
// stay as they are.
func (p *panel) settings(c echo.Context) error {
	account, vendor, err := p.managed(c)
	if err != nil {
		return err
	}
	posted, err := c.FormParams()
	if err != nil {
		return err
	}
	f := accountForm(vendor, true)
	values, errs := f.Parse(posted)
	view := p.settingsView(account, vendor, f, values, errs)
	if errs != nil {
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	label, currency, settings, entered := splitAccount(f, values)
	credentials, replaced, err := p.keepCredentials(account, entered)
	if err != nil {
		view.Errors = form.Errors{"": providers.Sentence(err)}
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	if posted.Get("do") == "test" {
		p.test(c, vendor, settings, credentials, &view)
		return p.showConnect(c, http.StatusOK, view)
	}
	account.Label, account.Currency, account.Settings = label, currency, settings
	var seal models.Sealer
	if replaced {
		seal = p.sealer(c, account, credentials)
	}
	err = scopeOf(c).ChangeAccount(c.Request().Context(), account, seal,
		models.Audit{Action: "account.change", Kind: providers.KindAccount, Outcome: "changed", Address: c.RealIP()})
	if errors.Is(err, models.ErrTaken) {
		view.Errors = form.Errors{"label": "Your team has an account of this name already."}
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	if err != nil {
		return err
	}
	p.accountChanged(account)
	return p.doneThere(c, accountURL(account.ID), ui.Notice{Kind: ui.OK, Title: "Settings of " + label + " are saved"})
}

// keepCredentials fills credentials that were left empty from what is stored.
func (p *panel) keepCredentials(account models.Account, entered form.Values) (all form.Values, replaced bool, err error) {
	kept := form.Values{}
	empty := false
	for name, value := range entered {
		if value == "" {
			empty = true
			continue
		}
		kept[name], replaced = value, true
	}
	if !empty {
		return kept, replaced, nil
	}
	stored, err := p.Fleet.Credentials(account)
	if err != nil {
		return nil, false, err
	}
	return form.Join(stored, kept), replaced, nil
}

func (p *panel) removePage(c echo.Context) error {
	account, vendor, err := p.managed(c)
	if err != nil {
		return err
	}
	return p.showRemove(c, http.StatusOK, account, vendor, "")
}

func (p *panel) showRemove(c echo.Context, status int, a models.Account, v providers.Vendor, problem string) error {
	counts, err := scopeOf(c).ServersPerAccount(c.Request().Context())
	if err != nil {
		return err
	}
	view := accounts.Remove{
		Row: p.accountRow(a, counts[a.ID]), Name: a.Label, Problem: problem,
		Asking: ui.Asking{Title: "Remove " + v.Name + " " + a.Label, Action: accountURL(a.ID) + "/remove", Cancel: accountURL(a.ID),
			Submit: "Remove account", Danger: true, Foot: "Nothing is sent to " + v.Name + "."},
		Forgets: []ui.Consequence{
			{Kind: ui.Error, Text: fmt.Sprintf("The panel forgets its key, its %s and their history.", serverCount(int(counts[a.ID])))},
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
		return p.showRemove(c, http.StatusUnprocessableEntity, account, vendor, "This is not the name. Type it as it stands above.")
	}
	err = scopeOf(c).RemoveAccount(c.Request().Context(), account.ID, models.Audit{Action: "account.remove", Kind: providers.KindAccount,
		TargetID: account.ID, TargetName: account.Label, Outcome: "removed", Address: c.RealIP()})
	if errors.Is(err, models.ErrBusy) {
		return p.showRemove(c, http.StatusConflict, account, vendor, "Operations of this account go on. Wait until they have ended.")
	}
	if err != nil {
		return err
	}
	p.Fleet.Forget(account.ID)
	p.accountChanged(account)
	return p.doneThere(c, "/accounts", ui.Notice{Kind: ui.OK, Title: vendor.Name + " " + account.Label + " is removed"})
}
