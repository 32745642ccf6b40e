package jobs_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"pinfold/internal/jobs"
	"pinfold/internal/models"
	"pinfold/internal/sandbox"
	"pinfold/internal/testdb"
)

// TestLostQueueLosesNothing: the queue's file is removed while operations
// wait; the next process finds all of them from their rows.
func TestLostQueueLosesNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(sandbox.Fault{Kind: sandbox.FaultStatus, Status: 429, RetryAfter: "60"}, "CLO-10", 1)
	waits := r.ask("server.reboot", r.server("60"))
	r.jobs.Wake(ctx, waits.ID, waits.DueAt)
	r.until("it waits", func() bool { return r.operation(waits).Step == limitStep })
	r.stop()
	fresh := r.ask("server.stop", r.server("186"))
	files, err := filepath.Glob(r.opts.QueuePath + "*")
	testdb.Must(t, err)
	if len(files) == 0 {
		t.Fatal("there is no queue to lose")
	}
	for _, file := range files {
		testdb.Must(t, os.Remove(file))
	}
	r.start()
	// Nobody wakes them: the sweeper has to.
	r.until("both end", func() bool { return !r.operation(waits).Status.Open() && !r.operation(fresh).Status.Open() })
	r.wantDone(r.operation(waits), "60")
	r.wantDone(r.operation(fresh), "186")
}

// TestSweeperFindsWhatNobodyWoke does so by itself within two seconds: an
// operation that is due, and one whose lease ran out.
func TestSweeperFindsWhatNobodyWoke(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.ask("server.stop", r.server("60"))
	dead := r.ask("server.stop", r.server("186"))
	r.Exec(t, "UPDATE operations SET status = 'running', lease_owner = 'dead', lease_until = '2000-01-01 00:00:00+00:00' WHERE id = ?", dead.ID)
	held := r.ask("server.stop", r.server("298"))
	r.Exec(t, "UPDATE operations SET status = 'running', lease_owner = 'alive', lease_until = '2999-01-01 00:00:00+00:00' WHERE id = ?", held.ID)
	began := time.Now()
	for r.executed("60")+r.executed("186") < 2 {
		if time.Since(began) > 10*time.Second {
			t.Fatalf("executed %v", r.box.Ledger())
		}
		time.Sleep(5 * time.Millisecond)
	}
	if took := time.Since(began); took > 2500*time.Millisecond {
		t.Errorf("it took %s", took)
	}
	if r.executed("298") != 0 {
		t.Error("what another holds was run")
	}
}

// TestDueAccountsAreReadOnce: two sweepers see the same account due, and one
// of them reads it; afterwards it is due again later.
func TestDueAccountsAreReadOnce(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	opts := r.opts
	opts.QueuePath = filepath.Join(t.TempDir(), "other.db")
	other, err := jobs.Start(ctx, opts)
	testdb.Must(t, err)
	t.Cleanup(func() { r.halt(other) })
	for round := range 3 {
		r.Clock.Add(2 * time.Minute)
		r.box.Reset()
		r.Exec(t, "UPDATE accounts SET next_refresh = ?", r.Now())
		for range 5 {
			r.jobs.Sweep()
			other.Sweep()
		}
		r.until("the account is read", func() bool {
			account, err := r.scope.Account(ctx, r.account.ID)
			testdb.Must(t, err)
			return account.RefreshedAt.Equal(r.Now())
		})
		if n := r.box.Calls()["CLO-04"]; n != 1 {
			t.Errorf("round %d: read %d times", round, n)
		}
		if due, err := r.DueAccounts(ctx, r.Now().Add(10*time.Second)); err != nil || len(due) != 0 {
			t.Errorf("round %d: due again at once: %v, %v", round, due, err)
		}
	}
}

// TestRefreshDelaysNoClick: the account's list takes seconds to come, and an
// operation on one of its servers goes through meanwhile.
func TestRefreshDelaysNoClick(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.fault(sandbox.Fault{Kind: sandbox.FaultDelay, Delay: 3 * time.Second}, "CLO-04", 1)
	r.Clock.Add(2 * time.Minute)
	r.Exec(t, "UPDATE accounts SET next_refresh = ?", r.Now())
	r.jobs.Sweep()
	r.until("the list is being read", func() bool { return r.box.Calls()["CLO-04"] == 1 })
	began := time.Now()
	op := r.do("server.stop", r.server("60"))
	r.wantDone(op, "60")
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("the click took %s", took)
	}
	// The list was asked for before the stop and says "running"; what was read
	// of the server since is newer and stays.
	r.until("the list was read", func() bool {
		account, err := r.scope.Account(ctx, r.account.ID)
		testdb.Must(t, err)
		return account.NextRefresh.After(r.Now()) && account.RefreshedAt.After(*r.account.RefreshedAt)
	})
	if state := r.server("60").State; state != "stopped" {
		t.Errorf("shown as %s", state)
	}
}

// TestSweeperEndsOldSessions: what expired is removed when the work begins.
func TestSweeperEndsOldSessions(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(s *setup) { s.idle = true })
	for name, ends := range map[string]time.Duration{"old": -time.Second, "live": time.Hour} {
		testdb.Must(t, r.AddSession(ctx, &models.WebSession{Digest: name, CreatedAt: r.Now(), SeenAt: r.Now(), ExpiresAt: r.Now().Add(ends)}))
	}
	r.start()
	r.until("the old one is removed", func() bool { return r.Int(t, "SELECT COUNT(*) FROM web_sessions") == 1 })
	if left := r.Text(t, "SELECT digest FROM web_sessions"); left != "live" {
		t.Errorf("left is %q", left)
	}
}

// TestSweeperForgetsOldChanges: after 400 days a change is removed.
func TestSweeperForgetsOldChanges(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(s *setup) { s.idle = true })
	r.Exec(t, "DELETE FROM changes")
	for field, ago := range map[string]time.Duration{"old": 400*24*time.Hour + time.Second, "kept": 400*24*time.Hour - time.Second} {
		r.Exec(t, "INSERT INTO changes (team_id, resource_id, at, field) VALUES (1, 1, ?, ?)", r.Now().Add(-ago), field)
	}
	r.start()
	r.until("the old one is removed", func() bool { return r.Int(t, "SELECT COUNT(*) FROM changes WHERE field = 'old'") == 0 })
	if r.Int(t, "SELECT COUNT(*) FROM changes WHERE field = 'kept'") != 1 {
		t.Error("the other one is gone too")
	}
}
