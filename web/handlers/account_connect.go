package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	accountdesk "pinfold/internal/accounts"
	"pinfold/internal/feed"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/accounts"
	"pinfold/web/templates/ui"
)

// desk connects and changes accounts, as the command line does.
func (p *panel) desk() accountdesk.Desk { return accountdesk.Desk{Fleet: p.Fleet, Keys: p.Keys} }

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
	f := wayOf(c, v).form(v, false)
	return p.showConnect(c, http.StatusOK, p.connectView(c, v, f, f.Defaults(), nil))
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
	way := wayOf(c, v)
	f := way.form(v, false)
	values, errs := f.Parse(sent)
	view := p.connectView(c, v, f, values, errs)
	view.Testing = sent.Get("do") == "test" && way == byKey
	if errs != nil {
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	entry := accountdesk.Split(f, values)
	if view.Testing {
		p.test(c, v, entry, &view)
		return p.showConnect(c, http.StatusOK, view)
	}
	if view.Errors, err = accountdesk.Taken(c.Request().Context(), scopeOf(c), v, entry); err != nil {
		return err
	}
	if view.Errors == nil && way == byTrade {
		entry = p.traded(c, v, values, &view)
	}
	if view.Errors != nil {
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	account, errs, err := p.desk().Add(c.Request().Context(), scopeOf(c), v, entry, models.Audit{Address: c.RealIP()})
	if err != nil {
		return err
	}
	if view.Errors = onForm(f, errs); view.Errors != nil {
		return p.showConnect(c, http.StatusUnprocessableEntity, view)
	}
	p.accountChanged(account)
	return p.doneThere(c, accountURL(account.ID), ui.Notice{Kind: ui.OK, Title: v.Name + " " + entry.Label + " is connected",
		Text: "Its servers appear in a few seconds.", Href: "/servers"})
}

// test asks the provider whether the settings work, and tells in the view.
func (p *panel) test(c echo.Context, v providers.Vendor, e accountdesk.Entry, view *accounts.Connect) {
	began := p.Store.Now()
	report, err := p.Fleet.Test(c.Request().Context(), v, e.Settings, e.Credentials)
	view.Tested, view.Took = true, p.Store.Now().Sub(began)
	if err != nil {
		p.Log.Info("connection test failed", "provider", v.Slug, "error", err)
		view.Sentence, view.Said = providers.Sentence(err), providers.Said(err)
		return
	}
	view.Works, view.Findings = true, report.Findings
}

// onForm moves sentences about fields that a form does not show above it.
func onForm(f form.Form, errs form.Errors) form.Errors {
	for name, sentence := range errs {
		if _, ok := f.Field(name); !ok && name != "" {
			delete(errs, name)
			errs[""] = sentence
		}
	}
	return errs
}

func (p *panel) accountChanged(a models.Account) {
	team, id := int64(a.TeamID), int64(a.ID)
	p.Bus.Publish(
		feed.Event{Team: team, Account: id, Kind: "account", ID: id},
		feed.Event{Team: team, Account: id, Kind: "account"},
		feed.Event{Team: team, Account: id, Kind: "server"},
	)
}
