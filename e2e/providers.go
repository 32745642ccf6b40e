//go:build e2e

package e2e

import (
	"net/http/httptest"
	"strings"
	"testing"

	"pinfold/internal/sandbox"
)

// Box is the simulated providers, inside the test's own process: faults are
// set and the ledger is read by method calls.
type Box struct {
	*sandbox.Sandbox
	URL string
}

// StartBox serves simulated providers until the test ends.
func StartBox(t testing.TB, o sandbox.Options) *Box {
	t.Helper()
	o.Watch = called.note
	box := sandbox.New(o)
	server := httptest.NewServer(box.Handler())
	t.Cleanup(func() {
		server.CloseClientConnections() // Calls that hang would hold it.
		server.Close()
	})
	return &Box{Sandbox: box, URL: server.URL}
}

// Allow is the setting that lets a panel call the box.
func (b *Box) Allow() string {
	return "PANEL_ALLOW_ENDPOINTS=" + strings.TrimPrefix(b.URL, "http://")
}

// Clodo is what a person enters to connect the default account.
func (b *Box) Clodo() map[string]string {
	return map[string]string{
		"login": sandbox.DefaultClodoLogin, "key": sandbox.DefaultClodoKey, "label": "main",
		"endpoint": b.URL + "/clodo",
	}
}
