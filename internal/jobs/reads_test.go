package jobs_test

import (
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

var down = sandbox.Fault{Kind: sandbox.FaultStatus, Status: 503}

// gaps are the waits between the calls of an operation of the document.
func (r *rig) gaps(op string) (gaps []time.Duration) {
	at := r.box.Received(op)
	for i := 1; i < len(at); i++ {
		gaps = append(gaps, at[i].Sub(at[i-1]).Round(time.Second))
	}
	return gaps
}

// wantGaps checks a wait that doubles from a second to a minute.
func (r *rig) wantGaps(op string, tries int) {
	r.t.Helper()
	gaps := r.gaps(op)
	if len(gaps) < tries-1 {
		r.t.Fatalf("%s was called at gaps of %v, want %d tries", op, gaps, tries)
	}
	for i := range tries - 1 {
		if want := min(time.Second<<i, time.Minute); gaps[i] != want {
			r.t.Errorf("wait %d before %s is %s, want %s", i+1, op, gaps[i], want)
		}
	}
}

// TestSnapshotFailsForAWhile: it is tried again, ever more calmly, and nothing
// is sent before it was had.
func TestSnapshotFailsForAWhile(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(down, "CLO-12", 4)
	op := r.ask("server.reboot", r.server("60"))
	r.jobs.Wake(ctx, op.ID, op.DueAt)
	r.until("it tries again", func() bool { return r.operation(op).Attempt == 3 })
	if got := r.operation(op); got.Step == "" || r.journal(op).State != "" || r.box.Calls()["CLO-10"] != 0 {
		t.Errorf("at the third try: step %q, journal %q", got.Step, r.journal(op).State)
	}
	r.wantDone(r.ended(op), "60")
	r.wantGaps("CLO-12", 5)
}

// TestSnapshotNeverComes: nothing was sent, so the operation failed.
func TestSnapshotNeverComes(t *testing.T) {
	t.Parallel()
	for _, fault := range []sandbox.Fault{down, {Kind: sandbox.FaultHTML}, {Kind: sandbox.FaultCut}} {
		r := newRig(t)
		r.fault(fault, "CLO-12", 0)
		op := r.do("server.reboot", r.server("60"))
		if op.Status != models.StatusFailed || op.Error == "" || r.journal(op).State != "" || r.locks(op) != 0 {
			t.Errorf("%s: ended as %s %q", fault.Kind, op.Status, op.Error)
		}
		if n := r.box.Calls()["CLO-10"]; n != 0 {
			t.Errorf("%s: sent %d times", fault.Kind, n)
		}
		if fault.Kind != sandbox.FaultCut { // net/http repeats a read whose reused connection broke
			r.wantGaps("CLO-12", 8)
		}
	}
}

// TestOutcomeIsUnreadableForAWhile: the provider took the write; the reads
// that follow it fail and then work again.
func TestOutcomeIsUnreadableForAWhile(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(down, "CLO-05", 3)
	op := r.do("server.stop", r.server("60"))
	r.wantDone(op, "60")
	r.wantGaps("CLO-05", 4)
}

// TestOutcomeNeverGetsReadable: it was sent, so giving up is doubt, and the
// server stays locked until a person decides. Looking again sends nothing.
func TestOutcomeNeverGetsReadable(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(down, "CLO-05", 0)
	op := r.do("server.stop", r.server("60"))
	if op.Status != models.StatusUnknown || r.journal(op).State != models.JournalDone || r.locks(op) != 1 {
		t.Errorf("ended as %s %q with %d locks", op.Status, op.Error, r.locks(op))
	}
	r.wantGaps("CLO-05", 8)
	r.box.ClearFaults()
	if err := r.scope.Decide(ctx, op, models.Again, ""); err != nil {
		t.Fatal(err)
	}
	r.wantDone(r.ended(op), "60")
	if n := r.box.Calls()["CLO-10"]; n != 1 {
		t.Errorf("sent %d times", n)
	}
}

// TestChangeThatNeverShows: the provider said yes and does nothing.
func TestChangeThatNeverShows(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 204, Bare: true}, "CLO-10", 1)
	op := r.do("server.stop", r.server("60"))
	if op.Status != models.StatusUnknown || r.executed("60") != 0 || r.locks(op) != 1 {
		t.Errorf("ended as %s %q", op.Status, op.Error)
	}
	if took := op.EndedAt.Sub(op.CreatedAt); took < settleFor || took > settleFor+time.Minute/2 {
		t.Errorf("it took %s", took)
	}
}

// TestServerVanishesMeanwhile: someone deletes it while it is being stopped.
func TestServerVanishesMeanwhile(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	op := r.ask("server.stop", r.server("60"))
	r.jobs.Wake(ctx, op.ID, op.DueAt)
	r.until("it waits for the change", func() bool {
		return r.journal(op).State == models.JournalDone && r.operation(op).Status == models.StatusWaiting
	})
	if err := r.box.Mutate(sandbox.Mutation{Provider: "clodo", Kind: sandbox.MutateRemove, Target: "60"}); err != nil {
		t.Fatal(err)
	}
	op = r.ended(op)
	if op.Status != models.StatusFailed || op.ErrorKind != "not_found" || r.locks(op) != 0 {
		t.Errorf("ended as %s, %s %q", op.Status, op.ErrorKind, op.Error)
	}
}

// TestServerVanishesAfterALostAnswer: whether the stop came first cannot be
// told any more, so it is no plain failure.
func TestServerVanishesAfterALostAnswer(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(sandbox.Fault{Kind: sandbox.FaultLost}, "CLO-10", 1)
	op := r.ask("server.stop", r.server("60"))
	r.jobs.Wake(ctx, op.ID, op.DueAt)
	r.until("it waits", func() bool { return r.operation(op).Attempt == 1 })
	if err := r.box.Mutate(sandbox.Mutation{Provider: "clodo", Kind: sandbox.MutateRemove, Target: "60"}); err != nil {
		t.Fatal(err)
	}
	op = r.ended(op)
	if op.Status != models.StatusUnknown || r.locks(op) != 1 || r.box.Calls()["CLO-10"] != 1 {
		t.Errorf("ended as %s, %s %q after %d calls", op.Status, op.ErrorKind, op.Error, r.box.Calls()["CLO-10"])
	}
}

// TestLookingGoesOnThroughFailingReads: a lost answer is found once the
// provider can be read again.
func TestLookingGoesOnThroughFailingReads(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(sandbox.Fault{Kind: sandbox.FaultLost}, "CLO-06", 1)
	// The first list is the snapshot; those that fail come after the write.
	op := r.create("web-1")
	r.jobs.Wake(ctx, op.ID, op.DueAt)
	r.until("it was sent", func() bool { return r.journal(op).State == models.JournalSent })
	r.fault(down, "CLO-03", 4)
	op = r.ended(op)
	r.wantDone(op, r.box.Ledger()[0].Target)
	if looks := r.journal(op).Looks; looks < 4 {
		t.Errorf("looked %d times", looks)
	}
}
