// Package testoidc gives tests a real OpenID Connect issuer with a login form.
// Only tests import it.
package testoidc

import (
	"net"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/zitadel/oidc/v3/example/server/storage"
)

// What the issuer calls the panel, and the password of everyone there.
const (
	ClientID = "panel"
	Secret   = "agreed-between-the-two"
	Password = "at-the-issuer"
)

// Issuer is an issuer on this machine.
type Issuer struct {
	// URL is the issuer's address, Place its host and port.
	URL, Place string

	t      testing.TB
	server *httptest.Server
	store  *store

	mu     sync.Mutex
	down   bool
	tamper func(claims map[string]any)
	forge  func(claims map[string]any) string
	hits   map[string]int
}

// New starts an issuer that sends people back to the redirect address, for the
// time of the test.
func New(t testing.TB, redirect string) *Issuer {
	t.Helper()
	i := &Issuer{t: t, hits: map[string]int{}, store: newStore()}
	i.Return(redirect)
	i.server = httptest.NewUnstartedServer(nil)
	// By name, as issuers are, and so that the browser tells it from the panel.
	_, port, err := net.SplitHostPort(i.server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	i.Place = net.JoinHostPort("localhost", port)
	i.URL = "http://" + i.Place
	i.server.Config.Handler = i.around(i.serverOf())
	i.server.Start()
	t.Cleanup(i.server.Close)
	return i
}

// Return sets the address that people are sent back to, before anybody came.
func (i *Issuer) Return(redirect string) {
	i.store.clients[ClientID] = storage.WebClient(ClientID, Secret, redirect)
}

// Down lets the issuer answer nothing but errors.
func (i *Issuer) Down(down bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.down = down
}

// Tamper changes the claims of every token before it is signed, nil for none.
func (i *Issuer) Tamper(change func(claims map[string]any)) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.tamper, i.forge = change, nil
}

// Forge writes every token in another way.
func (i *Issuer) Forge(write func(claims map[string]any) string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.tamper, i.forge = nil, write
}

// Hits is how often a path was asked for.
func (i *Issuer) Hits(path string) int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.hits[path]
}
