// Package sso lets people sign in at an OpenID Connect issuer: the
// authorization code flow with PKCE. It knows nothing of the panel's users.
package sso

import (
	"cmp"
	"net/http"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/sync/singleflight"

	"pinfold/internal/secrets"
)

// Options are what is agreed with the issuer.
type Options struct {
	// Issuer is the issuer's address, which its tokens name.
	Issuer   string
	ClientID string
	// Secret is empty for a public client, which PKCE alone protects.
	Secret secrets.Text
	// Redirect is the address that the issuer sends browsers back to.
	Redirect string
	// Scopes are asked for beside openid.
	Scopes []string
	// Name is what the button says.
	Name string
	// GroupsClaim holds the groups, which Rules map to roles in teams.
	GroupsClaim string
	Rules       []Rule
	// Transport reaches the issuer, Allow are the host:port of issuers that
	// may do without https.
	Transport http.RoundTripper
	Allow     []string
	// Now is the clock, nil for that of the system.
	Now func() time.Time
}

// Client speaks with one issuer. It learns where the issuer's endpoints are
// when somebody first signs in.
type Client struct {
	o     Options
	http  *http.Client
	plain map[string]bool
	asked singleflight.Group
	known known
}

// New returns a client. It asks the issuer nothing yet.
func New(o Options) *Client {
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Name, o.GroupsClaim = cmp.Or(o.Name, "single sign-on"), cmp.Or(o.GroupsClaim, "groups")
	if len(o.Scopes) == 0 {
		o.Scopes = []string{oidc.ScopeOpenID, "profile", "email"}
	}
	c := &Client{o: o, http: newHTTP(o.Transport), plain: map[string]bool{}}
	for _, place := range o.Allow {
		c.plain[place] = true
	}
	return c
}

// Name is what the button says.
func (c *Client) Name() string { return c.o.Name }

// Issuer is the issuer's address.
func (c *Client) Issuer() string { return c.o.Issuer }
