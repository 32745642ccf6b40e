package handlers

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/timezone"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/ui"
)

const meURL = "/settings/profile"

// meForm describes what a person chooses about themselves.
func meForm() form.Form {
	zones := form.Field{Name: "time_zone", Label: "Time zone", Kind: form.Select, Help: "Times are shown in it."}
	for _, name := range timezone.Names() {
		zones.Options = append(zones.Options, form.Option{Value: name, Label: strings.ReplaceAll(name, "_", " ")})
	}
	return form.Form{Fields: []form.Field{
		{Name: "name", Label: "Name", Kind: form.Text, Autocomplete: "name", MaxLength: 100, Help: "Your team sees it beside what you do."},
		zones,
		{Name: "theme", Label: "Colors", Kind: form.Select, Default: "system", Options: []form.Option{
			{Value: "system", Label: "As the system"}, {Value: "day", Label: "Day"}, {Value: "night", Label: "Night"}}},
		{Name: "keys_off", Label: "Single keys do nothing", Kind: form.Checkbox, Help: "Ctrl K and Esc go on working."},
	}}
}

func meValues(u models.User) form.Values {
	values := form.Values{"name": u.Name, "time_zone": u.TimeZone, "theme": u.Theme}
	if u.TimeZone == "" {
		values["time_zone"] = "UTC"
	}
	if u.Theme == "" {
		values["theme"] = "system"
	}
	if u.KeysOff {
		values["keys_off"] = "1"
	}
	return values
}

func (p *panel) mePage(c echo.Context) error {
	user := scopeOf(c).User
	return p.showMe(c, http.StatusOK, settings.Me{Values: meValues(user), EmailValues: form.Values{"email": user.Email}})
}

func (p *panel) showMe(c echo.Context, status int, view settings.Me) error {
	view.Form, view.Action, view.EmailForm, view.EmailAction = meForm(), meURL, emailForm, emailURL
	asked, err := scopeOf(c).AskedEmail(c.Request().Context())
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return err
	}
	view.Asked, view.Email = asked.Email, scopeOf(c).User.Email
	s, err := p.shell(c, "Profile", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = settingsURL, "Settings", true
	return p.render(c, status, settings.MePage(s, view))
}

// me stores what a person chose.
func (p *panel) me(c echo.Context) error {
	user := scopeOf(c).User
	values, errs, err := parsed(c, meForm())
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showMe(c, http.StatusUnprocessableEntity, settings.Me{Values: values, Errors: errs, EmailValues: form.Values{"email": user.Email}})
	}
	chosen := models.Profile{Name: values["name"], TimeZone: values["time_zone"], Theme: values["theme"], KeysOff: values["keys_off"] != ""}
	if chosen.Theme == "system" {
		chosen.Theme = ""
	}
	entry := models.Audit{Action: "profile.change", Outcome: "changed", Address: c.RealIP()}
	if err := scopeOf(c).SaveProfile(c.Request().Context(), chosen, entry); err != nil {
		return err
	}
	return p.doneThere(c, meURL, ui.Notice{Kind: ui.OK, Title: "Your profile is saved"})
}
