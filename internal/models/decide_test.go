package models_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// unknown is an operation whose write was sent and whose answer was lost.
func unknown(t *testing.T) (*testdb.DB, models.Scope, models.Operation) {
	t.Helper()
	db, ann, op := one(t)
	lease, _ := claim(t, db, op.ID, "first")
	testdb.Must(t, lease.Begin(ctx, "create", "CLO-06", "alone", nil))
	testdb.Must(t, lease.Looked(ctx, "create", "no trace"))
	testdb.Must(t, lease.Settle(ctx, models.End{Status: models.StatusUnknown}))
	op, err := ann.Operation(ctx, op.ID)
	testdb.Must(t, err)
	return db, ann, op
}

func TestDecide(t *testing.T) {
	for _, test := range []struct {
		decision models.Decision
		status   models.Status
		locks    int64
		input    string
	}{
		{models.Happened, models.StatusSucceeded, 0, ""},
		{models.DidNot, models.StatusFailed, 0, ""},
		{models.Again, models.StatusWaiting, 1, "input"},
	} {
		db, ann, op := unknown(t)
		testdb.Must(t, ann.Decide(ctx, op, test.decision, "192.0.2.1"))
		if s := status(t, db, op.ID); s != test.status {
			t.Errorf("%s: %s", test.decision, s)
		}
		if n := db.Int(t, "SELECT COUNT(*) FROM locks"); n != test.locks {
			t.Errorf("%s: %d locks", test.decision, n)
		}
		if n := db.Int(t, "SELECT COUNT(alone) FROM journals"); n != test.locks {
			t.Errorf("%s: %d journal rows alone", test.decision, n)
		}
		if got := db.Text(t, "SELECT sealed FROM operations"); got != test.input {
			t.Errorf("%s: secret input %q", test.decision, got)
		}
		if err := ann.Decide(ctx, op, models.Happened, ""); !errors.Is(err, models.ErrDecided) {
			t.Errorf("%s, then again: %v", test.decision, err)
		}
		if n := db.Int(t, "SELECT COUNT(*) FROM audits WHERE outcome LIKE 'decided:%' AND address = '192.0.2.1'"); n != 1 {
			t.Errorf("%s: %d audit entries", test.decision, n)
		}
		lease, ok := claim(t, db, op.ID, "next")
		if ok != (test.decision == models.Again) {
			t.Errorf("%s: claimed %v", test.decision, ok)
		}
		if ok && lease.Begin(ctx, "create", "CLO-06", "alone", nil) == nil {
			t.Errorf("%s: sent again", test.decision)
		}
	}
}

func TestDecisionsAtOnce(t *testing.T) {
	db, ann, op := unknown(t)
	var decided atomic.Int64
	var all sync.WaitGroup
	for _, d := range []models.Decision{models.Happened, models.DidNot, models.Again, models.Happened, models.DidNot} {
		all.Go(func() {
			if err := ann.Decide(ctx, op, d, ""); err == nil {
				decided.Add(1)
			} else if !errors.Is(err, models.ErrDecided) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := db.Int(t, "SELECT COUNT(*) FROM audits WHERE outcome LIKE 'decided:%'"); decided.Load() != 1 || n != 1 {
		t.Errorf("%d decisions, %d entries", decided.Load(), n)
	}
}

func TestCancelBeforeAnythingWasSentOnly(t *testing.T) {
	db, ann, op := one(t)
	lease, _ := claim(t, db, op.ID, "first")
	if err := ann.Cancel(ctx, op, ""); !errors.Is(err, models.ErrDecided) {
		t.Errorf("while it runs: %v", err)
	}
	testdb.Must(t, lease.Begin(ctx, "reboot", "CLO-10", "", nil))
	testdb.Must(t, lease.Park(ctx, db.Now(), "lost", 0, 0))
	if err := ann.Cancel(ctx, op, ""); !errors.Is(err, models.ErrDecided) {
		t.Errorf("after it was sent: %v", err)
	}
	testdb.Must(t, lease.Finish(ctx, "reboot", models.JournalDone, nil, nil, ""))
	if err := ann.Cancel(ctx, op, ""); !errors.Is(err, models.ErrDecided) {
		t.Errorf("after it was done: %v", err)
	}

	db, ann, op = one(t)
	testdb.Must(t, ann.Cancel(ctx, op, "192.0.2.1"))
	if s := status(t, db, op.ID); s != models.StatusCancelled || db.Int(t, "SELECT COUNT(*) FROM locks") != 0 || db.Text(t, "SELECT sealed FROM operations") != "" {
		t.Errorf("canceled as %s", s)
	}
	if _, ok := claim(t, db, op.ID, "late"); ok {
		t.Error("a canceled operation runs")
	}
	if err := ann.Cancel(ctx, op, ""); !errors.Is(err, models.ErrDecided) {
		t.Errorf("twice: %v", err)
	}
}

func TestAnswerIsShownOnceToWhoAsked(t *testing.T) {
	db, ann, op := one(t)
	lease, _ := claim(t, db, op.ID, "first")
	testdb.Must(t, lease.Settle(ctx, models.End{Status: models.StatusSucceeded, Answer: []byte("password")}))
	bob := db.Team(t, "bob").User
	testdb.Must(t, db.AddMember(ctx, ann.Team.ID, &bob, access.Owner))
	colleague, err := db.ScopeFor(ctx, bob.ID, ann.Team.ID)
	testdb.Must(t, err)
	if _, err := colleague.TakeAnswer(ctx, op, ""); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a colleague: %v", err)
	}
	var got atomic.Int64
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			sealed, err := ann.TakeAnswer(ctx, op, "192.0.2.1")
			switch {
			case err == nil && string(sealed) == "password":
				got.Add(1)
			case !errors.Is(err, models.ErrNotFound) || sealed != nil:
				t.Error(string(sealed), err)
			}
		})
	}
	all.Wait()
	if n := db.Int(t, "SELECT COUNT(*) FROM audits WHERE outcome = 'revealed'"); got.Load() != 1 || n != 1 {
		t.Errorf("shown %d times, %d entries", got.Load(), n)
	}
	if db.Text(t, "SELECT answer FROM operations") != "" {
		t.Error("the answer is kept")
	}
}

func TestOperationsList(t *testing.T) {
	db, ann, lost := unknown(t)
	server := models.Resource{ID: 1, AccountID: lost.AccountID, Kind: "server"}
	db.Clock.Add(time.Second)
	ended := testdb.Started(t, ann, testdb.Operation(server))
	testdb.Must(t, db.Claimed(t, ended, "x").Settle(ctx, models.End{Status: models.StatusFailed}))
	open := testdb.Started(t, ann, testdb.Operation(server))
	for show, want := range map[string][]models.ID{
		"": {lost.ID, open.ID, ended.ID}, "open": {lost.ID, open.ID}, "finished": {ended.ID},
	} {
		rows, total, err := ann.Operations(ctx, models.OperationQuery{Show: show, Limit: 10})
		testdb.Must(t, err)
		for i, row := range rows {
			if len(rows) != len(want) || int(total) != len(want) || row.ID != want[i] {
				t.Errorf("%q: %d of %d, number %d is %d", show, len(rows), total, i, row.ID)
			}
		}
	}
	newest, err := ann.Newest(ctx, []models.ID{1, 2})
	if err != nil || len(newest) != 1 || newest[1].ID != open.ID {
		t.Errorf("newest %v, %v", newest[1].ID, err)
	}
	if o, u, err := ann.OpenCounts(ctx); o != 1 || u != 1 || err != nil {
		t.Errorf("%d open, %d unknown, %v", o, u, err)
	}
}
