package models_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// An attempt is taken once, also by several at once, and by its browser only.
func TestTakeSSOOnce(t *testing.T) {
	db := testdb.New(t)
	testdb.Must(t, db.BeginSSO(ctx, models.SSOAttempt{State: "s", Browser: "b", Purpose: models.SSOLink, UserID: 7, Address: "192.0.2.1"}))
	for _, wrong := range [][2]string{{"s", "other"}, {"other", "b"}, {"s", ""}, {"", ""}} {
		if _, err := db.TakeSSO(ctx, wrong[0], wrong[1]); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%v: %v", wrong, err)
		}
	}
	var won atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if a, err := db.TakeSSO(ctx, "s", "b"); err == nil && a.Purpose == models.SSOLink && a.UserID == 7 {
				won.Add(1)
			} else if !errors.Is(err, models.ErrNotFound) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if won.Load() != 1 {
		t.Errorf("%d took it", won.Load())
	}
	testdb.Must(t, db.BeginSSO(ctx, models.SSOAttempt{State: "late", Browser: "b"}))
	db.Clock.Add(models.SSOLife)
	if _, err := db.TakeSSO(ctx, "late", "b"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("too late: %v", err)
	}
}

// A change of identities whose audit entry cannot be written does not happen.
// Case 36: the audit entry cannot be written.
func TestIdentitiesNeedTheirEntry(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	kept := models.Identity{Issuer: "https://id.example", Subject: "kept"}
	testdb.Must(t, ann.LinkIdentity(ctx, &kept, "", ""))
	second := models.Identity{Issuer: "https://id.example", Subject: "second"}
	testdb.Must(t, ann.LinkIdentity(ctx, &second, "", ""))
	db.Exec(t, "CREATE TRIGGER full BEFORE INSERT ON audits BEGIN SELECT RAISE(ABORT, 'full'); END")
	third := models.Identity{Issuer: "https://id.example", Subject: "third"}
	if err := ann.LinkIdentity(ctx, &third, "", ""); err == nil {
		t.Error("linked without an entry")
	}
	if err := ann.UnlinkIdentity(ctx, kept.ID, models.Doors{Issuer: "https://id.example"}, "", ""); err == nil {
		t.Error("unlinked without an entry")
	}
	_, err := db.Arrive(ctx, models.Arrival{Issuer: "https://id.example", Subject: "new", Email: "new@example.com", Mapped: true,
		Roles: map[string]access.Role{"ann": "viewer"}})
	if err == nil {
		t.Error("a user without an entry")
	}
	if n, users := db.Int(t, "SELECT COUNT(*) FROM identities"), db.Int(t, "SELECT COUNT(*) FROM users"); n != 2 || users != 1 {
		t.Errorf("%d identities, %d users", n, users)
	}
}
