package handlers

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/password"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/ui"
)

const passwordURL = securityURL + "/password"

// contextPassword is where a refused form leaves what is wrong with it.
const contextPassword = "password-errors"

// passwordForm asks for a new password twice, since nobody sees what they type.
// What is known of the person must not make it.
func passwordForm(about ...string) form.Form {
	return form.Form{
		Fields: []form.Field{
			{Name: "password", Label: "New password", Kind: form.Password, Secret: true, Autocomplete: "new-password", MaxLength: password.MaxLength,
				Help: "At least 12 characters.", Check: func(value string) string { return password.ProblemFor(value, about...) }},
			{Name: "again", Label: "Once more", Kind: form.Password, Secret: true, Autocomplete: "new-password", MaxLength: password.MaxLength},
		},
		Check: func(v form.Values) form.Errors {
			if v["password"] != v["again"] {
				return form.Errors{"again": "This is not what stands above."}
			}
			return nil
		},
	}
}

// passwordPanel is the part of the security page about the password.
func passwordPanel(p *panel, c echo.Context) (templ.Component, error) {
	scope := scopeOf(c)
	errs, _ := c.Get(contextPassword).(form.Errors)
	return settings.PasswordPanel(settings.Password{Form: passwordForm(), Errors: errs, Action: passwordURL,
		Email: scope.User.Email, Has: scope.User.PasswordHash != ""}), nil
}

// setPassword stores a new password. The old one is asked for by p.fresh.
func (p *panel) setPassword(c echo.Context) error {
	scope := scopeOf(c)
	values, errs, err := parsed(c, passwordForm(scope.User.Email, scope.User.Name, scope.Team.Name))
	if err != nil {
		return err
	}
	if errs != nil {
		c.Set(contextPassword, errs)
		return p.showSecurity(c, http.StatusUnprocessableEntity)
	}
	hash, err := password.Hash(values["password"])
	if err != nil {
		return err
	}
	entry := models.Audit{Action: "password.change", Outcome: "changed", Address: c.RealIP()}
	if scope.User.PasswordHash == "" {
		entry.Action, entry.Outcome = "password.set", "set"
	}
	if err := scope.SetPassword(c.Request().Context(), hash, digestOf(sessionOf(c).ID), entry); err != nil {
		return err
	}
	if err := p.renewSame(c); err != nil {
		return err
	}
	p.tellChange(scope.User, "Your password was changed.")
	return p.doneThere(c, securityURL, ui.Notice{Kind: ui.OK, Title: "The new password is set", Text: "All other sessions have ended."})
}

// renewSame gives the session a new id and leaves what it holds.
func (p *panel) renewSame(c echo.Context) error {
	values := map[string]string{}
	for key, value := range sessionOf(c).Values {
		values[key.(string)] = value.(string)
	}
	return p.renew(c, values)
}
