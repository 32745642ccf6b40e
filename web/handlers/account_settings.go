package handlers

import (
	"errors"
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
	sent, err := posted(c)
	if err != nil {
		return err
	}
	f := accountForm(vendor, true)
	values, errs := f.Parse(sent)
	view := p.settingsView(account, vendor, f, values, errs)
	view.Testing = sent.Get("do") == "test"
	if errs != nil {
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	label, currency, settings, entered := splitAccount(f, values)
	credentials, replaced, err := p.keepCredentials(account, entered)
	if err != nil {
		view.Errors = form.Errors{"": providers.Sentence(err)}
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	if sent.Get("do") == "test" {
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
		view.Errors = form.Errors{"label": labelTaken(vendor)}
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	if errors.Is(err, models.ErrBusy) {
		view.Errors = form.Errors{"": "Operations of this account go on. What it talks to can change when they have ended. Nothing was saved."}
		return p.showConnect(c, http.StatusConflict, view)
	}
	if errors.Is(err, models.ErrChanged) {
		view.Errors = form.Errors{"": "Someone changed this account meanwhile. Nothing was saved. Open the settings again."}
		return p.showConnect(c, http.StatusConflict, view)
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
