package clodo

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"pinfold/internal/providers"
)

func TestTokenIsRenewedAheadOfTime(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers", sample(t, "clo-03.json"))
	for _, step := range []struct {
		after  time.Duration
		logins int
	}{{0, 1}, {0, 1}, {17 * time.Minute, 1}, {time.Minute, 2}, {time.Minute, 2}, {-time.Hour, 3}} {
		f.advance(step.after)
		if _, err := f.client.ServerIDs(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if got := f.loginCount(); got != step.logins {
			t.Errorf("after %s: %d logins, want %d", step.after, got, step.logins)
		}
	}
}

func TestRefusedTokenIsRenewedOnce(t *testing.T) {
	f := newFake(t)
	f.on("POST /servers/60/action", answer(204, ""))
	stop := func() error { return f.client.Stop(intent(t.Context(), "CLO-10"), providers.Ref{ID: "60"}) }
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	f.revoke()
	if err := stop(); err != nil || f.loginCount() != 2 {
		t.Errorf("err %v after %d logins", err, f.loginCount())
	}
	f.on("POST /servers/60/action", answer(401, ""))
	err := stop()
	if providers.KindOf(err) != providers.ErrAuth || !providers.Refused(err) || f.loginCount() != 3 {
		t.Errorf("err %v after %d logins", err, f.loginCount())
	}
}

func TestConcurrentCallsShareOneLogin(t *testing.T) {
	f := newFake(t)
	f.on("GET /servers", sample(t, "clo-03.json"))
	read := func() error {
		_, err := f.client.ServerIDs(t.Context(), nil)
		return err
	}
	parallel(t, 20, read)
	if n := f.loginCount(); n != 1 {
		t.Errorf("%d logins", n)
	}
	f.revoke()
	parallel(t, 20, read)
	if n := f.loginCount(); n != 2 {
		t.Errorf("%d logins after the token was revoked", n)
	}
}

func parallel(t *testing.T, n int, call func() error) {
	t.Helper()
	var all sync.WaitGroup
	for range n {
		all.Go(func() {
			if err := call(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestFailedLoginLeavesTheWriteUnsent(t *testing.T) {
	f := newFake(t)
	f.root = "https://elsewhere.example/v1"
	err := f.client.Reboot(intent(t.Context(), "CLO-10"), providers.Ref{ID: "60"})
	var e *providers.Error
	if !errors.As(err, &e) || e.Kind != providers.ErrUnexpected || e.Op != "CLO-10" || !providers.Refused(err) {
		t.Errorf("got %+v", e)
	}
	const want = "Clodo named an address for its calls that is not its own. No token was sent there." +
		" The sign-in failed, so the call itself was not sent."
	if e.Sentence != want {
		t.Errorf("sentence %q", e.Sentence)
	}
}

// TestOneWaiterGivesUp lets the caller that began a login leave; the login
// must go on for the other.
func TestOneWaiterGivesUp(t *testing.T) {
	entered, release := make(chan struct{}), make(chan struct{})
	s := &signer{now: time.Now, signIn: func(ctx context.Context) (*session, error) {
		close(entered)
		<-release
		return &session{issued: time.Now()}, ctx.Err()
	}}
	ctx, cancel := context.WithCancel(t.Context())
	first, second := make(chan error, 1), make(chan error, 1)
	go func() { _, err := s.session(ctx); first <- err }()
	<-entered
	cancel()
	if err := <-first; !errors.Is(err, context.Canceled) || !providers.Refused(err) {
		t.Errorf("the one that left: %v", err)
	}
	go func() { _, err := s.session(t.Context()); second <- err }()
	close(release)
	if err := <-second; err != nil {
		t.Errorf("the one that stayed: %v", err)
	}
}

func TestLimiterSeesPathsOfTheAPI(t *testing.T) {
	f := newFake(t)
	f.on("POST /servers/60/action", answer(204, ""))
	if err := f.client.Start(intent(t.Context(), "CLO-10"), providers.Ref{ID: "60"}); err != nil {
		t.Fatal(err)
	}
	want := []providers.Call{{Op: "CLO-01", Method: "GET", Path: "/"}, {Op: "CLO-10", Method: "POST", Path: "/servers/60/action"}}
	if len(f.asked) != 2 || f.asked[0] != want[0] || f.asked[1] != want[1] {
		t.Errorf("asked %+v", f.asked)
	}
	if body := strings.Join(f.bodies, ""); body != `{"start":{}}` {
		t.Errorf("sent %s", body)
	}
}
