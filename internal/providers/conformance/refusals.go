package conformance

import (
	"net/http"
	"testing"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// testRefusals checks that a documented refusal settles a write: it was not
// executed.
func testRefusals(t *testing.T, s Subject) {
	for _, status := range []int{400, 403, 404, 405, 429} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			b := newBench(t, s, s.Credentials)
			b.fail(func(w http.ResponseWriter, _ *http.Request) { s.Refuse(w, status) })
			err := b.stop(t.Context())
			if !providers.Refused(err) || b.calls() != 1 {
				t.Errorf("write: %v after %d calls", err, b.calls())
			}
			if providers.Said(err) == "" {
				t.Error("the provider's words are lost")
			}
		})
	}
}

// testRevoked checks that credentials which no longer work end in an error
// after one renewal at most.
func testRevoked(t *testing.T, s Subject) {
	b := newBench(t, s, s.Credentials)
	b.fail(func(w http.ResponseWriter, _ *http.Request) { s.Refuse(w, 401) })
	if err := b.stop(t.Context()); providers.KindOf(err) != providers.ErrAuth || b.calls() > 2 {
		t.Errorf("write: %v after %d calls", err, b.calls())
	}
}

func testRetryAfter(t *testing.T, s Subject) {
	for asked, want := range map[string]time.Duration{"1000000000": wire.MaxRetryAfter, "-1": wire.MinRetryAfter} {
		t.Run(asked, func(t *testing.T) {
			b := newBench(t, s, s.Credentials)
			b.fail(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Retry-After", asked)
				s.Refuse(w, 429)
			})
			e, ok := b.read(t.Context()).(*providers.Error)
			if !ok || e.Kind != providers.ErrLimit || e.RetryAfter != want {
				t.Errorf("read: %+v", e)
			}
		})
	}
}
