package models_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

const hold = 10 * time.Second

// one is a started operation with a lock and secret input.
func one(t *testing.T) (*testdb.DB, models.Scope, models.Operation) {
	t.Helper()
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	op := testdb.Operation(db.Server(t, ann, db.Account(t, ann, "main"), box("1")))
	op.LockKey = "server-1"
	_, err := ann.Start(ctx, op, func(models.ID) ([]byte, error) { return []byte("input"), nil })
	testdb.Must(t, err)
	return db, ann, *op
}

func claim(t *testing.T, db *testdb.DB, id models.ID, owner string) (*models.Lease, bool) {
	t.Helper()
	lease, ok, err := db.Claim(ctx, id, owner, hold)
	testdb.Must(t, err)
	return lease, ok
}

func TestOneClaimWins(t *testing.T) {
	db, _, op := one(t)
	var mu sync.Mutex
	var winners []*models.Lease
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			lease, ok, err := db.Claim(ctx, op.ID, fmt.Sprint("worker ", i), hold)
			if err != nil {
				t.Error(err)
			}
			if ok {
				mu.Lock()
				defer mu.Unlock()
				winners = append(winners, lease)
			}
		})
	}
	all.Wait()
	if len(winners) != 1 || winners[0].Operation.Turn != 1 || winners[0].Operation.StartedAt == nil {
		t.Fatalf("%d winners", len(winners))
	}
	if scope := winners[0].Scope; !scope.Sees(op.TeamID, op.AccountID) || scope.Sees(op.TeamID, op.AccountID+1) || scope.Sees(op.TeamID+1, op.AccountID) {
		t.Error("the worker's scope is not the account")
	}
}

func TestLeaseRunsOut(t *testing.T) {
	db, _, op := one(t)
	first, _ := claim(t, db, op.ID, "first")
	due := func() int {
		t.Helper()
		ids, err := db.Due(ctx, 10)
		testdb.Must(t, err)
		return len(ids)
	}
	db.Clock.Add(hold)
	if _, ok := claim(t, db, op.ID, "early"); ok || due() != 0 {
		t.Error("claimed while the lease holds")
	}
	if ok, err := first.Extend(ctx, hold); !ok || err != nil {
		t.Errorf("extended: %v, %v", ok, err)
	}
	db.Clock.Add(hold + 100*time.Millisecond)
	if due() != 1 {
		t.Error("not due after the lease ran out")
	}
	second, ok := claim(t, db, op.ID, "second")
	if !ok || second.Operation.Turn != 2 {
		t.Fatalf("not claimed after the lease ran out")
	}
	if ok, err := first.Extend(ctx, hold); ok || err != nil {
		t.Errorf("extended what was lost: %v, %v", ok, err)
	}
	testdb.Must(t, first.Park(ctx, db.Now(), "late", 3, 0))
	testdb.Must(t, first.Progress(ctx, "late", 50))
	if err := first.FinishFound(ctx, "create", nil, nil, "", providers.Ref{ID: "stolen"}); !errors.Is(err, models.ErrLeaseLost) {
		t.Errorf("what was not sent has an outcome: %v", err)
	}
	testdb.Must(t, first.Settle(ctx, models.End{Status: models.StatusFailed, Sentence: "late", Answer: []byte("late")}))
	if got := db.Text(t, "SELECT status || step || percent || error || external_id || COALESCE(answer, '') FROM operations"); got != "running-11" {
		t.Errorf("the late one wrote: %s", got)
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM locks"); n != 1 {
		t.Error("the late one freed the lock")
	}
}

// Case 35: no turn begins before its time.
func TestParkedIsDueAtItsTime(t *testing.T) {
	db, _, op := one(t)
	lease, _ := claim(t, db, op.ID, "first")
	at := db.Clock.Now().Add(1500 * time.Millisecond)
	testdb.Must(t, lease.Park(ctx, at, "Rebooting", 2, 0))
	if ok, err := lease.Extend(ctx, hold); ok || err != nil {
		t.Errorf("a parked lease was extended: %v", err)
	}
	db.Clock.Add(1499 * time.Millisecond)
	if _, ok := claim(t, db, op.ID, "early"); ok {
		t.Error("claimed too early")
	}
	db.Clock.Add(time.Millisecond)
	again, ok := claim(t, db, op.ID, "again")
	if !ok || again.Operation.Attempt != 2 || again.Operation.Step != "Rebooting" || !again.Operation.DueAt.Equal(at) {
		t.Errorf("not claimed in time")
	}
}

func TestSettleFreesAndErases(t *testing.T) {
	for _, test := range []struct {
		status models.Status
		locks  int64
		sealed string
	}{
		{models.StatusSucceeded, 0, ""}, {models.StatusFailed, 0, ""}, {models.StatusCancelled, 0, ""}, {models.StatusUnknown, 1, "input"},
	} {
		db, _, op := one(t)
		lease, _ := claim(t, db, op.ID, "x")
		testdb.Must(t, lease.Begin(ctx, "create", "CLO-06", "alone", nil))
		testdb.Must(t, lease.Finish(ctx, "create", models.JournalDone, []byte(`{}`), []byte("password"), ""))
		testdb.Must(t, lease.Settle(ctx, models.End{Status: test.status, Sentence: "so", ResourceID: 7}))
		if n := db.Int(t, "SELECT COUNT(*) FROM locks"); n != test.locks {
			t.Errorf("%s: %d locks", test.status, n)
		}
		if got := db.Text(t, "SELECT sealed FROM operations"); got != test.sealed {
			t.Errorf("%s: input %q", test.status, got)
		}
		if got := db.Text(t, "SELECT sealed FROM journals"); (got != "") != (test.status == models.StatusUnknown) {
			t.Errorf("%s: recorded secret %q", test.status, got)
		}
		if got := db.Text(t, "SELECT status || error || resource_id || lease_owner FROM operations"); got != string(test.status)+"so7" {
			t.Errorf("settled as %s", got)
		}
		if _, ok := claim(t, db, op.ID, "again"); ok {
			t.Errorf("%s: claimed again", test.status)
		}
	}
}

func TestLeasesOfADeadProcess(t *testing.T) {
	db, _, op := one(t)
	claim(t, db, op.ID, "dead")
	testdb.Must(t, db.FreeLeases(ctx))
	if _, ok := claim(t, db, op.ID, "new"); !ok {
		t.Error("not claimed after the start")
	}
}

func TestDueOrder(t *testing.T) {
	db, ann, _ := one(t)
	server := models.Resource{AccountID: 1, Kind: providers.KindServer}
	var want []models.ID
	for _, p := range []providers.Priority{providers.Background, providers.Bulk, providers.Interactive} {
		db.Clock.Add(time.Millisecond)
		op := testdb.Operation(server)
		op.Priority = p
		want = append([]models.ID{testdb.Started(t, ann, op).ID}, want...)
	}
	want = append([]models.ID{1}, want...)
	got, err := db.Due(ctx, 3)
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want[:3]) {
		t.Errorf("due %v, want %v, %v", got, want[:3], err)
	}
}
