package models_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// What is remembered is as new as the database, whoever wrote to it last: the
// store itself or another program beside it.
func TestRememberedIsNeverOld(t *testing.T) {
	ctx := context.Background()
	db := testdb.New(t)
	scope := db.Team(t, "ann")
	account := db.Account(t, scope, "main")
	want := func(what string, servers, failing int64) {
		t.Helper()
		n, err := scope.CountServers(ctx)
		testdb.Must(t, err)
		f, err := scope.CountFailing(ctx)
		testdb.Must(t, err)
		if n != servers || f != failing {
			t.Errorf("%s: %d servers, %d failing accounts, want %d and %d", what, n, f, servers, failing)
		}
	}
	want("at first", 0, 0)
	server := db.Server(t, scope, account, providers.Observation{ID: "1", Name: "one", State: providers.Running})
	want("after the store wrote", 1, 0)
	db.Exec(t, "UPDATE accounts SET failures = 1")
	want("after another program wrote", 1, 1)
	db.Exec(t, "UPDATE resources SET gone_at = ? WHERE id = ?", db.Now(), server.ID)
	want("after the server is gone", 0, 1)
}

// A page is kept for who asks the same; a list that is longer than a page is not.
func TestLongListsAreNotRemembered(t *testing.T) {
	ctx := context.Background()
	db := testdb.New(t)
	scope := db.Team(t, "ann")
	db.Server(t, scope, db.Account(t, scope, "main"), providers.Observation{ID: "1", Name: "one", State: providers.Running})
	for limit, shared := range map[int]bool{50: true, 100_000: false} {
		var rows []*models.Resource
		for range 2 {
			page, err := scope.Servers(ctx, models.ServerQuery{Limit: limit})
			testdb.Must(t, err)
			rows = append(rows, &page.Rows[0])
		}
		if (rows[0] == rows[1]) != shared {
			t.Errorf("a list of up to %d is shared: %v", limit, !shared)
		}
	}
}

// A session ends by the clock, though nothing is written then.
func TestRememberedSessionExpires(t *testing.T) {
	ctx := context.Background()
	db := testdb.New(t)
	row := &models.WebSession{Digest: "d", CreatedAt: db.Now(), SeenAt: db.Now(), ExpiresAt: db.Now().Add(time.Hour)}
	testdb.Must(t, db.AddSession(ctx, row))
	if _, err := db.Session(ctx, "d"); err != nil {
		t.Fatal(err)
	}
	db.Clock.Add(time.Hour)
	if _, err := db.Session(ctx, "d"); err == nil {
		t.Error("an expired session is still good")
	}
}

// Two scopes of a team that see different accounts remember different things.
func TestRememberedBelongsToScope(t *testing.T) {
	ctx := context.Background()
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	one, two := db.Account(t, ann, "one"), db.Account(t, ann, "two")
	db.Server(t, ann, one, providers.Observation{ID: "1", Name: "a", State: providers.Running})
	db.Server(t, ann, two, providers.Observation{ID: "1", Name: "b", State: providers.Running})
	bob := db.Limited(t, ann.Team.ID, "bob@example.com", one.ID)
	for range 2 {
		for scope, want := range map[*models.Scope]int64{&ann: 2, &bob: 1} {
			if n, err := scope.CountServers(ctx); err != nil || n != want {
				t.Errorf("%d servers (%v), want %d", n, err, want)
			}
		}
	}
}

// Whoever asks after a write sees it, also while others ask all the time.
func TestRememberedUnderLoad(t *testing.T) {
	ctx := context.Background()
	db := testdb.New(t)
	scope := db.Team(t, "ann")
	account := db.Account(t, scope, "main")
	quit := make(chan struct{})
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			for {
				select {
				case <-quit:
					return
				default:
					if _, err := scope.CountServers(ctx); err != nil {
						t.Error(err)
						return
					}
				}
			}
		})
	}
	for i := range 50 {
		db.Server(t, scope, account, providers.Observation{ID: string(rune('a' + i)), Name: "x", State: providers.Running})
		if n, err := scope.CountServers(ctx); err != nil || n != int64(i+1) {
			t.Errorf("%d servers (%v) after %d were written", n, err, i+1)
		}
	}
	close(quit)
	asking.Wait()
}
