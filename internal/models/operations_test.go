package models_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

func TestStartOncePerForm(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	server := db.Server(t, ann, db.Account(t, ann, "main"), box("1"))
	op := testdb.Operation(server)
	op.LockKey = "server-1"
	first := testdb.Started(t, ann, op)
	if first.ID == 0 || first.Status != models.StatusWaiting || first.Percent != -1 || first.UserID != ann.User.ID {
		t.Errorf("started %+v", first)
	}

	again := *testdb.Operation(server)
	again.FormID, again.LockKey = first.FormID, first.LockKey
	if repeated, err := ann.Start(ctx, &again, nil); err != nil || !repeated || again.ID != first.ID {
		t.Errorf("the same form: operation %d, %v, %v", again.ID, repeated, err)
	}
	other := *testdb.Operation(server)
	other.FormID, other.FormDigest = first.FormID, "other"
	if _, err := ann.Start(ctx, &other, nil); !errors.Is(err, models.ErrFormReused) {
		t.Errorf("other content: %v", err)
	}
	delete := *testdb.Operation(server)
	delete.FormID, delete.Action = first.FormID, "server.delete"
	if _, err := ann.Start(ctx, &delete, nil); !errors.Is(err, models.ErrFormReused) {
		t.Errorf("another action: %v", err)
	}
	colleague := *testdb.Operation(server)
	colleague.FormID = first.FormID
	if _, err := db.Limited(t, ann.Team.ID, "carl@example.com").Start(ctx, &colleague, nil); !errors.Is(err, models.ErrFormReused) || colleague.ID != 0 {
		t.Errorf("another person: operation %d, %v", colleague.ID, err)
	}
	bob := db.Team(t, "bob")
	theirs := *testdb.Operation(db.Server(t, bob, db.Account(t, bob, "main"), box("1")))
	theirs.FormID = first.FormID
	if again, err := bob.Start(ctx, &theirs, nil); err != nil || again {
		t.Errorf("another team: %v, %v", again, err)
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM audits WHERE outcome = 'asked' AND team_id = ?", ann.Team.ID); n != 1 {
		t.Errorf("%d audit entries", n)
	}
}

func TestStartRefusedByLock(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	server := db.Server(t, ann, db.Account(t, ann, "main"), box("1"))
	op := testdb.Operation(server)
	op.LockKey = "server-1"
	holder := testdb.Started(t, ann, op)
	second := testdb.Operation(server)
	second.LockKey = "server-1"
	var locked *models.LockedError
	if _, err := ann.Start(ctx, second, nil); !errors.As(err, &locked) || locked.Holder.ID != holder.ID {
		t.Errorf("locked: %v", err)
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM operations") + db.Int(t, "SELECT COUNT(*) FROM audits WHERE outcome = 'asked'"); n != 2 {
		t.Errorf("the refused one left rows: %d", n)
	}
}

func TestFiftyClicks(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	server := db.Server(t, ann, db.Account(t, ann, "main"), box("1"))
	var firsts atomic.Int64
	var ids sync.Map
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			op := testdb.Operation(server)
			op.FormID, op.LockKey = "one form", "server-1"
			again, err := ann.Start(ctx, op, func(id models.ID) ([]byte, error) { return []byte("input"), nil })
			if err != nil {
				t.Error(err)
			}
			if !again {
				firsts.Add(1)
			}
			ids.Store(op.ID, true)
		})
	}
	all.Wait()
	n := 0
	ids.Range(func(any, any) bool { n++; return true })
	if firsts.Load() != 1 || n != 1 || db.Int(t, "SELECT COUNT(*) FROM operations") != 1 {
		t.Errorf("%d firsts, %d ids", firsts.Load(), n)
	}
}

func TestManyFormsOneLock(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	server := db.Server(t, ann, db.Account(t, ann, "main"), box("1"))
	var started atomic.Int64
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			op := testdb.Operation(server)
			op.LockKey = "server-1"
			var locked *models.LockedError
			switch _, err := ann.Start(ctx, op, nil); {
			case err == nil:
				started.Add(1)
			case !errors.As(err, &locked):
				t.Error(err)
			}
		})
	}
	all.Wait()
	if started.Load() != 1 {
		t.Errorf("%d started", started.Load())
	}
}

func TestSecretInputIsBoundToTheRow(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	op := testdb.Operation(db.Server(t, ann, db.Account(t, ann, "main"), box("1")))
	_, err := ann.Start(ctx, op, func(id models.ID) ([]byte, error) { return fmt.Appendf(nil, "for %d", id), nil })
	testdb.Must(t, err)
	if got := db.Text(t, "SELECT sealed FROM operations WHERE id = ?", op.ID); got != fmt.Sprintf("for %d", op.ID) {
		t.Errorf("sealed %q", got)
	}
	failing := testdb.Operation(models.Resource{AccountID: op.AccountID})
	if _, err := ann.Start(ctx, failing, func(models.ID) ([]byte, error) { return nil, errors.New("no key") }); err == nil {
		t.Error("started without its input")
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM operations"); n != 1 {
		t.Errorf("%d operations", n)
	}
}

// An operation that cannot be recorded in the audit trail does not start.
func TestNoAuditNoOperation(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	server := db.Server(t, ann, db.Account(t, ann, "main"), box("1"))
	db.Exec(t, "ALTER TABLE audits RENAME TO elsewhere")
	if _, err := ann.Start(ctx, testdb.Operation(server), nil); err == nil {
		t.Error("started unrecorded")
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM operations"); n != 0 {
		t.Errorf("%d operations", n)
	}
}
