// Package handlers answers the browser: it checks who asks and what for,
// reads through Scope, starts operations, and renders templates. It makes no
// provider call on the way to a page.
package handlers

import (
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/labstack/echo/v4"

	"pinfold/internal/alerts"
	"pinfold/internal/authority"
	"pinfold/internal/feed"
	"pinfold/internal/fleet"
	"pinfold/internal/mail"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/internal/sso"
)

// Options are what the handlers are made of.
type Options struct {
	Store   *models.Store
	Fleet   *fleet.Fleet
	Waker   Waker
	Keys    *secrets.Keyring
	Bus     *feed.Bus
	Log     *slog.Logger
	Vendors []providers.Vendor
	Alerts  *alerts.Desk
	// URL is the address that people reach the panel at. Over https, cookies
	// are marked secure and HSTS is sent.
	URL *url.URL
	// DerivedURL says that nobody set it.
	DerivedURL bool
	// TrustedProxies may tell the address of the browser behind them.
	TrustedProxies []netip.Prefix
	// SetupToken is what the set-up page asks for while there is no owner.
	SetupToken secrets.Text
	// Authority asks the name servers of zones.
	Authority authority.Checker
	// Mail sends invitations and links to set a password, nil where no mail
	// server is set up.
	Mail mail.Sender
	// SSO lets people sign in at an issuer, nil where there is none.
	SSO *sso.Client
	// SessionIdle and SessionMax are how long a sign-in lasts, without use and in
	// all; 0 stands for the default.
	SessionIdle, SessionMax time.Duration
	// DemoHint is shown on the sign-in page of the demo, "" elsewhere.
	DemoHint string
	// Refusals gathers what is refused; nil makes one.
	Refusals *Refusals
	// UploadLimit is how many bytes one upload to a bucket may hold.
	UploadLimit int64
}

// panel is the handlers with what they need.
type panel struct {
	Options
	sessions *sessionStore
	throttle *throttle
	// party takes passkeys; where it is nil, noPasskeys says why.
	party      *webauthn.WebAuthn
	noPasskeys string
	// errands are what goes on after an answer.
	errands *errands
	// apiLimits bounds what programs that use tokens ask for.
	apiLimits *apiLimits
}

// New returns the handler of the whole panel.
func New(o Options) (http.Handler, error) {
	if o.Store == nil || o.Fleet == nil || o.Waker == nil || o.Keys == nil || o.Bus == nil || o.URL == nil || o.Alerts == nil {
		return nil, errors.New("handlers: an option is missing")
	}
	if o.Refusals == nil {
		o.Refusals = NewRefusals(o.Store, o.Log)
	}
	p := &panel{Options: o, throttle: newThrottle(o.Store.Now), errands: newErrands(o.Log), apiLimits: newAPILimits()}
	p.sessions = newSessionStore(o.Store, p.secure())
	var err error
	if p.party, p.noPasskeys, err = relyingParty(o.URL, o.DerivedURL); err != nil {
		return nil, err
	}
	p.sessions.address, p.sessions.lasts = addressOf(o.TrustedProxies), lifetimeOf(o)
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = p.sessions.address
	e.HTTPErrorHandler = p.fail
	e.Use(p.headers, compress(), p.record, p.survive, p.sameOrigin, p.limitBody)
	p.routes(e)
	return headAsGet(e), nil
}

func (p *panel) secure() bool { return p.URL.Scheme == "https" }
