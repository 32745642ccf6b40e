package models_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

func destroys(server models.Resource) *models.Operation {
	op := testdb.Operation(server)
	op.Action, op.Destroys = "server.delete", true
	return op
}

// TestPadlockKeepsWhatDestroysFromStarting, on the server and on what belongs
// to it, and nothing else.
func TestPadlockKeepsWhatDestroysFromStarting(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	account := db.Account(t, ann, "main")
	server, other := db.Server(t, ann, account, box("1")), db.Server(t, ann, account, box("2"))
	entry := models.Audit{Action: "server.lock"}
	testdb.Must(t, ann.SetPadlock(ctx, server, "customer’s database", entry))
	if err := ann.SetPadlock(ctx, server, "mine", entry); !errors.Is(err, models.ErrPadlocked) {
		t.Errorf("a second lock: %v", err)
	}
	backup := destroys(other)
	backup.Kind, backup.ResourceID, backup.ServerID = "backup", 4711, server.ID
	for name, op := range map[string]*models.Operation{"the server": destroys(server), "what belongs to it": backup} {
		var padlocked *models.PadlockedError
		if _, err := ann.Start(ctx, op, nil); !errors.As(err, &padlocked) || padlocked.Padlock.Reason != "customer’s database" {
			t.Errorf("%s: %v", name, err)
		}
	}
	testdb.Started(t, ann, testdb.Operation(server))
	testdb.Started(t, ann, destroys(other))
	if n := db.Int(t, "SELECT COUNT(*) FROM operations"); n != 2 {
		t.Errorf("%d operations are stored", n)
	}
	parent, child := models.Operation{Action: "server.delete", FormID: "bulk"}, destroys(server)
	if _, err := ann.StartBulk(ctx, &parent, []*models.Operation{child}); err != nil || child.Status != models.StatusFailed ||
		!strings.Contains(child.Error, "locked meanwhile") {
		t.Errorf("in bulk: %v, %+v", err, child)
	}
}

func TestWhoLiftsAPadlock(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	server := db.Server(t, ann, db.Account(t, ann, "main"), box("1"))
	entry := models.Audit{Action: "server.unlock"}
	lock := func() models.Padlock {
		locks, err := ann.Padlocks(ctx, []models.ID{server.ID})
		testdb.Must(t, err)
		return locks[server.ID]
	}
	if err := ann.LiftPadlock(ctx, server, db.Now(), entry); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("there is none: %v", err)
	}
	testdb.Must(t, ann.SetPadlock(ctx, server, "", models.Audit{Action: "server.lock"}))
	read := lock().CreatedAt
	viewer := ann
	viewer.Role = access.Viewer // It is the one who set it, but has lost the role.
	if err := viewer.LiftPadlock(ctx, server, read, entry); !errors.Is(err, models.ErrNotYours) {
		t.Errorf("a viewer: %v", err)
	}
	if err := ann.LiftPadlock(ctx, server, read.Add(-time.Second), entry); !errors.Is(err, models.ErrChanged) {
		t.Errorf("another lock than was seen: %v", err)
	}
	stranger := db.Team(t, "bea")
	if err := stranger.LiftPadlock(ctx, server, read, entry); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("another team: %v", err)
	}
	if locks, err := stranger.Padlocks(ctx, []models.ID{server.ID}); err != nil || len(locks) != 0 {
		t.Errorf("another team sees %v, %v", locks, err)
	}
	if err := stranger.SetPadlock(ctx, server, "", entry); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("another team locks: %v", err)
	}
	testdb.Must(t, ann.LiftPadlock(ctx, server, read, entry))
	testdb.Started(t, ann, destroys(server))
	if got := db.Text(t, "SELECT GROUP_CONCAT(action) FROM audits WHERE action LIKE 'server.%lock'"); got != "server.lock,server.unlock" {
		t.Errorf("the audit trail holds %s", got)
	}
}

// TestPadlockStays through refreshes and absence, and goes with the account.
func TestPadlockStays(t *testing.T) {
	w := newWorld(t)
	testdb.Must(t, w.ann.SetPadlock(ctx, w.server, "keep", models.Audit{Action: "server.lock"}))
	intake := testdb.Intake(w.ann, w.account)
	_, err := intake.Gone(ctx, w.server.Kind, w.server.Ref())
	testdb.Must(t, err)
	_, err = intake.One(ctx, "servers", box("1"))
	testdb.Must(t, err)
	if locks, err := w.ann.Padlocks(ctx, []models.ID{w.server.ID}); err != nil || locks[w.server.ID].Reason != "keep" {
		t.Errorf("%v, %v", locks, err)
	}
	w.Exec(t, "DELETE FROM operations")
	testdb.Must(t, w.ann.RemoveAccount(ctx, w.account.ID, models.Audit{}))
	if n := w.Int(t, "SELECT COUNT(*) FROM padlocks"); n != 0 {
		t.Errorf("%d are left", n)
	}
}

// TestPadlockAgainstStart: of a lock and a deletion at the same moment, the
// deletion is stored only if it came first.
func TestPadlockAgainstStart(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	account := db.Account(t, ann, "main")
	for i := range 20 {
		server := db.Server(t, ann, account, box(string(rune('a'+i))))
		var both sync.WaitGroup
		var started, locked error
		both.Go(func() { _, started = ann.Start(ctx, destroys(server), nil) })
		both.Go(func() { locked = ann.SetPadlock(ctx, server, "", models.Audit{Action: "server.lock"}) })
		both.Wait()
		testdb.Must(t, locked)
		first := db.Text(t, "SELECT action FROM audits WHERE target_id = ? AND kind = 'server' ORDER BY id LIMIT 1", server.ID)
		var padlocked *models.PadlockedError
		if refused := errors.As(started, &padlocked); refused != (first == "server.lock") || !refused && started != nil {
			t.Errorf("%s came first, and the start says %v", first, started)
		}
	}
}
