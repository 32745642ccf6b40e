package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	accountdesk "pinfold/internal/accounts"
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
	if err := refuseLooker(c, access.ManageAccounts, "this account", "it"); err != nil {
		return account, providers.Vendor{}, err
	}
	vendor, _ := p.Fleet.Vendor(account.Provider)
	return account, vendor, nil
}

func (p *panel) settingsView(c echo.Context, a models.Account, v providers.Vendor, f form.Form, values form.Values, errs form.Errors) accounts.Connect {
	view := p.connectView(c, v, f, values, errs)
	view.Title, view.Submit, view.Choices = "Settings of "+a.Label, "Save", nil
	view.Up, view.UpURL = v.Name+" "+a.Label, accountURL(a.ID)
	wayOf(c, v).show(&view, v, accountURL(a.ID)+"/settings")
	view.Keep = !view.Trade
	return view
}

func (p *panel) settingsPage(c echo.Context) error {
	account, vendor, err := p.managed(c)
	if err != nil {
		return err
	}
	f := wayOf(c, vendor).form(vendor, true)
	return p.showConnect(c, http.StatusOK, p.settingsView(c, account, vendor, f, form.Join(f.Defaults(), settingsValues(account)), nil))
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
	way := wayOf(c, vendor)
	f := way.form(vendor, true)
	values, errs := f.Parse(sent)
	view := p.settingsView(c, account, vendor, f, values, errs)
	view.Testing = sent.Get("do") == "test" && way == byKey
	if errs != nil {
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	entry, replaced, ok := p.newSettings(c, account, vendor, values, &view)
	if !ok {
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	if view.Testing {
		p.test(c, vendor, entry, &view)
		return p.showConnect(c, http.StatusOK, view)
	}
	errs, err = p.desk().Change(c.Request().Context(), scopeOf(c), vendor, account, entry, replaced, models.Audit{Address: c.RealIP()})
	if view.Errors = onForm(f, errs); view.Errors != nil {
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	if sentence := inTheWay(err); sentence != "" {
		view.Errors = form.Errors{"": sentence}
		return p.showConnect(c, http.StatusConflict, view)
	}
	if err != nil {
		return err
	}
	p.accountChanged(account)
	return p.doneThere(c, accountURL(account.ID), ui.Notice{Kind: ui.OK, Title: "Settings of " + entry.Label + " are saved"})
}

// newSettings are what was entered, with all credentials.
func (p *panel) newSettings(c echo.Context, account models.Account, v providers.Vendor, values form.Values, view *accounts.Connect) (entry accountdesk.Entry, replaced, ok bool) {
	if view.Trade {
		if values[accountdesk.NameField(v)] == "" {
			values = form.Join(values, form.Values{accountdesk.NameField(v): account.Settings[accountdesk.NameField(v)]})
		}
		entry = p.traded(c, v, values, view)
		return entry, true, view.Errors == nil
	}
	entry = accountdesk.Split(view.Form, values)
	if accountdesk.Moves(account.Settings, entry.Settings) {
		if view.Errors = enteredAgain(entry.Credentials); view.Errors != nil {
			return entry, false, false
		}
	}
	credentials, replaced, err := p.keepCredentials(account, entry.Credentials)
	if err != nil {
		view.Errors = form.Errors{"": providers.Sentence(err)}
	}
	entry.Credentials = credentials
	return entry, replaced, err == nil
}

// inTheWay says what keeps settings from being saved now.
func inTheWay(err error) string {
	switch {
	case errors.Is(err, models.ErrBusy):
		return "Operations of this account go on. What it talks to can change when they have ended. Nothing was saved."
	case errors.Is(err, models.ErrChanged):
		return "Someone changed this account meanwhile. Nothing was saved. Open the settings again."
	}
	return ""
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

// enteredAgain asks for credentials that were left empty: what is stored is not
// sent to another place than it was entered for.
func enteredAgain(credentials form.Values) (errs form.Errors) {
	for name, value := range credentials {
		if value == "" {
			errs = withError(errs, name, "Enter it again: it goes to another address from now on.")
		}
	}
	return errs
}
