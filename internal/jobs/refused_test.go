package jobs_test

import (
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
	"pinfold/internal/testdb"
)

// TestProviderAsksToWait: the operation waits as long as it was asked to, and
// is then executed once.
func TestProviderAsksToWait(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for external, action := range map[string]string{"60": "server.reboot", "186": "server.stop"} {
		r.box.Reset()
		r.fault(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 429, RetryAfter: "45"}, "CLO-10", 1)
		op := r.ask(action, r.server(external))
		r.jobs.Wake(ctx, op.ID, op.DueAt)
		r.until("it waits", func() bool { return r.operation(op).Step == "Waits for Clodo's rate limit" })
		if journal := r.journal(op); journal.State != models.JournalRefused {
			t.Errorf("%s: journal %+v", action, journal)
		}
		op = r.ended(op)
		r.wantDone(op, external)
		sent := r.box.Received("CLO-10")
		if len(sent) != 2 || sent[1].Sub(sent[0]) < 45*time.Second || sent[1].Sub(sent[0]) > 46*time.Second {
			t.Errorf("%s: sent at %v", action, sent)
		}
	}
}

// TestAbsurdWaitIsBounded: an operation never sleeps for years, nor storms.
// Case 28: a Retry-After of absurd length is bounded.
func TestAbsurdWaitIsBounded(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for after, bounds := range map[string][2]time.Duration{
		"1000000000": {10 * time.Minute, 10*time.Minute + time.Second}, "-1": {time.Second, 2 * time.Second},
	} {
		r.box.Reset()
		r.fault(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 429, RetryAfter: after}, "CLO-10", 1)
		op := r.do("server.reboot", r.server("60"))
		r.wantDone(op, "60")
		sent := r.box.Received("CLO-10")
		if gap := sent[1].Sub(sent[0]); gap < bounds[0] || gap > bounds[1] {
			t.Errorf("Retry-After %s: waited %s", after, gap)
		}
	}
}

// TestTokenEndsAtTheWrite: the provider did nothing, so the call goes out
// again with a new token, after one login.
func TestTokenEndsAtTheWrite(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for external, action := range map[string]string{"60": "server.reboot", "186": "server.stop"} {
		r.box.Reset()
		r.fault(sandbox.Fault{Kind: sandbox.FaultRevoke}, "CLO-10", 1)
		op := r.do(action, r.server(external))
		r.wantDone(op, external)
		if n := r.box.Calls()["CLO-01"]; n != 1 {
			t.Errorf("%s: %d logins", action, n)
		}
	}
}

// TestRevokedKeyEndsTheOperation: nothing was sent, so it failed, and the
// login is not tried over and over.
// Case 27: a key is revoked in the middle.
func TestRevokedKeyEndsTheOperation(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(sandbox.Fault{Kind: sandbox.FaultRevoke}, "CLO-10", 1)
	r.fault(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 401}, "CLO-01", 0)
	op := r.do("server.stop", r.server("60"))
	if op.Status != models.StatusFailed || op.ErrorKind != providers.ErrAuth || r.locks(op) != 0 || r.executed("60") != 0 {
		t.Errorf("ended as %s, %s %q", op.Status, op.ErrorKind, op.Error)
	}
	if n := r.box.Calls()["CLO-01"]; n > 2 {
		t.Errorf("%d logins", n)
	}
}

// TestRefusalIsToldInTheProvidersWords: the server is in another state than
// the panel knew.
func TestRefusalIsToldInTheProvidersWords(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	testdb.Must(t, r.box.Mutate(sandbox.Mutation{Provider: "clodo", Kind: sandbox.MutateStatus, Target: "60", Value: "is_suspended"}))
	for _, action := range []string{"server.stop", "server.reboot"} {
		op := r.do(action, r.server("60"))
		if op.Status != models.StatusFailed || op.ErrorKind != providers.ErrConflict || op.Said != "Команда недоступна в текущем статусе VPS" {
			t.Errorf("%s ended as %s, %s %q, said %q", action, op.Status, op.ErrorKind, op.Error, op.Said)
		}
		if j := r.journal(op); j.State != models.JournalRefused || r.locks(op) != 0 || r.executed("60") != 0 {
			t.Errorf("%s: journal %+v, %d locks", action, j, r.locks(op))
		}
	}
}

// TestRefusedCreation erases what was entered and makes room for the next of
// the same name.
func TestRefusedCreation(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 400}, "CLO-06", 1)
	first := r.ended(r.create("web-1"))
	if first.Status != models.StatusFailed || first.ErrorKind != providers.ErrInvalid || first.Said == "" ||
		first.Sealed != nil || first.Answer != nil || r.journal(first).Alone != nil {
		t.Errorf("ended as %+v", first)
	}
	if second := r.ended(r.create("web-1")); second.Status != models.StatusSucceeded || len(r.box.Ledger()) != 1 {
		t.Errorf("the next ended as %s, %d were made", second.Status, len(r.box.Ledger()))
	}
}

// TestCreationsOfOneNameRunOneByOne: the first loses its answer; the second
// must not be taken for it, nor it for the second.
func TestCreationsOfOneNameRunOneByOne(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(sandbox.Fault{Kind: sandbox.FaultLost}, "CLO-06", 1)
	first, second := r.create("Web-1"), r.create("Web-1")
	r.jobs.Wake(ctx, second.ID, second.DueAt)
	first, second = r.ended(first), r.ended(second)
	if first.Status != models.StatusSucceeded || second.Status != models.StatusSucceeded || first.ExternalID == second.ExternalID {
		t.Errorf("ended as %s %s and %s %s", first.Status, first.ExternalID, second.Status, second.ExternalID)
	}
	if n := len(r.box.Ledger()); n != 2 {
		t.Errorf("%d were made", n)
	}
	for _, op := range []models.Operation{first, second} {
		found := strings.Contains(r.journal(op).Note, "found by reading")
		if found != (op.Answer == nil) {
			t.Errorf("operation %d: found by reading %v, has an answer %v", op.ID, found, op.Answer != nil)
		}
	}
}

// TestCreationInDoubtHoldsItsName: as long as nobody knows, a second of the
// same name is not sent; another name is.
func TestCreationInDoubtHoldsItsName(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(sandbox.Fault{Kind: sandbox.FaultCut}, "CLO-06", 1)
	first := r.ended(r.create("web-1"))
	if j := r.journal(first); first.Status != models.StatusUnknown || j.Alone == nil || first.Sealed == nil {
		t.Fatalf("ended as %s, journal %+v", first.Status, j)
	}
	second := r.create("web-1")
	r.jobs.Wake(ctx, second.ID, second.DueAt)
	r.until("the second waits", func() bool { return strings.Contains(r.operation(second).Step, "Waits for a decision") })
	if other := r.ended(r.create("web-2")); other.Status != models.StatusSucceeded || len(r.box.Ledger()) != 1 {
		t.Errorf("another name ended as %s, %d were made", other.Status, len(r.box.Ledger()))
	}
	testdb.Must(t, r.scope.Decide(ctx, first, models.DidNot, ""))
	if second = r.ended(second); second.Status != models.StatusSucceeded || len(r.box.Ledger()) != 2 {
		t.Errorf("the second ended as %s, %d were made", second.Status, len(r.box.Ledger()))
	}
}
