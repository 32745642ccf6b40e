package sandbox_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

const stop = `{"stop":{}}`

// faulty returns a rig whose next server action meets the fault.
func faulty(t *testing.T, f sandbox.Fault) *rig {
	t.Helper()
	r := newRig(t, sandbox.Options{})
	f.Provider, f.Op = "clodo", "CLO-10"
	r.box.SetFault(f)
	return r
}

func (r *rig) act(ctx context.Context) (answer, error) {
	return r.try(ctx, "POST", "/clodo/v1/servers/60/action", stop, "X-Auth-Token", r.token)
}

func TestFaultsThatAnswer(t *testing.T) {
	for _, c := range []struct {
		name     string
		fault    sandbox.Fault
		status   int
		contains string
		size     int
	}{
		{"status", sandbox.Fault{Kind: sandbox.FaultStatus, Status: 503}, 503, `{"InternalError":{"code":503`, 0},
		{"status 405", sandbox.Fault{Kind: sandbox.FaultStatus, Status: 405}, 405, "временно недоступна", 0},
		{"bare status", sandbox.Fault{Kind: sandbox.FaultStatus, Status: 500, Bare: true}, 500, "", 0},
		{"garbage", sandbox.Fault{Kind: sandbox.FaultGarbage}, 200, "\x9f", 0},
		{"html", sandbox.Fault{Kind: sandbox.FaultHTML}, 200, "<script>", 0},
		{"empty", sandbox.Fault{Kind: sandbox.FaultEmpty}, 200, "", 0},
		{"oversized", sandbox.Fault{Kind: sandbox.FaultOversized}, 200, `{"padding":"aaa`, 10 << 20},
		{"redirect", sandbox.Fault{Kind: sandbox.FaultRedirect, URL: "http://192.0.2.1/x"}, 302, "", 0},
		{"redirect 307", sandbox.Fault{Kind: sandbox.FaultRedirect, URL: "http://192.0.2.1/x", Status: 307}, 307, "", 0},
		{"revoke", sandbox.Fault{Kind: sandbox.FaultRevoke}, 401, "Unauthorized", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.fault.Times = 1
			r := faulty(t, c.fault)
			a, err := r.act(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			r.want(a, c.status, c.contains)
			if len(a.body) < c.size || (c.contains == "" && a.body != "") {
				t.Errorf("body has %d bytes", len(a.body))
			}
			r.equal(a.header.Get("Location"), c.fault.URL)
			r.equal(len(r.box.Ledger()), 0)
		})
	}
}

func TestFaultRetryAfterIsSentAsItIs(t *testing.T) {
	for _, value := range []string{"1000000000", "-1"} {
		r := faulty(t, sandbox.Fault{Kind: sandbox.FaultStatus, Status: 429, RetryAfter: value})
		a, err := r.act(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		r.want(a, 429, "OverLimit")
		r.equal(a.header.Get("Retry-After"), value)
	}
}

func TestFaultGzipBomb(t *testing.T) {
	r := faulty(t, sandbox.Fault{Kind: sandbox.FaultGzipBomb})
	a, err := r.act(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r.equal(a.header.Get("Content-Encoding"), "gzip")
	if !strings.HasPrefix(a.body, "\x1f\x8b") || len(a.body) > 1<<20 {
		t.Errorf("the bomb has %d bytes", len(a.body))
	}
}

func TestFaultsThatBreak(t *testing.T) {
	for _, c := range []struct {
		name     string
		fault    sandbox.Fault
		executed int
	}{
		{"cut", sandbox.Fault{Kind: sandbox.FaultCut}, 0},
		{"cut after execution", sandbox.Fault{Kind: sandbox.FaultCut, Execute: true}, 1},
		{"lost", sandbox.Fault{Kind: sandbox.FaultLost}, 1},
		{"truncate", sandbox.Fault{Kind: sandbox.FaultTruncate}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := faulty(t, c.fault)
			if a, err := r.act(t.Context()); err == nil {
				t.Fatalf("an answer came: %+v", a)
			}
			r.equal(len(r.box.Ledger()), c.executed)
			r.equal(r.status("60") == "is_request", c.executed == 1)
		})
	}
}

func TestFaultStatusAfterExecution(t *testing.T) {
	r := faulty(t, sandbox.Fault{Kind: sandbox.FaultStatus, Status: 500, Execute: true})
	a, err := r.act(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r.want(a, 500, "InternalError")
	r.equal(len(r.box.Ledger()), 1)
}

func TestFaultTruncatesBody(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	whole := r.call("GET", "/images", "")
	r.box.SetFault(sandbox.Fault{Op: "CLO-45", Kind: sandbox.FaultTruncate})
	a, err := r.try(t.Context(), "GET", "/clodo/v1/images", "", "X-Auth-Token", r.token)
	if err == nil || a.body != whole.body[:len(whole.body)/2] {
		t.Fatalf("got %v and %d bytes of %d", err, len(a.body), len(whole.body))
	}
}

func TestFaultDelays(t *testing.T) {
	const delay = 30 * time.Millisecond
	for _, kind := range []sandbox.FaultKind{sandbox.FaultDelay, sandbox.FaultLate} {
		r := faulty(t, sandbox.Fault{Kind: kind, Delay: delay})
		begun := time.Now()
		a, err := r.act(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		r.want(a, http.StatusNoContent, "")
		if took := time.Since(begun); took < delay {
			t.Errorf("%s: answered after %v", kind, took)
		}
		r.equal(len(r.box.Ledger()), 1)
	}
}

func TestFaultsOutlastTheClient(t *testing.T) {
	for _, c := range []struct {
		fault    sandbox.Fault
		executed int
	}{
		{sandbox.Fault{Kind: sandbox.FaultHang}, 0},
		{sandbox.Fault{Kind: sandbox.FaultHang, Execute: true}, 1},
		{sandbox.Fault{Kind: sandbox.FaultDelay, Delay: time.Hour}, 0},
		{sandbox.Fault{Kind: sandbox.FaultLate, Delay: time.Hour}, 1},
		{sandbox.Fault{Kind: sandbox.FaultDrip, Delay: 20 * time.Millisecond}, 1},
	} {
		t.Run(string(c.fault.Kind), func(t *testing.T) {
			r := faulty(t, c.fault)
			ctx, leave := context.WithCancel(t.Context())
			go func() {
				defer leave()
				once(t, "the call has arrived", func() bool {
					return len(r.box.Received("CLO-10")) == 1 && len(r.box.Ledger()) == c.executed
				})
			}()
			if _, err := r.act(ctx); !errors.Is(err, context.Canceled) {
				t.Fatalf("got %v", err)
			}
			r.equal(len(r.box.Ledger()), c.executed)
		})
	}
}

func TestFaultDripSendsAll(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.box.SetFault(sandbox.Fault{Op: "CLO-43", Kind: sandbox.FaultDrip, Delay: time.Millisecond})
	begun := time.Now()
	r.want(r.call("GET", "/billing/balance", ""), 200, `{"balance":1234}`)
	if took := time.Since(begun); took < 16*time.Millisecond {
		t.Errorf("16 bytes took %v", took)
	}
	r.box.SetFault(sandbox.Fault{Op: "CLO-10", Kind: sandbox.FaultDrip, Delay: time.Millisecond})
	r.want(r.call("POST", "/servers/60/action", stop), 204, "")
}
