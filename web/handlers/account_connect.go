package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/feed"
	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/accounts"
	"pinfold/web/templates/ui"
)

// connecting checks that the person may, and finds the chosen provider.
func (p *panel) connecting(c echo.Context) (providers.Vendor, error) {
	if !scopeOf(c).May(access.ManageAccounts) {
		return providers.Vendor{}, forbidden("Your role does not allow connecting accounts. Ask an owner for the role Admin.")
	}
	slug := c.QueryParam("provider")
	for _, v := range p.Vendors {
		if slug == "" || string(v.Slug) == slug {
			return v, nil
		}
	}
	return providers.Vendor{}, echo.ErrNotFound
}

func (p *panel) connectPage(c echo.Context) error {
	v, err := p.connecting(c)
	if err != nil {
		return err
	}
	f := accountForm(v, false)
	return p.showConnect(c, http.StatusOK, p.connectView(v, f, f.Defaults(), nil))
}

func (p *panel) showConnect(c echo.Context, status int, view accounts.Connect) error {
	s, err := p.shell(c, view.Title, "accounts")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = view.UpURL, view.Up
	return p.render(c, status, accounts.ConnectPage(s, view))
}

// connect tests or stores a new account.
func (p *panel) connect(c echo.Context) error {
	v, err := p.connecting(c)
	if err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	f := accountForm(v, false)
	values, errs := f.Parse(sent)
	view := p.connectView(v, f, values, errs)
	view.Testing = sent.Get("do") == "test"
	if errs != nil {
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	label, currency, settings, credentials := splitAccount(f, values)
	if sent.Get("do") == "test" {
		p.test(c, v, settings, credentials, &view)
		return p.showConnect(c, http.StatusOK, view)
	}
	if view.Errors, err = p.connectedAlready(c, v, label, settings); err != nil {
		return err
	}
	if view.Errors != nil {
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	account := models.Account{Provider: v.Slug, Label: label, Currency: currency, Settings: settings}
	err = scopeOf(c).AddAccount(c.Request().Context(), &account, p.sealer(c, account, credentials),
		models.Audit{Action: "account.connect", Kind: providers.KindAccount, Outcome: "connected", Address: c.RealIP()})
	if errors.Is(err, models.ErrTaken) {
		view.Errors = form.Errors{"label": labelTaken(v)}
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	if err != nil {
		return err
	}
	p.accountChanged(account)
	return p.doneThere(c, accountURL(account.ID), ui.Notice{Kind: ui.OK, Title: v.Name + " " + label + " is connected",
		Text: "Its servers appear in a few seconds.", Href: "/servers"})
}

// sealer seals credentials for the account's row.
func (p *panel) sealer(c echo.Context, account models.Account, credentials form.Values) models.Sealer {
	team := scopeOf(c).Team.ID
	return func(row models.ID) ([]byte, error) {
		return p.Keys.SealMap(fleet.CredentialsOf(team, row), secretValues(credentials))
	}
}

// test asks the provider whether the settings work, and tells in the view.
func (p *panel) test(c echo.Context, v providers.Vendor, settings, credentials form.Values, view *accounts.Connect) {
	began := p.Store.Now()
	report, err := p.Fleet.Test(c.Request().Context(), v, settings, credentials)
	view.Tested, view.Took = true, p.Store.Now().Sub(began)
	if err != nil {
		p.Log.Info("connection test failed", "provider", v.Slug, "error", err)
		view.Sentence, view.Said = providers.Sentence(err), providers.Said(err)
		return
	}
	view.Works, view.Findings = true, report.Findings
}

func (p *panel) accountChanged(a models.Account) {
	team, id := int64(a.TeamID), int64(a.ID)
	p.Bus.Publish(
		feed.Event{Team: team, Account: id, Kind: "account", ID: id},
		feed.Event{Team: team, Account: id, Kind: "account"},
		feed.Event{Team: team, Account: id, Kind: "server"},
	)
}
