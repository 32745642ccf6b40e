package models_test

import (
	"fmt"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// bulk starts a reboot of three servers, of which the second is locked.
func bulk(t *testing.T) (*testdb.DB, models.Scope, *models.Operation, []*models.Operation) {
	t.Helper()
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	account := db.Account(t, ann, "main")
	var children []*models.Operation
	for i := range 3 {
		child := testdb.Operation(db.Server(t, ann, account, box(fmt.Sprint(i))))
		child.LockKey = fmt.Sprint("server-", child.ResourceID)
		if i == 1 {
			holder := *child
			holder.FormID = "holder"
			testdb.Started(t, ann, &holder)
		}
		children = append(children, child)
	}
	parent := &models.Operation{Action: "server.reboot", FormID: "bulk", FormDigest: "three"}
	again, err := ann.StartBulk(ctx, parent, children)
	if err != nil || again {
		t.Fatal(again, err)
	}
	return db, ann, parent, children
}

func status(t *testing.T, db *testdb.DB, op models.ID) models.Status {
	t.Helper()
	return models.Status(db.Text(t, "SELECT status FROM operations WHERE id = ?", op))
}

func TestBulkHasAnOutcomePerTarget(t *testing.T) {
	db, ann, parent, children := bulk(t)
	rows, total, err := ann.Operations(ctx, models.OperationQuery{Parent: parent.ID, Limit: 10})
	if err != nil || total != 3 || len(rows) != 3 {
		t.Fatalf("%d of %d, %v", len(rows), total, err)
	}
	locked := *children[1]
	if s := status(t, db, locked.ID); s != models.StatusFailed || locked.Error == "" || locked.ErrorKind != providers.ErrConflict {
		t.Errorf("the locked one is %s: %+v", s, locked)
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM locks"); n != 3 {
		t.Errorf("%d locks for two children and the holder", n)
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM audits WHERE outcome = 'asked'"); n != 5 {
		t.Errorf("%d entries for the holder, the parent and three children", n)
	}
	if _, ok, err := db.Claim(ctx, parent.ID, "x", 1e9); ok || err != nil {
		t.Errorf("the parent itself has a turn: %v", err)
	}
	again := &models.Operation{Action: "server.reboot", FormID: "bulk", FormDigest: "three"}
	if repeated, err := ann.StartBulk(ctx, again, children); err != nil || !repeated || again.ID != parent.ID {
		t.Errorf("sent twice: %v, %v", repeated, err)
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM operations"); n != 5 {
		t.Errorf("%d operations", n)
	}
}

func TestParentClosesWithItsLastChild(t *testing.T) {
	db, ann, parent, children := bulk(t)
	testdb.Must(t, db.Claimed(t, *children[0], "a").Settle(ctx, models.End{Status: models.StatusSucceeded}))
	if s := status(t, db, parent.ID); s != models.StatusRunning {
		t.Errorf("one is left, parent %s", s)
	}
	testdb.Must(t, db.Claimed(t, *children[2], "b").Settle(ctx, models.End{Status: models.StatusUnknown}))
	if s := status(t, db, parent.ID); s != models.StatusFailed {
		t.Errorf("none is left, one unknown and one locked, parent %s", s)
	}
	unknown, err := ann.Operation(ctx, children[2].ID)
	testdb.Must(t, err)
	testdb.Must(t, ann.Decide(ctx, unknown, models.Again, ""))
	if s := status(t, db, parent.ID); s != models.StatusRunning {
		t.Errorf("one has another turn, parent %s", s)
	}
	db.Exec(t, "UPDATE operations SET status = 'succeeded' WHERE id = ?", children[1].ID)
	testdb.Must(t, db.Claimed(t, *children[2], "c").Settle(ctx, models.End{Status: models.StatusSucceeded}))
	if s := status(t, db, parent.ID); s != models.StatusSucceeded || db.Text(t, "SELECT ended_at FROM operations WHERE id = ?", parent.ID) == "" {
		t.Errorf("all succeeded, parent %s", s)
	}
}

// A decision on the last unknown child turns the outcome of the whole.
func TestDecisionTurnsTheParent(t *testing.T) {
	db, ann, parent, children := bulk(t)
	db.Exec(t, "UPDATE operations SET status = 'succeeded' WHERE id = ?", children[1].ID)
	testdb.Must(t, db.Claimed(t, *children[0], "a").Settle(ctx, models.End{Status: models.StatusUnknown}))
	testdb.Must(t, db.Claimed(t, *children[2], "b").Settle(ctx, models.End{Status: models.StatusSucceeded}))
	unknown, err := ann.Operation(ctx, children[0].ID)
	testdb.Must(t, err)
	testdb.Must(t, ann.Decide(ctx, unknown, models.Happened, ""))
	if s := status(t, db, parent.ID); s != models.StatusSucceeded {
		t.Errorf("parent %s", s)
	}
}

func TestCancelTheRest(t *testing.T) {
	db, ann, parent, children := bulk(t)
	lease := db.Claimed(t, *children[0], "a")
	testdb.Must(t, lease.BeginAgain(ctx, "power", "CLO-10"))
	testdb.Must(t, lease.Finish(ctx, "power", models.JournalRefused, nil, nil, "limit"))
	testdb.Must(t, lease.Park(ctx, db.Now(), "waits for the limit", 0, 0))
	n, err := ann.CancelChildren(ctx, *parent, "")
	if err != nil || n != 2 {
		t.Errorf("canceled %d, %v", n, err)
	}
	if s := status(t, db, parent.ID); s != models.StatusFailed {
		t.Errorf("parent %s", s)
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM locks"); n != 1 {
		t.Errorf("%d locks, the holder has one", n)
	}
}
