package jobs_test

import (
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
	"pinfold/internal/testdb"
)

// TestRevokedKeyIsNoStorm: the key of an account ends while a bulk run goes on.
// What is left of the run is not sent, the account says what it needs, and the
// provider is not asked to sign in over and over.
// Case 27: a key that is revoked in the middle.
func TestRevokedKeyIsNoStorm(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(s *setup) { s.servers = 45 })
	r.fault(sandbox.Fault{Kind: sandbox.FaultRevoke}, "CLO-10", 1)
	r.fault(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 401}, "CLO-01", 0)
	r.Clock.Add(time.Second) // Since the account was read.
	parent, children := r.bulk("server.stop", r.running()[:30])
	r.until("all end", func() bool { return !r.operation(parent).Status.Open() })
	for _, child := range children {
		op := r.operation(*child)
		if op.Status != models.StatusFailed || op.ErrorKind != providers.ErrAuth || op.Error == "" || r.executed(op.ExternalID) != 0 {
			t.Errorf("%s ended as %s, %q", op.TargetName, op.Status, op.Error)
		}
	}
	if n := r.box.Calls()["CLO-01"]; n > 16 {
		t.Errorf("%d logins for one run", n)
	}
	r.until("the account says so", func() bool { return r.reread().NeedsCredentials() })
	r.box.Reset()
	end := r.Clock.Now().Add(24 * time.Hour)
	for r.Clock.Now().Before(end) {
		account := r.reread()
		r.Clock.Add(account.NextRefresh.Sub(r.Clock.Now()) + time.Millisecond)
		r.until("it is read again", func() bool { return r.reread().Failures > account.Failures })
	}
	if n := r.box.Calls()["CLO-01"]; n < 20 || n > 120 {
		t.Errorf("%d logins in a day", n)
	}
	r.box.ClearFaults()
	testdb.Must(t, r.scope.AskRefresh(ctx, r.account.ID))
	r.until("it is well again", func() bool { return r.reread().Failures == 0 })
}

// reread is the account as it is now.
func (r *rig) reread() models.Account {
	r.t.Helper()
	account, err := r.scope.Account(ctx, r.account.ID)
	testdb.Must(r.t, err)
	return account
}
