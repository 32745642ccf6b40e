package handlers

import (
	"fmt"
	"maps"
	"net/url"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/accounts"

	"github.com/labstack/echo/v4"
)

// currencies are those that the four providers bill in, or are likely to.
var currencies = []form.Option{
	{Value: "RUB", Label: "RUB, rouble"}, {Value: "USD", Label: "USD, US dollar"}, {Value: "EUR", Label: "EUR, euro"},
	{Value: "CAD", Label: "CAD, Canadian dollar"}, {Value: "IDR", Label: "IDR, rupiah"},
}

// accountForm is what an account at a provider needs: its credentials first,
// then what the panel calls it.
func accountForm(v providers.Vendor, keep bool) form.Form {
	own := []form.Field{
		{Name: "label", Label: "Name", Kind: form.Text, Default: "main", MaxLength: 60, Help: "Tells it apart from your other " + v.Name + " accounts."},
		{Name: "currency", Label: "Currency", Kind: form.Select, Options: currencies, Default: v.Currency, Help: "What " + v.Name + " bills in."},
	}
	f := form.Form{Check: v.Connect.Check}
	var rest []form.Field
	for _, field := range v.Connect.Fields {
		if field.Secret && keep {
			field.Optional, field.Help = true, "Leave empty to keep the stored one."
		}
		if field.Name == "endpoint" {
			rest = append(rest, field)
			continue
		}
		f.Fields = append(f.Fields, field)
	}
	f.Fields = append(append(f.Fields, own...), rest...)
	return f
}

// splitAccount parts what was entered into the account's own columns, its
// settings and its credentials.
func splitAccount(f form.Form, values form.Values) (label, currency string, settings, credentials form.Values) {
	open, hidden := f.Split(values)
	label, currency = open["label"], open["currency"]
	delete(open, "label")
	delete(open, "currency")
	return label, currency, open, hidden
}

// connectView is the form as it is shown.
func (p *panel) connectView(v providers.Vendor, f form.Form, values form.Values, errs form.Errors) accounts.Connect {
	view := accounts.Connect{
		Title: "Connect account", Provider: string(v.Slug), Name: v.Name, Form: f, Values: values, Errors: errs,
		Action: "/accounts/new?provider=" + url.QueryEscape(string(v.Slug)), Submit: "Connect",
		Up: "Accounts", UpURL: "/accounts", KeyHelp: v.KeyHelp,
	}
	for _, other := range p.Vendors {
		view.Choices = append(view.Choices, accounts.Choice{Slug: string(other.Slug), Name: other.Name,
			Current: other.Slug == v.Slug, Href: "/accounts/new?provider=" + url.QueryEscape(string(other.Slug))})
	}
	return view
}

func settingsValues(a models.Account) form.Values {
	return form.Join(a.Settings, form.Values{"label": a.Label, "currency": a.Currency})
}

func accountURL(id models.ID) string { return fmt.Sprintf("/accounts/%d", id) }

// connectedAlready refuses the same account a second time: two rows for one
// account at a provider would share its limits and mix up its servers. Where
// nothing but the key names an account, it cannot be told.
func (p *panel) connectedAlready(c echo.Context, v providers.Vendor, label string, settings form.Values) (form.Errors, error) {
	all, err := scopeOf(c).Accounts(c.Request().Context())
	for _, a := range all {
		field := nameField(v)
		if field == "" || a.Provider != v.Slug || !maps.Equal(a.Settings, settings) {
			continue
		}
		errs := form.Errors{field: "This account is connected already, as " + a.Label + "."}
		if a.Label == label {
			errs["label"] = labelTaken(v)
		}
		return errs, nil
	}
	return nil, err
}

func labelTaken(v providers.Vendor) string {
	return "Your team has an account of this name at " + v.Name + " already."
}

// nameField is the field that names an account at a provider, "" if none does.
func nameField(v providers.Vendor) string {
	for _, field := range v.Connect.Fields {
		if !field.Secret && !field.Optional && field.Kind != form.Select {
			return field.Name
		}
	}
	return ""
}
