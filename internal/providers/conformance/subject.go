// Package conformance is the suite that every provider's adapter passes: the
// credentials are proven, lists are complete, each way in which a provider can
// fail ends in the right kind of error, and no secret is told to anyone.
package conformance

import (
	"net/http"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// Subject is an adapter under test, with a simulated provider to talk to.
type Subject struct {
	Vendor providers.Vendor
	// Provider returns a simulated provider of its own for each test.
	Provider func(t *testing.T) http.Handler
	// Settings returns an account's settings for a provider at the address.
	Settings func(base string) form.Values
	// Credentials are accepted, Wrong are refused.
	Credentials, Wrong form.Values
	// SignsIn tells the requests that only sign in. Faults spare them.
	SignsIn func(*http.Request) bool
	// Issued returns the secrets that an answer hands out, such as a token.
	Issued func(http.Header) []string
	// Refuse answers as the provider documents a refusal.
	Refuse func(w http.ResponseWriter, status int)
	// Server exists and runs; Missing does not exist.
	Server, Missing providers.Ref
	// Servers is how many servers the account has.
	Servers int
	// Stop is the operation that stops a server, "" for an adapter that only
	// reads. What is asked of writes is then left out.
	Stop providers.OpID
}

func (s Subject) writes() bool { return s.Stop != "" }

// Run runs the suite.
func Run(t *testing.T, s Subject) {
	t.Run("vendor", func(t *testing.T) { testVendor(t, s) })
	t.Run("sources", func(t *testing.T) { testSources(t, s) })
	t.Run("verify", func(t *testing.T) { testVerify(t, s) })
	t.Run("lists", func(t *testing.T) { testLists(t, s) })
	t.Run("one server", func(t *testing.T) { testServer(t, s) })
	t.Run("parts", func(t *testing.T) { testParts(t, s) })
	t.Run("records", func(t *testing.T) { testRecords(t, s) })
	t.Run("faults", func(t *testing.T) { testFaults(t, s) })
	if s.writes() {
		t.Run("refusals", func(t *testing.T) { testRefusals(t, s) })
		t.Run("revoked", func(t *testing.T) { testRevoked(t, s) })
	}
	t.Run("retry after", func(t *testing.T) { testRetryAfter(t, s) })
	t.Run("redirect", func(t *testing.T) { testRedirect(t, s) })
	t.Run("given up", func(t *testing.T) { testGivenUp(t, s) })
	t.Run("not let out", func(t *testing.T) { testNotLetOut(t, s) })
}
