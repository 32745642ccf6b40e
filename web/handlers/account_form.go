package handlers

import (
	"fmt"
	"net/url"

	"github.com/labstack/echo/v4"

	accountdesk "pinfold/internal/accounts"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/accounts"
)

// connectView is the form as it is shown.
func (p *panel) connectView(c echo.Context, v providers.Vendor, f form.Form, values form.Values, errs form.Errors) accounts.Connect {
	here := "/accounts/new?provider=" + url.QueryEscape(string(v.Slug))
	view := accounts.Connect{
		Title: "Connect account", Provider: string(v.Slug), Name: v.Name, Form: f, Values: values, Errors: errs,
		Submit: "Connect", Up: "Accounts", UpURL: "/accounts", KeyHelp: v.KeyHelp,
	}
	for _, other := range p.Vendors {
		view.Choices = append(view.Choices, accounts.Choice{Slug: string(other.Slug), Name: other.Name,
			Current: other.Slug == v.Slug, Href: "/accounts/new?provider=" + url.QueryEscape(string(other.Slug))})
	}
	wayOf(c, v).show(&view, v, here)
	return view
}

func settingsValues(a models.Account) form.Values {
	return form.Join(a.Settings, form.Values{"label": a.Label, "currency": a.Currency})
}

func accountURL(id models.ID) string { return fmt.Sprintf("/accounts/%d", id) }

// way is how the credentials of an account are given.
type way string

// The ways: the key itself, or a trade of something else for it.
const (
	byKey   way = ""
	byTrade way = "trade"
)

// wayOf is the way that the address names, where the provider has it.
func wayOf(c echo.Context, v providers.Vendor) way {
	if v.Trade != nil && c.QueryParam("with") == string(byTrade) {
		return byTrade
	}
	return byKey
}

func (w way) form(v providers.Vendor, keep bool) form.Form {
	if w == byTrade {
		return accountdesk.TradeForm(v)
	}
	return accountdesk.Form(v, keep)
}

// show puts the way and the choice between ways into the form's view, whose
// address without a way is here.
func (w way) show(view *accounts.Connect, v providers.Vendor, here string) {
	view.Action, view.Trade = here, w == byTrade
	if v.Trade == nil {
		return
	}
	with := here + "?with=" + string(byTrade)
	if u, err := url.Parse(here); err == nil && u.RawQuery != "" {
		with = here + "&with=" + string(byTrade)
	}
	if view.Trade {
		view.Action = with
		view.KeyHelp = "It is sent to " + v.Name + " once, for the key, and then forgotten. Only the key is stored, sealed."
	}
	view.Ways = []accounts.Choice{
		{Name: "Key", Current: !view.Trade, Href: here},
		{Name: v.Trade.Label, Current: view.Trade, Href: with},
	}
}

// traded gets credentials for what was entered; what went wrong is told in
// the view.
func (p *panel) traded(c echo.Context, v providers.Vendor, values form.Values, view *accounts.Connect) accountdesk.Entry {
	entry, refused := p.desk().Trade(c.Request().Context(), v, values)
	if refused != nil {
		p.Log.Info("trade failed", "provider", v.Slug, "error", refused.Cause)
		view.Errors, view.Said = onForm(view.Form, refused.Errors), refused.Said
	}
	return entry
}
