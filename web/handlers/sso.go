package handlers

import (
	"cmp"
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/sso"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/pages"
)

// SSOCallback is the path that the issuer sends browsers back to.
const SSOCallback = "/sign-in/sso/callback"

// ssoName is what single sign-on is called, "" where there is none.
func (p *panel) ssoName() string {
	if p.SSO == nil {
		return ""
	}
	return p.SSO.Name()
}

// ssoCookieName carries the secret that binds an attempt to its browser.
func (p *panel) ssoCookieName() string {
	if p.secure() {
		return "__Host-sso"
	}
	return "sso"
}

// beginSSO sends somebody to the issuer: to sign in, to accept an invitation,
// or to prove who they are.
func (p *panel) beginSSO(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	attempt := models.SSOAttempt{Purpose: models.SSOEnter, Next: local(sent.Get("next"))}
	if invitation := sent.Get("invitation"); invitation != "" {
		attempt.Purpose, attempt.Invitation = models.SSOJoin, digestOf(invitation)
	}
	if sent.Get("purpose") != string(models.SSOProve) {
		return p.leaveForSSO(c, attempt)
	}
	attempt.Purpose = models.SSOProve
	return p.signedIn(func(c echo.Context) error { return p.leaveForSSO(c, attempt) })(c)
}

// linkSSO sends somebody who is signed in to the issuer, to link what they are
// there.
func (p *panel) linkSSO(c echo.Context) error {
	return p.leaveForSSO(c, models.SSOAttempt{Purpose: models.SSOLink, Next: securityURL})
}

// leaveForSSO records an attempt and leads to the issuer. The page in between
// is needed since a form may not lead to another site; the browser goes on by
// itself.
func (p *panel) leaveForSSO(c echo.Context, a models.SSOAttempt) error {
	if p.SSO == nil {
		return models.ErrNotFound
	}
	ctx, state, browser := c.Request().Context(), rand.Text(), p.ssoBrowser(c)
	a.State, a.Browser, a.Address = digestOf(state), digestOf(browser), c.RealIP()
	if a.Purpose == models.SSOLink || a.Purpose == models.SSOProve {
		a.UserID = scopeOf(c).User.ID
	}
	stored, err := a, error(nil)
	if stored.Next, err = p.sealNext(a.Next); err != nil {
		return err
	}
	err = p.Store.BeginSSO(ctx, stored)
	if errors.Is(err, models.ErrManyAttempts) {
		return p.showRefusedSSO(c, a, http.StatusTooManyRequests, "Too many sign-ins from your address are on their way. Wait ten minutes.")
	}
	if err != nil {
		return err
	}
	to, err := p.SSO.Begin(ctx, sso.AttemptOf(browser, state), a.Purpose == models.SSOProve)
	if err != nil {
		return p.failSSO(c, a, err)
	}
	at, err := url.Parse(to)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Refresh", "0; url="+to)
	return p.render(c, http.StatusOK, pages.Leaving(layout.Shell{Title: "Sign in"}, pages.Leave{To: to, Host: at.Host}))
}

// ssoBrowser is the browser's secret, a new one if it has none.
func (p *panel) ssoBrowser(c echo.Context) string {
	secret := cmp.Or(p.ssoSecret(c), rand.Text())
	p.setSSOCookie(c, secret, int(models.SSOLife.Seconds()))
	return secret
}

func (p *panel) ssoSecret(c echo.Context) string {
	cookie, err := c.Cookie(p.ssoCookieName())
	if err != nil {
		return ""
	}
	return cookie.Value
}

func (p *panel) setSSOCookie(c echo.Context, value string, age int) {
	c.SetCookie(&http.Cookie{Name: p.ssoCookieName(), Value: value, Path: "/", HttpOnly: true, Secure: p.secure(),
		SameSite: http.SameSiteLaxMode, MaxAge: age})
}
