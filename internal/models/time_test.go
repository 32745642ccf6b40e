package models_test

import (
	"errors"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// Case 35: due times compare as times, in every zone.
//
// SQLite compares times as text. That is right only while all of them stand in
// one zone, and only because the text of a whole second sorts before that of
// its fractions.
func TestTimesCompareAsTimes(t *testing.T) {
	base := time.Date(2026, 3, 8, 6, 59, 59, 0, time.UTC)
	zones := []*time.Location{time.UTC, time.FixedZone("east", 5*3600+1800), time.FixedZone("west", -8*3600)}
	db, _, op := one(t)
	lease, _ := claim(t, db, op.ID, "first")
	fractions := []time.Duration{0, 1, 100 * time.Millisecond, 120 * time.Millisecond, 999_999_999, time.Second, time.Second + 1}
	for _, due := range fractions {
		for _, now := range fractions {
			for _, zone := range zones {
				db.Clock.Add(base.Add(now).Sub(db.Clock.Now()))
				db.Exec(t, "UPDATE operations SET status = 'running', lease_owner = 'first'")
				testdb.Must(t, lease.Park(ctx, base.Add(due).In(zone), "", 0, 0))
				ids, err := db.Due(ctx, 1)
				if err != nil || (len(ids) == 1) != (due <= now) {
					t.Errorf("due %v, now %v in %s: %v, %v", due, now, zone, ids, err)
				}
			}
		}
	}
}

// Case 35: a refresh is due at its time, in every zone.
func TestRefreshIsDueInEveryZone(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	account := db.Account(t, ann, "main")
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("east", 14*3600), time.FixedZone("west", -12*3600)} {
		at := db.Clock.Now().Add(time.Minute + 500*time.Millisecond)
		testdb.Must(t, ann.RecordHealth(ctx, account, models.Health{NextRefresh: at.In(zone)}))
		for offset, want := range map[time.Duration]int{-time.Millisecond: 0, 0: 1, time.Millisecond: 1} {
			due, err := db.DueAccounts(ctx, at.Add(offset).In(zone))
			if err != nil || len(due) != want {
				t.Errorf("%v of the time in %s: %v, %v", offset, zone, due, err)
			}
		}
	}
}

func TestOneRefreshIsClaimedOnce(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	account := db.Account(t, ann, "main")
	due := models.DueAccount{TeamID: ann.Team.ID, ID: account.ID}
	for i, want := range []bool{true, false} {
		if ok, err := db.ClaimRefresh(ctx, due, time.Minute); ok != want || err != nil {
			t.Errorf("claim %d: %v, %v", i, ok, err)
		}
	}
	db.Clock.Add(time.Minute)
	if ok, _ := db.ClaimRefresh(ctx, models.DueAccount{TeamID: ann.Team.ID + 1, ID: account.ID}, time.Minute); ok {
		t.Error("claimed for another team")
	}
	if ok, _ := db.ClaimRefresh(ctx, due, time.Minute); !ok {
		t.Error("not due after the hold")
	}
}

// Case 35: sessions end at their time, in every zone.
func TestSessionsExpireInEveryZone(t *testing.T) {
	db := testdb.New(t)
	west := time.FixedZone("west", -12*3600)
	for digest, left := range map[string]time.Duration{"live": 500 * time.Millisecond, "dead": -time.Millisecond} {
		row := models.WebSession{Digest: digest, ExpiresAt: db.Now().Add(left).In(west)}
		testdb.Must(t, db.AddSession(ctx, &row))
	}
	if _, err := db.Session(ctx, "live"); err != nil {
		t.Error(err)
	}
	if _, err := db.Session(ctx, "dead"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("an expired session: %v", err)
	}
	testdb.Must(t, db.SweepSessions(ctx, db.Now().In(west)))
	if n := db.Int(t, "SELECT COUNT(*) FROM web_sessions"); n != 1 {
		t.Errorf("%d sessions are left", n)
	}
	testdb.Must(t, db.DropSession(ctx, "live"))
	if _, err := db.Session(ctx, "live"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a dropped session: %v", err)
	}
}
