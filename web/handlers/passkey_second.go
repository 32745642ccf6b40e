package handlers

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/pages"
)

const (
	secondPasskeyURL = secondURL + "/passkey"
	// contextPasskey is what is wrong with the passkey of this request.
	contextPasskey = "passkey"
)

func provesSecond(c echo.Context, who pending) challenged {
	return challenged{purpose: toSecond, user: who.scope.User.ID, session: digestOf(sessionOf(c).ID)}
}

// passkeySecond offers a passkey as the second factor to who has one.
func (p *panel) passkeySecond(c echo.Context, who pending) (templ.Component, error) {
	if who.factors.Passkeys == 0 {
		return nil, nil
	}
	problem, _ := c.Get(contextPasskey).(string)
	return pages.PasskeySecond(pages.SecondPasskey{Action: secondPasskeyURL, Origin: originOf(p.URL), None: p.noPasskeys, Problem: problem}), nil
}

// secondPasskeyOptions asks a passkey of whoever gave the password.
func (p *panel) secondPasskeyOptions(c echo.Context) error {
	who, err := p.pendingOf(c)
	if errors.Is(err, models.ErrNotFound) {
		return p.askToSignIn(c)
	}
	if err != nil {
		return err
	}
	return p.askPasskey(c, provesSecond(c, who), who.scope.User)
}

// secondPasskey takes a passkey as the second factor.
func (p *panel) secondPasskey(c echo.Context) error {
	who, err := p.pendingOf(c)
	if errors.Is(err, models.ErrNotFound) {
		return p.askToSignIn(c)
	}
	if err != nil {
		return err
	}
	user := who.scope.User
	if wait := p.takeTry(c, user); wait > 0 {
		return p.refusedSecond(c, http.StatusTooManyRequests, who, tooManyTries(c, wait))
	}
	_, err = p.takePasskey(c, provesSecond(c, who))
	if errors.Is(err, errPasskey) {
		sentence, err := p.refusedFactor(c, who.scope, "passkey", "This passkey was not taken. ")
		if err != nil {
			return err
		}
		return p.refusedSecond(c, http.StatusUnprocessableEntity, who, sentence)
	}
	if err != nil {
		return err
	}
	if err := who.scope.Record(c.Request().Context(), acceptedFactor(c, "passkey")); err != nil {
		return err
	}
	p.throttle.cleared(c.RealIP(), secondName(user))
	return p.enterBy(c, user, who.next, byPassword)
}

func (p *panel) refusedSecond(c echo.Context, status int, who pending, sentence string) error {
	c.Set(contextPasskey, sentence)
	return p.showSecond(c, status, who, nil, nil)
}
