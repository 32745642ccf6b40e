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

	"github.com/labstack/echo/v4"

	"pinfold/internal/alerts"
	"pinfold/internal/authority"
	"pinfold/internal/feed"
	"pinfold/internal/fleet"
	"pinfold/internal/mail"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
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
	// DemoHint is shown on the sign-in page of the demo, "" elsewhere.
	DemoHint string
	// UploadLimit is how many bytes one upload to a bucket may hold.
	UploadLimit int64
}

// panel is the handlers with what they need.
type panel struct {
	Options
	sessions  *sessionStore
	throttle  *throttle
	apiLimits *apiLimits
	refusals  *refusals
}

// New returns the handler of the whole panel.
func New(o Options) (http.Handler, error) {
	if o.Store == nil || o.Fleet == nil || o.Waker == nil || o.Keys == nil || o.Bus == nil || o.URL == nil || o.Alerts == nil {
		return nil, errors.New("handlers: an option is missing")
	}
	p := &panel{Options: o, throttle: newThrottle(o.Store.Now), apiLimits: newAPILimits(), refusals: newRefusals()}
	p.sessions = newSessionStore(o.Store, p.secure())
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = addressOf(o.TrustedProxies)
	e.HTTPErrorHandler = p.fail
	e.Use(p.headers, compress(), p.record, p.survive, p.sameOrigin, p.limitBody)
	p.routes(e)
	return headAsGet(e), nil
}

func (p *panel) secure() bool { return p.URL.Scheme == "https" }
