package handlers

import (
	"errors"
	"net/http"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/pages"
)

// secondMeans draw what else than a code proves who someone is, on the page
// that asks for the second factor: nil where it is not offered to this person.
// They end with p.enterBy.
var secondMeans = []func(*panel, echo.Context, pending) (templ.Component, error){(*panel).passkeySecond}

var (
	codeForm = form.Form{Fields: []form.Field{
		{Name: "code", Label: "Code", Kind: form.Text, Autocomplete: "one-time-code", MaxLength: 20, Help: "Six digits from your authenticator app."},
	}}
	recoveryForm = form.Form{Fields: []form.Field{
		{Name: "recovery", Label: "Recovery code", Kind: form.Text, Autocomplete: "off", MaxLength: 40, Help: "Sixteen letters and digits. Each code works once."},
	}}
)

// secondPage asks for the second factor.
func (p *panel) secondPage(c echo.Context) error {
	who, err := p.pendingOf(c)
	if errors.Is(err, models.ErrNotFound) {
		return c.Redirect(http.StatusSeeOther, "/sign-in")
	}
	if err != nil {
		return err
	}
	return p.showSecond(c, http.StatusOK, who, nil, nil)
}

func (p *panel) showSecond(c echo.Context, status int, who pending, values form.Values, errs form.Errors) error {
	page := pages.Second{Action: secondURL, Email: who.scope.User.Email, Values: values, Errors: errs, Codes: who.factors.Codes}
	if who.factors.TOTP {
		page.Code = &codeForm
	}
	if who.factors.Codes > 0 {
		page.Recovery = &recoveryForm
	}
	for _, draw := range secondMeans {
		one, err := draw(p, c, who)
		if err != nil {
			return err
		}
		if one != nil {
			page.Means = append(page.Means, one)
		}
	}
	return p.render(c, status, pages.SecondFactor(layout.Shell{Title: "Second factor"}, page))
}

// second takes a code of the app or a recovery code.
func (p *panel) second(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	who, err := p.pendingOf(c)
	if errors.Is(err, models.ErrNotFound) {
		return p.askToSignIn(c)
	}
	if err != nil {
		return err
	}
	asked, take := codeForm, p.takeCode
	if sent.Has("recovery") {
		asked, take = recoveryForm, p.takeRecovery
	}
	values, errs := asked.Parse(sent)
	if len(errs) > 0 {
		return p.showSecond(c, http.StatusUnprocessableEntity, who, values, errs)
	}
	field := asked.Fields[0].Name
	if wait := p.takeTry(c, who.scope.User); wait > 0 {
		return p.showSecond(c, http.StatusTooManyRequests, who, values, form.Errors{field: tooManyTries(c, wait)})
	}
	sentence, err := take(c, who.scope, values[field])
	if err != nil {
		return err
	}
	if sentence != "" {
		return p.showSecond(c, http.StatusUnprocessableEntity, who, values, form.Errors{field: sentence})
	}
	return p.enterBy(c, who.scope.User, who.next, byPassword)
}

func tooManyTries(c echo.Context, wait time.Duration) string {
	return "Too many tries. The next one is possible in " + waitText(c, wait) + "."
}
