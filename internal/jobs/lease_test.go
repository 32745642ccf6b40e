package jobs_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinfold/internal/jobs"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
	"pinfold/internal/testdb"
)

// hang starts an operation, lets a call of it never get an answer, and waits
// until that call is under way.
func (r *rig) hang(action string, server models.Resource, call string, execute bool) models.Operation {
	r.t.Helper()
	before := r.box.Calls()[call]
	r.fault(sandbox.Fault{Kind: sandbox.FaultHang, Execute: execute}, call, 1)
	op := r.ask(action, server)
	r.jobs.Wake(ctx, op.ID, op.DueAt)
	r.until(call+" is under way", func() bool { return r.box.Calls()[call] > before })
	return op
}

// TestStopInTheMiddle: the panel is stopped while calls hang, and another
// process goes on with the same files. What was sent is looked for, not sent.
func TestStopInTheMiddle(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	sent := r.hang("server.reboot", r.server("60"), "CLO-10", true)
	unsent := r.hang("server.reboot", r.server("186"), "CLO-12", false)
	began := time.Now()
	r.stop()
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("the stop took %s", took)
	}
	for _, op := range []models.Operation{sent, unsent} {
		if got := r.operation(op); got.Status != models.StatusWaiting || got.LeaseOwner != "" || got.EndedAt != nil || got.Attempt != 0 {
			t.Errorf("a stop left it %s, held by %q, after %d failures", got.Status, got.LeaseOwner, got.Attempt)
		}
	}
	r.start()
	r.wantDone(r.ended(sent), "60")
	r.wantDone(r.ended(unsent), "186")
	if n := r.box.Calls()["CLO-10"]; n != 2 {
		t.Errorf("sent %d times for two reboots", n)
	}
}

// TestCrashIsTakenUpAtOnce: a dead process holds leases; the next one does not
// wait for their end.
func TestCrashIsTakenUpAtOnce(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(s *setup) { s.idle = true })
	sent, fresh := r.ask("server.reboot", r.server("60")), r.ask("server.stop", r.server("186"))
	lease := r.Claimed(t, sent, "dead")
	testdb.Must(t, lease.Begin(ctx, "reboot", "CLO-10", "", []byte(`"{\"log\":999999999}"`)))
	r.Claimed(t, fresh, "dead")
	before := r.Clock.Now()
	r.start()
	r.wantDone(r.ended(fresh), "186")
	if waited := r.operation(fresh).EndedAt.Sub(before); waited > 5*time.Second {
		t.Errorf("it was taken up after %s", waited)
	}
	if op := r.ended(sent); op.Status != models.StatusUnknown || r.box.Calls()["CLO-10"] != 1 {
		t.Errorf("what was sent ended as %s %q after %d calls", op.Status, op.Error, r.box.Calls()["CLO-10"])
	}
}

// TestTwoProcessesShareTheWork: each operation runs in one of them.
func TestTwoProcessesShareTheWork(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(s *setup) { s.servers = 24 })
	opts := r.opts
	opts.QueuePath = filepath.Join(t.TempDir(), "other.db")
	other, err := jobs.Start(ctx, opts)
	testdb.Must(t, err)
	t.Cleanup(func() { r.halt(other) })
	var ops []models.Operation
	for i, server := range r.running()[:20] {
		ops = append(ops, r.ask([]string{"server.reboot", "server.stop"}[i%2], server))
	}
	for _, op := range ops {
		r.jobs.Wake(ctx, op.ID, op.DueAt)
		other.Wake(ctx, op.ID, op.DueAt)
	}
	r.until("all end", func() bool {
		other.Sweep()
		return r.Int(t, "SELECT COUNT(*) FROM operations WHERE ended_at IS NULL") == 0
	})
	for _, op := range ops {
		r.wantDone(r.operation(op), op.ExternalID)
	}
	if n := r.box.Calls()["CLO-10"]; n != len(ops) {
		t.Errorf("%d calls for %d operations", n, len(ops))
	}
}

// Case 35: a lease outlives a clock that runs ahead.
//
// TestLongTurnKeepsItsLease: a call that takes longer than a lease holds does
// not bring a second turn.
func TestLongTurnKeepsItsLease(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	op := r.ask("server.reboot", r.server("60"))
	r.fault(sandbox.Fault{Kind: sandbox.FaultLate, Delay: 4 * time.Second}, "CLO-10", 1)
	r.jobs.Wake(ctx, op.ID, op.DueAt)
	r.until("the call is under way", func() bool { return r.executed("60") == 1 })
	first := *r.operation(op).LeaseUntil
	r.Clock.Add(9 * time.Second)
	r.until("the lease is renewed", func() bool {
		until := r.operation(op).LeaseUntil
		return until != nil && until.After(first)
	})
	r.Clock.Add(5 * time.Second) // past the end of the first lease
	op = r.ended(op)
	r.wantDone(op, "60")
	if n := r.box.Calls()["CLO-10"]; n != 1 || strings.Contains(r.words(op), "read") {
		t.Errorf("%d calls, log %q", n, r.words(op))
	}
}

// TestLostLeaseEndsTheTurn: whoever lost its lease stops and records nothing.
func TestLostLeaseEndsTheTurn(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	op := r.hang("server.reboot", r.server("60"), "CLO-12", false)
	r.Exec(t, "UPDATE operations SET lease_owner = 'another', step = 'at work'")
	// It is the only turn: a stop that does not have to wait for the call shows
	// that losing the lease gave the call up.
	began := time.Now()
	r.stop()
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the turn went on for %s", took)
	}
	got := r.operation(op)
	if got.LeaseOwner != "another" || got.Step != "at work" || got.Status != models.StatusRunning || r.box.Calls()["CLO-10"] != 0 {
		t.Errorf("the row is %s %q of %q", got.Status, got.Step, got.LeaseOwner)
	}
}

// TestOperationOfARemovedKind fails instead of going round for ever.
func TestOperationOfARemovedKind(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	op := r.do("server.no_more", r.server("60"))
	if op.Status != models.StatusFailed || op.ErrorKind != providers.ErrInternal || r.locks(op) != 0 {
		t.Errorf("ended as %s, %s %q", op.Status, op.ErrorKind, op.Error)
	}
}
