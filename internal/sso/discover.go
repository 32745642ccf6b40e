package sso

import (
	"context"
	"errors"
	"net"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// knownFor is how long what the issuer told of itself is taken as it is. A
// key that the issuer withdrew is taken no longer than that.
const knownFor = time.Hour

// known is what the issuer told of itself last.
type known struct {
	mu     sync.Mutex
	issuer *issuer
}

// issuer is a provider with what go-oidc does not tell of it.
type issuer struct {
	*oidc.Provider
	style oauth2.AuthStyle
	// namesItself says that its answers carry its address.
	namesItself bool
	at          time.Time
}

// metadata is the part of the discovery document that go-oidc leaves aside.
type metadata struct {
	JWKS        string   `json:"jwks_uri"`
	Methods     []string `json:"token_endpoint_auth_methods_supported"`
	NamesItself bool     `json:"authorization_response_iss_parameter_supported"`
}

// issuer asks the issuer what it is, unless that is known. An old answer
// stands in for one that cannot be had.
func (c *Client) issuer(ctx context.Context) (*issuer, error) {
	c.known.mu.Lock()
	have := c.known.issuer
	c.known.mu.Unlock()
	if have != nil && c.o.Now().Sub(have.at) < knownFor {
		return have, nil
	}
	// Whoever presses first asks for all; their leaving stops nobody.
	got, err, _ := c.asked.Do("", func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callWithin)
		defer cancel()
		return c.discover(ctx)
	})
	if err != nil {
		var failure *Failure
		if have != nil && errors.As(err, &failure) && failure.Word == Unreachable {
			return have, nil
		}
		return nil, err
	}
	return got.(*issuer), nil
}

func (c *Client) discover(ctx context.Context) (*issuer, error) {
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, c.http), c.o.Issuer)
	if err != nil {
		return nil, undiscovered(err)
	}
	var about metadata
	if err := provider.Claims(&about); err != nil {
		return nil, fail(Disagreed, "the discovery document cannot be read")
	}
	ends := provider.Endpoint()
	for _, address := range []string{ends.AuthURL, ends.TokenURL, about.JWKS} {
		if !c.safe(address) {
			return nil, fail(Disagreed, "the discovery document names an endpoint without https")
		}
	}
	if info := provider.UserInfoEndpoint(); info != "" && !c.safe(info) {
		return nil, fail(Disagreed, "the discovery document names an endpoint without https")
	}
	found := &issuer{Provider: provider, style: styleOf(about.Methods), namesItself: about.NamesItself, at: c.o.Now()}
	c.known.mu.Lock()
	defer c.known.mu.Unlock()
	c.known.issuer = found
	return found, nil
}

// safe reports whether secrets may be sent to the address.
func (c *Client) safe(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && c.plain[place(u)]
}

// place is the host and port of an address.
func place(u *url.URL) string {
	if u.Port() != "" {
		return u.Host
	}
	port := "80"
	if u.Scheme == "https" {
		port = "443"
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// styleOf is how the client names itself. Trying both ways would send the code
// twice.
func styleOf(methods []string) oauth2.AuthStyle {
	if len(methods) > 0 && !slices.Contains(methods, "client_secret_basic") {
		return oauth2.AuthStyleInParams
	}
	return oauth2.AuthStyleInHeader
}

func (c *Client) config(i *issuer) *oauth2.Config {
	ends := i.Endpoint()
	ends.AuthStyle = i.style
	if c.o.Secret.IsZero() {
		ends.AuthStyle = oauth2.AuthStyleInParams
	}
	return &oauth2.Config{ClientID: c.o.ClientID, ClientSecret: c.o.Secret.Reveal(), Endpoint: ends,
		RedirectURL: c.o.Redirect, Scopes: c.o.Scopes}
}
