package jobs_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// answers are all the ways in which the answer to a write can fail to come.
// Those that are genuine run the call by themselves.
var answers = []struct {
	name    string
	fault   sandbox.Fault
	genuine bool
}{
	{"lost", sandbox.Fault{Kind: sandbox.FaultLost}, true},
	{"truncated", sandbox.Fault{Kind: sandbox.FaultTruncate}, true},
	{"cut", sandbox.Fault{Kind: sandbox.FaultCut}, false},
	{"500", sandbox.Fault{Kind: sandbox.FaultStatus, Status: 500}, false},
	{"503 without body", sandbox.Fault{Kind: sandbox.FaultStatus, Status: 503, Bare: true}, false},
	{"garbage", sandbox.Fault{Kind: sandbox.FaultGarbage}, false},
	{"HTML", sandbox.Fault{Kind: sandbox.FaultHTML}, false},
	{"nothing", sandbox.Fault{Kind: sandbox.FaultEmpty}, false},
	{"oversized", sandbox.Fault{Kind: sandbox.FaultOversized}, false},
	{"redirect", sandbox.Fault{Kind: sandbox.FaultRedirect}, false},
	{"hang", sandbox.Fault{Kind: sandbox.FaultHang}, false},
}

// TestAnswerOfARebootIsLost goes through all faults twice: where the provider
// executed the call, reading finds it; where it did not, a person must say.
// In no case is it sent again.
// Case 21: a write answered by 500 or 503 is unknown and settled by reading.
func TestAnswerOfARebootIsLost(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(s *setup) { s.servers = 40 })
	r.writes.ResponseHeaderTimeout = 300 * time.Millisecond // what a hang waits for
	var led atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { led.Add(1) }))
	defer elsewhere.Close()
	servers := r.running()
	for _, a := range answers {
		if a.fault.Kind == sandbox.FaultRedirect {
			a.fault.URL = elsewhere.URL
		}
		for _, executes := range []bool{true, false} {
			if a.genuine && !executes {
				continue
			}
			server, name := servers[0], a.name+", not executed"
			servers = servers[1:]
			if executes {
				name = a.name + ", executed"
			}
			t.Run(name, func(t *testing.T) {
				r := r.in(t)
				a.fault.Execute = executes && !a.genuine
				r.fault(a.fault, "CLO-10", 1)
				calls := r.box.Calls()["CLO-10"]
				op := r.do("server.reboot", server)
				if n := r.box.Calls()["CLO-10"] - calls; n != 1 {
					t.Errorf("sent %d times", n)
				}
				if executes {
					r.wantDone(op, server.ExternalID)
					return
				}
				r.wantDoubt(op, server)
			})
		}
	}
	if n := led.Load(); n != 0 {
		t.Errorf("a redirect was followed %d times", n)
	}
	for _, never := range []string{"SQLSTATE", "Checking your browser"} {
		if strings.Contains(r.log.String(), never) {
			t.Errorf("the log holds %q, which came instead of an answer", never)
		}
	}
}

// wantDoubt checks an operation that waits for a person: the lock is kept, the
// row says sent, and what is known is told.
func (r *rig) wantDoubt(op models.Operation, server models.Resource) {
	r.t.Helper()
	if op.Status != models.StatusUnknown || op.Error == "" || r.locks(op) != 1 {
		r.t.Errorf("ended as %s %q with %d locks", op.Status, op.Error, r.locks(op))
	}
	j := r.journal(op)
	if j.State != models.JournalSent || j.Looks < 3 || j.Note == "" {
		r.t.Errorf("journal %+v", j)
	}
	if looked := j.LookedAt.Sub(j.SentAt); looked < lookFor || looked > lookFor+10*time.Second {
		r.t.Errorf("looked for %s", looked)
	}
	if n := r.executed(server.ExternalID); n != 0 {
		r.t.Errorf("executed %d times", n)
	}
}

// TestAnswerOfAStopIsLost: a stop may be sent again, but is carried out once.
func TestAnswerOfAStopIsLost(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(s *setup) { s.servers = 40 })
	r.writes.ResponseHeaderTimeout = 300 * time.Millisecond
	servers := r.running()
	for _, a := range answers {
		if a.fault.Kind == sandbox.FaultRedirect {
			continue
		}
		for _, executes := range []bool{true, false} {
			if a.genuine && !executes {
				continue
			}
			server := servers[0]
			servers = servers[1:]
			t.Run(a.name, func(t *testing.T) {
				r := r.in(t)
				a.fault.Execute = executes && !a.genuine
				r.fault(a.fault, "CLO-10", 1)
				op := r.do("server.stop", server)
				r.wantDone(op, server.ExternalID)
				if state := r.server(server.ExternalID).State; state != "stopped" {
					t.Errorf("shown as %s", state)
				}
			})
		}
	}
}

// TestStopThatNeverGetsAnAnswer ends as unknown after eight tries, since none
// of them is known to have done nothing.
func TestStopThatNeverGetsAnAnswer(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 500}, "CLO-10", 0)
	op := r.do("server.stop", r.server("60"))
	if op.Status != models.StatusUnknown || r.locks(op) != 1 || r.journal(op).State != models.JournalSent {
		t.Errorf("ended as %s %q", op.Status, op.Error)
	}
	if n := r.box.Calls()["CLO-10"]; n != 8 {
		t.Errorf("sent %d times", n)
	}
}

// TestDeletionWhoseAnswerIsLost finds the server gone, or the deletion at
// work, and never takes a 404 for a failure.
func TestDeletionWhoseAnswerIsLost(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for external, fault := range map[string]sandbox.Fault{
		"60":  {Kind: sandbox.FaultLost},
		"186": {Kind: sandbox.FaultCut},
		"298": {Kind: sandbox.FaultStatus, Status: 502, Execute: true},
	} {
		r.fault(fault, "CLO-08", 1)
		op := r.do("server.delete", r.server(external))
		r.wantDone(op, external)
		if r.server(external).GoneAt == nil {
			t.Errorf("%s after %s: still shown", external, fault.Kind)
		}
	}
}
