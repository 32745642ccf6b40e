package conformance

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"pinfold/internal/providers"
)

func testRedirect(t *testing.T, s Subject) {
	reached := make(chan http.Header, 10)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { reached <- r.Header }))
	defer elsewhere.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		b := newBench(t, s, s.Credentials)
		b.fail(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, status) })
		if err := b.read(t.Context()); providers.KindOf(err) != providers.ErrUnexpected {
			t.Errorf("%d, read: %v", status, err)
		}
		b.fail(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, status) })
		b.unknown(t.Context(), t)
	}
	if n := len(reached); n > 0 {
		t.Errorf("the other host was called %d times, first with %v", n, <-reached)
	}
}

func testGivenUp(t *testing.T, s Subject) {
	b := newBench(t, s, s.Credentials)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for what, err := range b.both(ctx) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", what, err)
		}
		if what == "write" && !providers.Refused(err) {
			t.Errorf("%s: a call that never left counts as sent: %v", what, err)
		}
	}
	if b.calls() != 0 {
		t.Errorf("%d calls were sent", b.calls())
	}
}

// testNotLetOut checks the two guards that stand before every write.
func testNotLetOut(t *testing.T, s Subject) {
	b := newBench(t, s, s.Credentials)
	if s.writes() {
		err := b.checked(b.client.(providers.PowerController).Stop(t.Context(), s.Server))
		if providers.KindOf(err) != providers.ErrInternal || !providers.Refused(err) {
			t.Errorf("without intent: %v", err)
		}
	}
	b.allow = func(context.Context, providers.Call) error {
		return &providers.Error{Kind: providers.ErrLimit, Sentence: "Later."}
	}
	for what, err := range b.both(t.Context()) {
		if providers.KindOf(err) != providers.ErrLimit || !providers.Refused(err) {
			t.Errorf("%s beyond the limit: %v", what, err)
		}
	}
	if b.calls() != 0 {
		t.Errorf("%d calls were sent", b.calls())
	}
}

// both makes a read and, where the adapter has any, a write.
func (b *bench) both(ctx context.Context) map[string]error {
	ends := map[string]error{"read": b.read(ctx)}
	if b.subject.writes() {
		ends["write"] = b.stop(ctx)
	}
	return ends
}
