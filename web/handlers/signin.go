package handlers

import (
	"crypto/subtle"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/password"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/pages"
	"pinfold/web/templates/ui"
)

var signInForm = form.Form{Fields: []form.Field{
	{Name: "email", Label: "E-mail", Kind: form.Email, Autocomplete: "username", MaxLength: 254},
	{Name: "password", Label: "Password", Kind: form.Password, Secret: true, Autocomplete: "current-password", MaxLength: password.MaxLength},
}}

func (p *panel) signInPage(c echo.Context) error {
	if idOf(sessionValue(c, sessionUser)) != 0 {
		return c.Redirect(http.StatusSeeOther, "/")
	}
	owner, err := p.Store.HasOwner(c.Request().Context())
	if err != nil {
		return err
	}
	if !owner {
		return c.Redirect(http.StatusSeeOther, "/setup")
	}
	return p.showSignIn(c, http.StatusOK, form.Values{}, nil)
}

func (p *panel) showSignIn(c echo.Context, status int, values form.Values, errs form.Errors) error {
	return p.render(c, status, pages.SignIn(layout.Shell{Title: "Sign in"}, pages.Entry{
		Form: signInForm, Values: values, Errors: errs, Host: p.URL.Host, Next: c.FormValue("next"), Hint: p.DemoHint,
	}))
}

func (p *panel) signIn(c echo.Context) error {
	ctx := c.Request().Context()
	posted, err := c.FormParams()
	if err != nil {
		return err
	}
	values, errs := signInForm.Parse(posted)
	if len(errs) > 0 {
		return p.showSignIn(c, http.StatusUnprocessableEntity, values, errs)
	}
	name := models.NormalEmail(values["email"])
	if _, wait := p.throttle.left(name, c.RealIP()); wait > 0 {
		return p.showSignIn(c, http.StatusTooManyRequests, values, form.Errors{
			"password": "Too many tries. The next one is possible in " + ui.ElapsedText(ctx, wait.Round(time.Second)) + ".",
		})
	}
	// The same work is done for someone who does not exist.
	user, findErr := p.Store.UserByEmail(ctx, name)
	ok, err := password.Verify(ctx, values["password"], user.PasswordHash)
	if err != nil {
		return err
	}
	if !ok || findErr != nil {
		return p.wrongPassword(c, values, name)
	}
	p.throttle.cleared(name, c.RealIP())
	return p.enter(c, user, c.FormValue("next"))
}

func (p *panel) wrongPassword(c echo.Context, values form.Values, name string) error {
	p.throttle.failed(name, c.RealIP())
	p.Log.Info("sign-in refused", "address", c.RealIP())
	tries, _ := p.throttle.left(name, c.RealIP())
	sentence := "E-mail and password do not match. " + strconv.Itoa(tries) + " tries are left for now."
	if tries == 1 {
		sentence = "E-mail and password do not match. 1 try is left for now."
	}
	return p.showSignIn(c, http.StatusUnprocessableEntity, values, form.Errors{"password": sentence})
}

// enter signs a person in: a new session, a record, and on to where they
// wanted to go.
func (p *panel) enter(c echo.Context, user models.User, next string) error {
	ctx := c.Request().Context()
	scope, err := p.Store.ScopeFor(ctx, user.ID, 0)
	if err != nil {
		return err
	}
	if err := scope.Record(ctx, models.Audit{Action: "session.begin", Outcome: "signed in", Address: c.RealIP()}); err != nil {
		return err
	}
	values := map[string]string{
		sessionUser: strconv.FormatInt(int64(user.ID), 10),
		sessionTeam: strconv.FormatInt(int64(scope.Team.ID), 10),
	}
	if err := p.renew(c, values); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, local(next))
}

// local keeps a redirect on this host: a path that begins with one slash.
func local(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	return next
}

func (p *panel) signOut(c echo.Context) error {
	session := sessionOf(c)
	session.Options.MaxAge = -1
	if err := p.sessions.Save(c.Request(), c.Response(), session); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/sign-in")
}

var setupForm = form.Form{Fields: []form.Field{
	{Name: "token", Label: "Set-up token", Kind: form.Text, Secret: true, Help: "The console printed it when the panel started.", Autocomplete: "off", MaxLength: 100},
	{Name: "team", Label: "Team", Kind: form.Text, Default: "My team", MaxLength: 60, Help: "Accounts belong to a team. You can change the name later."},
	{Name: "name", Label: "Your name", Kind: form.Text, Autocomplete: "name", MaxLength: 100},
	{Name: "email", Label: "E-mail", Kind: form.Email, Autocomplete: "username", MaxLength: 254},
	{Name: "password", Label: "Password", Kind: form.Password, Secret: true, Autocomplete: "new-password",
		Help: "At least 12 characters.", MaxLength: password.MaxLength, Check: password.Problem},
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
	posted, err := c.FormParams()
	if err != nil {
		return err
	}
	values, errs := setupForm.Parse(posted)
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
	if _, wait := p.throttle.left("setup", c.RealIP()); wait > 0 {
		return form.Errors{"token": "Too many tries. Wait a quarter of an hour, or restart the panel for a new token."}
	}
	want := p.SetupToken.Reveal()
	if want == "" || subtle.ConstantTimeCompare([]byte(plainToken(token)), []byte(plainToken(want))) != 1 {
		p.throttle.failed("setup", c.RealIP())
		return form.Errors{"token": "This is not the token that the console printed last."}
	}
	return nil
}

// plainToken lets a token be typed in any case, with or without its hyphens.
func plainToken(token string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(token))
}
