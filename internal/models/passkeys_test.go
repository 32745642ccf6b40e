package models_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

var takesPasskeys = models.Doors{Passkeys: true}

// passkey stores a passkey of the scope's person.
func passkey(t *testing.T, db *testdb.DB, sc models.Scope, name string) models.Passkey {
	t.Helper()
	row := models.Passkey{Name: name, Handle: []byte("handle"), CredentialID: fmt.Sprint(sc.User.ID, name), Credential: []byte("{}"), SignCount: 1}
	testdb.Must(t, sc.AddPasskey(context.Background(), &row, challengeOf(db, "to add "+row.CredentialID), "", models.Audit{Action: "passkey.add"}))
	return row
}

func challengeOf(db *testdb.DB, digest string) models.SpentChallenge {
	return models.SpentChallenge{Digest: digest, ExpiresAt: db.Now().Add(5 * time.Minute)}
}

// atOnce runs several and counts how each ended.
func atOnce(n int, run func(i int) error) (taken int, failed []error) {
	var all sync.WaitGroup
	var mu sync.Mutex
	for i := range n {
		all.Go(func() {
			err := run(i)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				taken++
			} else {
				failed = append(failed, err)
			}
		})
	}
	all.Wait()
	return taken, failed
}

// One challenge is answered once, and one count of a passkey is taken once,
// also by answers at the same moment.
func TestPasskeyIsUsedOnce(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	ctx := context.Background()
	row := passkey(t, db, db.Team(t, "ann"), "laptop")
	for _, try := range []struct {
		name string
		use  func(i int) (models.Passkey, models.SpentChallenge)
		want error
	}{
		{"one challenge", func(i int) (models.Passkey, models.SpentChallenge) {
			next := row
			next.SignCount = uint32(10 + i)
			return next, challengeOf(db, "one")
		}, models.ErrTaken},
		{"one count", func(i int) (models.Passkey, models.SpentChallenge) {
			next := row
			next.SignCount = 100
			return next, challengeOf(db, fmt.Sprint("many ", i))
		}, models.ErrSignCount},
	} {
		taken, failed := atOnce(8, func(i int) error {
			next, spent := try.use(i)
			return db.UsePasskey(ctx, next, spent)
		})
		if taken != 1 || len(failed) != 7 {
			t.Errorf("%s: taken %d times", try.name, taken)
		}
		for _, err := range failed {
			if !errors.Is(err, try.want) {
				t.Errorf("%s: %v", try.name, err)
			}
		}
	}
	if err := db.UsePasskey(ctx, row, challengeOf(db, "many 0")); !errors.Is(err, models.ErrTaken) {
		t.Errorf("the challenge of a refused passkey is taken again: %v", err)
	}
}

// A challenge is remembered as long as it could be answered, and no longer.
func TestSpentChallengesAreForgotten(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	row := passkey(t, db, db.Team(t, "ann"), "laptop")
	use := func(digest string) error {
		row.SignCount++
		return db.UsePasskey(context.Background(), row, challengeOf(db, digest))
	}
	testdb.Must(t, use("first"))
	db.Clock.Add(5 * time.Minute)
	testdb.Must(t, use("second"))
	if n := db.Int(t, "SELECT COUNT(*) FROM spent_challenges WHERE digest = 'first'"); n != 1 {
		t.Error("forgotten while it could be answered")
	}
	db.Clock.Add(time.Hour)
	testdb.Must(t, use("third"))
	if n := db.Int(t, "SELECT COUNT(*) FROM spent_challenges"); n != 1 {
		t.Errorf("%d are kept", n)
	}
}

// Two passkeys removed at once, or a passkey and the password: one means of
// signing in stays.
func TestLastMeansStaysAtOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for range 5 {
		db := testdb.New(t)
		sc := db.Team(t, "ann")
		rows := []models.Passkey{passkey(t, db, sc, "laptop"), passkey(t, db, sc, "phone")}
		taken, failed := atOnce(2, func(i int) error {
			return sc.RemovePasskey(ctx, rows[i].ID, takesPasskeys, "", models.Audit{Action: "passkey.remove"})
		})
		if taken != 1 || len(failed) != 1 || !errors.Is(failed[0], models.ErrLastMeans) {
			t.Fatalf("removed %d, %v", taken, failed)
		}
		rows = append(rows, passkey(t, db, sc, "tablet"))
		db.Exec(t, "UPDATE users SET password_hash = 'x'")
		_, _ = atOnce(4, func(i int) error {
			if i == 3 {
				return sc.RemovePassword(ctx, takesPasskeys, "", models.Audit{Action: "password.remove"})
			}
			return sc.RemovePasskey(ctx, rows[i].ID, takesPasskeys, "", models.Audit{Action: "passkey.remove"})
		})
		means, err := sc.Means(ctx, takesPasskeys)
		testdb.Must(t, err)
		if !means.Password && means.Passkeys == 0 {
			t.Fatal("nothing is left")
		}
	}
}

// A change whose audit entry cannot be written does not happen.
func TestPasskeyIsRecordedOrNotChanged(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := testdb.New(t)
	sc := db.Team(t, "ann")
	row := passkey(t, db, sc, "laptop")
	passkey(t, db, sc, "phone")
	db.Exec(t, "UPDATE users SET password_hash = 'x'")
	db.Exec(t, "CREATE TRIGGER no_audit BEFORE INSERT ON audits BEGIN SELECT RAISE(ABORT, 'no room'); END")
	added := models.Passkey{Name: "tablet", Handle: []byte("handle"), CredentialID: "new"}
	for name, err := range map[string]error{
		"add":      sc.AddPasskey(ctx, &added, challengeOf(db, "new"), "", models.Audit{}),
		"rename":   sc.RenamePasskey(ctx, row.ID, "other", models.Audit{}),
		"remove":   sc.RemovePasskey(ctx, row.ID, takesPasskeys, "", models.Audit{}),
		"password": sc.RemovePassword(ctx, takesPasskeys, "", models.Audit{}),
	} {
		if err == nil {
			t.Errorf("%s: done without a record", name)
		}
	}
	if got := db.Text(t, "SELECT group_concat(name) || (SELECT password_hash FROM users) FROM passkeys"); got != "laptop,phonex" {
		t.Errorf("left: %s", got)
	}
}
