package handlers

import (
	"crypto/subtle"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/password"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/pages"
)

var setupForm = form.Form{Fields: []form.Field{
	{Name: "token", Label: "Set-up token", Kind: form.Text, Help: "The console printed it when the panel started.", Autocomplete: "off", MaxLength: 100},
	{Name: "team", Label: "Team", Kind: form.Text, Default: "My team", MaxLength: 60, Help: "Accounts belong to a team. You can change the name later."},
	{Name: "name", Label: "Your name", Kind: form.Text, Autocomplete: "name", MaxLength: 100},
	{Name: "email", Label: "E-mail", Kind: form.Email, Autocomplete: "username", MaxLength: 254},
	{Name: "password", Label: "Password", Kind: form.Password, Secret: true, Autocomplete: "new-password",
		Help: "At least 12 characters.", MaxLength: password.MaxLength, Check: password.Problem},
}, Check: func(v form.Values) form.Errors {
	if problem := password.ProblemFor(v["password"], v["email"], v["name"], v["team"]); problem != "" {
		return form.Errors{"password": problem}
	}
	return nil
}}

func (p *panel) setupPage(c echo.Context) error {
	owner, err := p.Store.HasOwner(c.Request().Context())
	if err != nil {
		return err
	}
	if owner {
		return c.Redirect(http.StatusSeeOther, "/sign-in")
	}
	return p.showSetup(c, http.StatusOK, setupForm.Defaults(), nil)
}

func (p *panel) showSetup(c echo.Context, status int, values form.Values, errs form.Errors) error {
	return p.render(c, status, pages.Setup(layout.Shell{Title: "Set up"}, pages.Entry{
		Form: setupForm, Values: values, Errors: errs, Host: p.URL.Host,
	}))
}

func (p *panel) setup(c echo.Context) error {
	ctx := c.Request().Context()
	values, errs, err := parsed(c, setupForm)
	if err != nil {
		return err
	}
	if errs == nil {
		errs = p.checkToken(c, values["token"])
	}
	if errs != nil {
		return p.showSetup(c, http.StatusUnprocessableEntity, values, errs)
	}
	hash, err := password.Hash(values["password"])
	if err != nil {
		return err
	}
	user := models.User{Email: values["email"], Name: values["name"], PasswordHash: hash}
	err = p.Store.CreateOwner(ctx, values["team"], &user)
	if err == models.ErrOwnerExists {
		return c.Redirect(http.StatusSeeOther, "/sign-in")
	}
	if err != nil {
		return err
	}
	return p.enter(c, user, "/")
}

func (p *panel) checkToken(c echo.Context, token string) form.Errors {
	if p.throttle.take("setup", c.RealIP()) > 0 {
		return form.Errors{"token": "Too many tries. Wait a quarter of an hour, or restart the panel for a new token."}
	}
	want := p.SetupToken.Reveal()
	if want == "" || subtle.ConstantTimeCompare([]byte(plainToken(token)), []byte(plainToken(want))) != 1 {
		p.Refusals.add(refusal{action: "setup.refused", address: c.RealIP()}, "")
		return form.Errors{"token": "This is not the token that the console printed last."}
	}
	p.throttle.cleared("setup", c.RealIP())
	return nil
}

// plainToken lets a token be typed in any case, with or without its hyphens.
func plainToken(token string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(token))
}
