package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/password"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/pages"
)

var signInForm = form.Form{Fields: []form.Field{
	{Name: "email", Label: "E-mail", Kind: form.Email, Autocomplete: "username webauthn", MaxLength: 254},
	{Name: "password", Label: "Password", Kind: form.Password, Secret: true, Autocomplete: "current-password", MaxLength: password.MaxLength},
}}

func (p *panel) signInPage(c echo.Context) error {
	if _, err := p.personOf(c); err == nil {
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
		Form: signInForm, Values: values, Errors: errs, Host: p.URL.Host, Next: c.FormValue("next"), Hint: p.DemoHint, Ways: p.otherWays(c), SSO: p.ssoName(),
		Forgot: p.forgotLink(), Reset: c.QueryParam("set") != "",
	}))
}

// signInWays are the ways to sign in without a password, in order: each draws
// its own form, or nil where it is not offered.
var signInWays = []func(*panel, echo.Context) templ.Component{(*panel).passkeyWay}

func (p *panel) otherWays(c echo.Context) (ways []templ.Component) {
	for _, draw := range signInWays {
		if way := draw(p, c); way != nil {
			ways = append(ways, way)
		}
	}
	return ways
}

func (p *panel) signIn(c echo.Context) error {
	ctx := c.Request().Context()
	values, errs, err := parsed(c, signInForm)
	if err != nil {
		return err
	}
	if len(errs) > 0 {
		return p.showSignIn(c, http.StatusUnprocessableEntity, values, errs)
	}
	name := models.NormalEmail(values["email"])
	try, err := p.guessOf(ctx, c, name)
	if err != nil {
		return err
	}
	if wait := p.takeGuess(try); wait > 0 {
		p.refusedSignIn(c, 0)
		return p.showSignIn(c, http.StatusTooManyRequests, values, form.Errors{"password": tooManyTries(c, wait)})
	}
	// The same work is done for someone who does not exist.
	user, findErr := p.Store.UserByEmail(ctx, name)
	ok, err := password.Verify(ctx, values["password"], user.PasswordHash)
	if err != nil {
		return err
	}
	if !ok || findErr != nil {
		p.refusedSignIn(c, user.ID)
		return p.wrongPassword(c, values, try)
	}
	p.guessedRight(try)
	return p.passed(c, user, c.FormValue("next"))
}

func (p *panel) wrongPassword(c echo.Context, values form.Values, try guess) error {
	p.Log.Info("sign-in refused", "address", c.RealIP())
	tries := p.guessesLeft(try)
	sentence := "E-mail and password do not match. " + triesText(tries)
	return p.showSignIn(c, http.StatusUnprocessableEntity, values, form.Errors{"password": sentence})
}

// How somebody signed in, as the session keeps it.
const (
	byPassword = "password"
	byPasskey  = "passkey"
	bySSO      = "sso"
)

// enter signs in who gave a password and, where there is one, a second factor.
func (p *panel) enter(c echo.Context, user models.User, next string) error {
	return p.enterBy(c, user, next, byPassword)
}

// enterBy signs a person in: a new session, a record, and on to where they
// wanted to go.
func (p *panel) enterBy(c echo.Context, user models.User, next, by string) error {
	ctx := c.Request().Context()
	scope, err := p.Store.ScopeFor(ctx, user.ID, 0)
	if errors.Is(err, models.ErrNotFound) {
		return p.enterAlone(c, user, next)
	}
	if err != nil {
		return err
	}
	if err := scope.Record(ctx, models.Audit{Action: "session.begin", Outcome: "signed in", Details: form.Values{"by": by}, Address: c.RealIP()}); err != nil {
		return err
	}
	values := map[string]string{
		sessionUser: strconv.FormatInt(int64(user.ID), 10),
		sessionTeam: strconv.FormatInt(int64(scope.Team.ID), 10),
		sessionBy:   by,

		sessionRound:  strconv.FormatInt(user.MeansRound, 10),
		sessionProved: strconv.FormatInt(p.Store.Now().Unix(), 10),
	}
	if text, ok := c.Get(contextWelcome).(string); ok {
		values[sessionToast] = text
	}
	if err := p.renew(c, values); err != nil {
		return p.endedMeanwhile(c, err)
	}
	p.knowDevice(c, user)
	return c.Redirect(http.StatusSeeOther, local(next))
}

// endedMeanwhile asks who was about to be signed in to begin again, if what
// they sign in with was changed on the way.
func (p *panel) endedMeanwhile(c echo.Context, err error) error {
	if errors.Is(err, models.ErrChanged) {
		return p.askToSignIn(c)
	}
	return err
}

// local keeps a redirect on this host: a path that begins with one slash.
func local(next string) string {
	control := func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsFunc(next, control) {
		return "/"
	}
	if to, err := url.Parse(next); err != nil || to.Host != "" || to.Scheme != "" {
		return "/"
	}
	return next
}

func (p *panel) signOut(c echo.Context) error {
	session := sessionOf(c)
	if err := p.recordSignOut(c, session); err != nil {
		return err
	}
	session.Options.MaxAge = -1
	if err := p.sessions.Save(c.Request(), c.Response(), session); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/sign-in")
}
