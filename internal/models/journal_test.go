package models_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

func TestSentIsNeverBegunAgain(t *testing.T) {
	db, _, op := one(t)
	lease, _ := claim(t, db, op.ID, "first")
	if _, ok, err := lease.Journal(ctx, "reboot"); ok || err != nil {
		t.Errorf("begun before it began: %v", err)
	}
	testdb.Must(t, lease.Begin(ctx, "reboot", "CLO-10", "", []byte(`"mark"`)))
	if err := lease.Begin(ctx, "reboot", "CLO-10", "", []byte(`"other"`)); err == nil {
		t.Error("begun twice")
	}
	db.Clock.Add(time.Minute)
	second, _ := claim(t, db, op.ID, "second")
	if err := second.Begin(ctx, "reboot", "CLO-10", "", nil); err == nil {
		t.Error("begun again by the next executor")
	}
	row, ok, err := second.Journal(ctx, "reboot")
	if err != nil || !ok || row.State != models.JournalSent || string(row.Before) != `"mark"` {
		t.Errorf("recorded %+v, %v", row, err)
	}
	testdb.Must(t, second.Finish(ctx, "reboot", models.JournalDone, []byte(`{}`), nil, ""))
	if err := second.Begin(ctx, "reboot", "CLO-10", "", nil); err == nil {
		t.Error("begun after it was done")
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM journals"); n != 1 {
		t.Errorf("%d rows", n)
	}
}

func TestRefusedMayBeginAgain(t *testing.T) {
	db, _, op := one(t)
	lease, _ := claim(t, db, op.ID, "first")
	for range 3 {
		testdb.Must(t, lease.Begin(ctx, "reboot", "CLO-10", "alone", nil))
		if n, err := lease.OpenWrites(ctx, false); n != 1 || err != nil {
			t.Errorf("%d open, %v", n, err)
		}
		testdb.Must(t, lease.Finish(ctx, "reboot", models.JournalRefused, nil, nil, "limit"))
	}
	if n, err := lease.OpenWrites(ctx, false); n != 0 || err != nil {
		t.Errorf("%d open, %v", n, err)
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM journals"); n != 1 {
		t.Errorf("%d rows", n)
	}
}

// The executor that lost its lease comes back with the answer: it may record
// it, since it knows, but never over an outcome that another recorded.
func TestLateAnswer(t *testing.T) {
	db, _, op := one(t)
	first, _ := claim(t, db, op.ID, "first")
	testdb.Must(t, first.Begin(ctx, "create", "CLO-06", "", nil))
	db.Clock.Add(time.Minute)
	second, _ := claim(t, db, op.ID, "second")
	if err := first.Begin(ctx, "more", "CLO-06", "", nil); !errors.Is(err, models.ErrLeaseLost) {
		t.Errorf("began without the lease: %v", err)
	}
	if err := first.BeginAgain(ctx, "more", "CLO-10"); !errors.Is(err, models.ErrLeaseLost) {
		t.Errorf("began without the lease: %v", err)
	}
	testdb.Must(t, first.Finish(ctx, "create", models.JournalDone, []byte(`"12"`), nil, "answered"))
	if err := second.Finish(ctx, "create", models.JournalRefused, nil, nil, "none found"); !errors.Is(err, models.ErrLeaseLost) {
		t.Errorf("overwritten: %v", err)
	}
	row, _, err := second.Journal(ctx, "create")
	if err != nil || row.State != models.JournalDone || string(row.Answer) != `"12"` || row.EndedAt == nil {
		t.Errorf("recorded %+v, %v", row, err)
	}
	testdb.Must(t, second.BeginAgain(ctx, "power", "CLO-10"))
	testdb.Must(t, second.BeginAgain(ctx, "power", "CLO-10"))
	testdb.Must(t, second.Looked(ctx, "power", "not yet"))
	row, _, _ = second.Journal(ctx, "power")
	if row.State != models.JournalSent || row.Looks != 1 || row.LookedAt == nil {
		t.Errorf("recorded %+v", row)
	}
}

func TestAloneExcludes(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	server := db.Server(t, ann, db.Account(t, ann, "main"), box("1"))
	var leases []*models.Lease
	for i := range 10 {
		leases = append(leases, db.Claimed(t, testdb.Started(t, ann, testdb.Operation(server)), fmt.Sprint(i)))
	}
	var began, refused atomic.Int64
	var winner atomic.Pointer[models.Lease]
	var all sync.WaitGroup
	for _, lease := range leases {
		all.Go(func() {
			switch err := lease.Begin(ctx, "create", "CLO-06", "account-1/web", nil); {
			case err == nil:
				began.Add(1)
				winner.Store(lease)
			case errors.Is(err, models.ErrNotAlone):
				refused.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if began.Load() != 1 || refused.Load() != 9 || db.Int(t, "SELECT COUNT(*) FROM journals") != 1 {
		t.Fatalf("%d began, %d refused", began.Load(), refused.Load())
	}
	loser := leases[0]
	if winner.Load() == loser {
		loser = leases[1]
	}
	testdb.Must(t, loser.Begin(ctx, "create", "CLO-06", "account-1/db", nil))
	testdb.Must(t, winner.Load().Settle(ctx, models.End{Status: models.StatusUnknown}))
	third := leases[9]
	if third == winner.Load() {
		third = leases[8]
	}
	if err := third.Begin(ctx, "create", "CLO-06", "account-1/web", nil); !errors.Is(err, models.ErrNotAlone) {
		t.Errorf("while the first is unknown: %v", err)
	}
	unknown, err := ann.Operation(ctx, winner.Load().Operation.ID)
	testdb.Must(t, err)
	testdb.Must(t, ann.Decide(ctx, unknown, models.DidNot, ""))
	testdb.Must(t, third.Begin(ctx, "create", "CLO-06", "account-1/web", nil))
}

func TestClaimedIDsOfOthers(t *testing.T) {
	db, ann, op := one(t)
	lease, _ := claim(t, db, op.ID, "first")
	creation := testdb.Operation(models.Resource{AccountID: op.AccountID, Kind: providers.KindServer})
	other := db.Claimed(t, testdb.Started(t, ann, creation), "other")
	testdb.Must(t, other.Begin(ctx, "create", "CLO-06", "", nil))
	testdb.Must(t, other.FinishFound(ctx, "create", nil, nil, "", providers.Ref{ID: "77", Location: "msk"}))
	ids, err := lease.Claimed(ctx, providers.KindServer)
	if err != nil || fmt.Sprint(ids) != "[77]" {
		t.Errorf("claimed by others %v, %v", ids, err)
	}
	if other.Operation.ExternalID != "77" || db.Text(t, "SELECT location FROM operations WHERE id = ?", creation.ID) != "msk" {
		t.Error("what was found is not kept")
	}
}
