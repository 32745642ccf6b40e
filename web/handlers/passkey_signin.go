package handlers

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/pages"
)

// passkeyTries is what wrong passkeys are counted under: nobody says who they
// are before one.
const passkeyTries = "passkey"

var signsIn = challenged{purpose: toSignIn}

// passkeyWay offers to sign in with a passkey.
func (p *panel) passkeyWay(c echo.Context) templ.Component {
	if p.party == nil {
		return nil
	}
	return pages.PasskeyWay(originOf(p.URL), c.FormValue("next"))
}

// passkeySignInOptions asks any passkey of the panel.
func (p *panel) passkeySignInOptions(c echo.Context) error {
	return p.askPasskey(c, signsIn, models.User{})
}

// passkeySignIn signs in whoever a passkey belongs to. It checked who holds it,
// so that nothing else is asked.
func (p *panel) passkeySignIn(c echo.Context) error {
	if p.party == nil {
		return echo.ErrNotFound
	}
	if c.FormValue("assertion") == "" {
		return p.noPasskey(c, http.StatusUnprocessableEntity, "No passkey came along. It takes JavaScript to use one.")
	}
	if wait := p.throttle.take(passkeyTries, c.RealIP()); wait > 0 {
		return p.noPasskey(c, http.StatusTooManyRequests, tooManyTries(c, wait))
	}
	user, err := p.takePasskey(c, signsIn)
	if errors.Is(err, errPasskey) {
		return p.noPasskey(c, http.StatusUnprocessableEntity, passkeyRefused)
	}
	if err != nil {
		return err
	}
	p.throttle.cleared(passkeyTries, c.RealIP())
	return p.enterBy(c, user, c.FormValue("next"), byPasskey)
}

// passkeyRefused is said whatever the reason, so that nobody learns which
// passkeys there are.
const passkeyRefused = "This passkey does not sign in here. Try again, or sign in another way."

func (p *panel) noPasskey(c echo.Context, status int, sentence string) error {
	return p.showSignIn(c, status, form.Values{}, form.Errors{"": sentence})
}
