package jobs_test

import (
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
	"pinfold/internal/testdb"
)

// full makes writes to the tables fail as they do on a full disk, until it is
// undone. What SQLite itself does then is tested with the records.
func (r *rig) full(tables ...string) (undo func()) {
	r.t.Helper()
	for _, table := range tables {
		for _, verb := range []string{"INSERT", "UPDATE"} {
			r.Exec(r.t, "CREATE TRIGGER full_"+verb+"_"+table+" BEFORE "+verb+" ON "+table+
				" BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END")
		}
	}
	return func() {
		for _, table := range tables {
			r.Exec(r.t, "DROP TRIGGER full_INSERT_"+table)
			r.Exec(r.t, "DROP TRIGGER full_UPDATE_"+table)
		}
	}
}

// canRead checks that pages have what they show.
func (r *rig) canRead(op models.Operation) {
	r.t.Helper()
	if page, err := r.scope.Servers(ctx, models.ServerQuery{Limit: 10}); err != nil || len(page.Rows) == 0 {
		r.t.Errorf("servers cannot be read: %d, %v", len(page.Rows), err)
	}
	r.operation(op)
}

// Case 34: disk full at the intent: no call, and reading works meanwhile.
func TestFullDiskAtTheIntentSendsNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	undo := r.full("journals")
	op := r.do("server.reboot", r.server("60"))
	if n := r.box.Calls()["CLO-10"]; n != 0 || op.Status != models.StatusFailed || r.executed("60") != 0 {
		t.Errorf("sent %d times, ended as %s %q", n, op.Status, op.Error)
	}
	r.canRead(op)
	undo()
	r.wantDone(r.do("server.reboot", r.server("60")), "60")
}

// Case 34: disk full at the result: nothing is sent again, and after a restart
// it is found by reading, or waits for a person where reading does not tell.
func TestFullDiskAtTheResultIsUnknown(t *testing.T) {
	t.Parallel()
	for name, executed := range map[string]bool{"found by reading": true, "not to be found": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t)
			r.fault(sandbox.Fault{Kind: sandbox.FaultHang, Execute: executed}, "CLO-10", 1)
			op := r.ask("server.reboot", r.server("60"))
			r.jobs.Wake(ctx, op.ID, op.DueAt)
			r.until("the call is under way", func() bool { return r.box.Calls()["CLO-10"] == 1 })
			undo := r.full("journals", "operations", "events")
			r.stop()
			if j := r.journal(op); j.State != models.JournalSent {
				t.Errorf("recorded as %s", j.State)
			}
			r.canRead(op)
			undo()
			r.start()
			op = r.ended(op)
			if n := r.box.Calls()["CLO-10"]; n != 1 {
				t.Errorf("sent %d times", n)
			}
			if executed {
				r.wantDone(op, "60")
				return
			}
			if op.Status != models.StatusUnknown || r.locks(op) != 1 {
				t.Errorf("ended as %s %q with %d locks", op.Status, op.Error, r.locks(op))
			}
		})
	}
}

// Case 35: a clock that is set an hour ahead in the middle of a call ends the
// lease of the turn at work. What was sent is not sent again.
func TestClockSetAheadSendsNothingTwice(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	op := r.ask("server.reboot", r.server("60"))
	r.fault(sandbox.Fault{Kind: sandbox.FaultLate, Delay: 2 * time.Second}, "CLO-10", 1)
	r.jobs.Wake(ctx, op.ID, op.DueAt)
	r.until("the call is under way", func() bool { return r.executed("60") == 1 })
	r.Clock.Add(time.Hour)
	for range 5 {
		r.jobs.Sweep()
	}
	r.wantDone(r.ended(op), "60")
	if n := r.box.Calls()["CLO-10"]; n != 1 {
		t.Errorf("sent %d times", n)
	}
}

// Case 35: a clock that is set back an hour starts nothing early: what waits
// has its turn when its time has come.
func TestClockSetBackStartsNothingEarly(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	op := r.ask("server.reboot", r.server("60"))
	r.jobs.Wake(ctx, op.ID, op.DueAt)
	waits := func() bool {
		now := r.operation(op)
		return now.Status == models.StatusWaiting && now.Turn > 0 && now.DueAt.After(r.Now())
	}
	deadline := time.Now().Add(30 * time.Second)
	for !waits() { // Without until, which would move the clock to the next turn.
		if time.Now().After(deadline) {
			t.Fatalf("never waits: %+v", r.operation(op))
		}
		r.jobs.Sweep()
		time.Sleep(2 * time.Millisecond)
	}
	turns := r.operation(op).Turn
	r.Clock.Add(-time.Hour)
	for range 5 {
		r.jobs.Sweep()
	}
	if due, err := r.Due(ctx, 10); err != nil || len(due) != 0 || r.operation(op).Turn != turns {
		t.Errorf("due %v, %d turns after %d, %v", due, r.operation(op).Turn, turns, err)
	}
	if _, ok, err := r.Claim(ctx, op.ID, "early", time.Second); ok || err != nil {
		t.Errorf("claimed early: %v, %v", ok, err)
	}
	r.wantDone(r.ended(op), "60")
	if n := r.box.Calls()["CLO-10"]; n != 1 {
		t.Errorf("sent %d times", n)
	}
}

// Case 35: an account is read once when its time comes, however the clock
// jumped meanwhile.
func TestClockThatJumpsReadsAnAccountOnce(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	due := r.Now().Add(time.Minute)
	r.Exec(t, "UPDATE accounts SET next_refresh = ?", due)
	for _, jump := range []time.Duration{-time.Hour, 30 * time.Minute} {
		r.Clock.Add(jump)
		r.jobs.Sweep()
		if n := r.box.Calls()["CLO-04"]; n != 0 {
			t.Fatalf("read %d times before its time", n)
		}
	}
	r.Clock.Add(90 * time.Minute)
	for range 5 {
		r.jobs.Sweep()
	}
	r.until("the account is read", func() bool {
		account, err := r.scope.Account(ctx, r.account.ID)
		testdb.Must(t, err)
		return account.RefreshedAt.After(due)
	})
	r.jobs.Sweep()
	if n := r.box.Calls()["CLO-04"]; n != 1 {
		t.Errorf("read %d times", n)
	}
}
