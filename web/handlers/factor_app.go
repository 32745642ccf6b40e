package handlers

import (
	"encoding/base64"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/secrets"
	"pinfold/internal/totp"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/ui"
)

// sessionApp holds the sealed secret of an authenticator app until a code
// proves that the app has it.
const sessionApp = "new-app"

var appForm = form.Form{Fields: []form.Field{
	{Name: "code", Label: "Code", Kind: form.Text, Autocomplete: "one-time-code", MaxLength: 20, Help: "Six digits."},
}}

// newAppOf is where the secret of a person's app is kept before it counts.
func newAppOf(user models.ID) secrets.Binding {
	return secrets.Binding{Table: "web_sessions", Row: int64(user), Column: "new_totp"}
}

// appStart makes a secret for a new app and goes on to show it.
func (p *panel) appStart(c echo.Context) error {
	sealed, err := p.Keys.Seal(newAppOf(scopeOf(c).User.ID), []byte(totp.NewSecret().Reveal()))
	if err != nil {
		return err
	}
	session := sessionOf(c)
	session.Values[sessionApp] = base64.StdEncoding.EncodeToString(sealed)
	if err := p.sessions.Keep(c.Request(), session); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, appURL)
}

// newApp is the secret that waits for its first code, if there is one.
func (p *panel) newApp(c echo.Context) (secrets.Text, bool) {
	sealed, err := base64.StdEncoding.DecodeString(sessionValue(c, sessionApp))
	if err != nil || len(sealed) == 0 {
		return secrets.Text{}, false
	}
	// What another key sealed is begun anew.
	plain, err := p.Keys.Open(newAppOf(scopeOf(c).User.ID), sealed)
	return secrets.NewText(string(plain)), err == nil
}

// appPage shows the secret and asks for a code.
func (p *panel) appPage(c echo.Context) error {
	secret, ok := p.newApp(c)
	if !ok {
		return c.Redirect(http.StatusSeeOther, securityURL)
	}
	return p.showApp(c, http.StatusOK, secret, nil, nil)
}

func (p *panel) showApp(c echo.Context, status int, secret secrets.Text, values form.Values, errs form.Errors) error {
	url, err := totp.URL(secret, layout.Name+" "+p.URL.Host, scopeOf(c).User.Email)
	if err != nil {
		return err
	}
	picture, err := qrOf(url)
	if err != nil {
		return err
	}
	s, err := p.shell(c, "Set up an authenticator app", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = securityURL, "Signing in", true
	return p.render(c, status, settings.AppSetupPage(s, settings.AppSetup{Picture: picture, Key: totp.Grouped(secret), URL: url,
		Action: appURL, UpURL: securityURL, Form: appForm, Values: values, Errors: errs}))
}

// setApp turns the app on, once a code proves that it has the secret.
func (p *panel) setApp(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	secret, ok := p.newApp(c)
	if !ok {
		return c.Redirect(http.StatusSeeOther, securityURL)
	}
	values, errs := appForm.Parse(sent)
	if len(errs) > 0 {
		return p.showApp(c, http.StatusUnprocessableEntity, secret, values, errs)
	}
	step, ok, err := totp.Match(secret, values["code"], p.Store.Now())
	if err != nil {
		return err
	}
	if !ok {
		return p.showApp(c, http.StatusUnprocessableEntity, secret, values,
			form.Errors{"code": "This code does not match. Check the clock of the phone and enter the code that is shown now."})
	}
	return p.turnOn(c, secret, step)
}

func (p *panel) turnOn(c echo.Context, secret secrets.Text, step int64) error {
	scope := scopeOf(c)
	sealed, err := p.Keys.Seal(totpOf(scope.User.ID), []byte(secret.Reveal()))
	if err != nil {
		return err
	}
	before, outcome := "off", "authenticator app set up"
	if len(scope.User.TOTP) > 0 {
		before, outcome = "on", "authenticator app replaced"
	}
	entry := models.Audit{Action: "factor.set_up", Outcome: outcome, Address: c.RealIP(), Before: appIs(before), After: appIs("on")}
	codes, err := scope.SetTOTP(c.Request().Context(), models.AuthenticatorApp{Sealed: sealed, Step: step}, digestOf(sessionOf(c).ID), entry)
	if err != nil {
		return err
	}
	delete(sessionOf(c).Values, sessionApp)
	const done = "The authenticator app is set up. All your other sessions ended."
	if len(codes) == 0 {
		return p.doneThere(c, securityURL, ui.Notice{Kind: ui.OK, Title: "The authenticator app is set up", Text: "All your other sessions ended."})
	}
	if err := p.sessions.Keep(c.Request(), sessionOf(c)); err != nil {
		return err
	}
	return p.showCodes(c, codes, done)
}

// appIs is the state of the app for the trail.
func appIs(state string) form.Values { return form.Values{"authenticator app": state} }
