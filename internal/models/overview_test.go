package models_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

func states(t *testing.T, scope models.Scope) map[models.ID]map[string]int64 {
	t.Helper()
	states, err := scope.ServerStates(ctx)
	testdb.Must(t, err)
	return states
}

// TestOverviewCountsWhatTheListCounts, for each account and with operations
// that work, wait for a person, or are over.
func TestOverviewCountsWhatTheListCounts(t *testing.T) {
	t.Parallel()
	db, ann, second := rack(t)
	server := func(id string) models.Resource {
		r, err := ann.ResourceByRef(ctx, second.ID, providers.KindServer, providers.Ref{ID: id})
		testdb.Must(t, err)
		return r
	}
	testdb.Started(t, ann, testdb.Operation(server("21")))
	doubt := testdb.Started(t, ann, testdb.Operation(server("23")))
	testdb.Must(t, db.Claimed(t, doubt, "x").Settle(ctx, models.End{Status: models.StatusUnknown}))
	over := testdb.Started(t, ann, testdb.Operation(server("22")))
	testdb.Must(t, db.Claimed(t, over, "x").Settle(ctx, models.End{Status: models.StatusFailed}))
	db.Server(t, ann, second, providers.Observation{ID: "24", Name: "lost", State: providers.Running})
	_, err := testdb.Intake(ann, second).Gone(ctx, providers.KindServer, providers.Ref{ID: "24"})
	testdb.Must(t, err)
	limited := db.Limited(t, ann.Team.ID, "carl@example.com", second.ID)
	for name, scope := range map[string]models.Scope{"owner": ann, "limited": limited, "stranger": db.Team(t, "bob")} {
		got := states(t, scope)
		if want := map[string]int{"owner": 2, "limited": 1, "stranger": 0}[name]; len(got) != want {
			t.Errorf("%s: %d accounts, want %d", name, len(got), want)
		}
		for id, s := range got {
			page, err := scope.Servers(ctx, models.ServerQuery{Accounts: []models.ID{id}, Limit: 1})
			testdb.Must(t, err)
			for filter, want := range page.Counts {
				if s[filter] != want {
					t.Errorf("%s, account %d, %q: %d, the list says %d", name, id, filter, s[filter], want)
				}
			}
			if each := s["running"] + s["stopped"] + s["suspended"] + s["old"] + s["error"] + s["changing"]; each > s[""] {
				t.Errorf("%s, account %d: a server counts twice: %v", name, id, s)
			}
		}
	}
}

// TestExpiringServers come in the order of their end, whatever the zone that
// the provider tells it in, and only within the time asked for.
func TestExpiringServers(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	main, other := db.Account(t, ann, "main"), db.Account(t, ann, "other")
	now := db.Now()
	until := func(account models.Account, name string, at time.Time) {
		db.Server(t, ann, account, providers.Observation{ID: name, Name: name, State: providers.Running,
			Facts: providers.ServerFacts{PaidUntil: at}})
	}
	day := 24 * time.Hour
	until(main, "third", now.Add(14*day).In(time.FixedZone("east", 9*3600)))
	until(main, "second", now.Add(13*day).In(time.FixedZone("west", -11*3600)))
	until(other, "first", now.Add(-day))
	until(main, "later", now.Add(14*day+time.Second))
	until(main, "long ago", now.Add(-31*day))
	until(main, "paid again", now.Add(day))
	until(main, "paid again", now.Add(90*day))
	until(main, "not told", time.Time{})
	until(main, "gone", now.Add(day))
	_, err := testdb.Intake(ann, main).Gone(ctx, providers.KindServer, providers.Ref{ID: "gone"})
	testdb.Must(t, err)
	for _, tt := range []struct {
		scope models.Scope
		limit int
		want  string
		total int64
	}{
		{ann, 10, "first second third", 3}, {ann, 2, "first second", 3},
		{db.Limited(t, ann.Team.ID, "carl@example.com", main.ID), 10, "second third", 2}, {db.Team(t, "bob"), 10, "", 0},
	} {
		rows, total, err := tt.scope.ExpiringServers(ctx, now.Add(-30*day), now.Add(14*day), tt.limit)
		if err != nil || names(rows) != tt.want || total != tt.total {
			t.Errorf("%s, %d: %s of %d, %v", tt.scope.User.Name, tt.limit, names(rows), total, err)
		}
	}
}

// TestTroubledServers are those whose state is bad, not those at work.
func TestTroubledServers(t *testing.T) {
	t.Parallel()
	_, ann, _ := rack(t)
	rows, total, err := ann.TroubledServers(ctx, 10)
	if err != nil || total != 1 || names(rows) != `O'Brien"\` {
		t.Errorf("%s of %d, %v", names(rows), total, err)
	}
}

// TestFailedOperations are those of late that nothing made good since.
func TestFailedOperations(t *testing.T) {
	t.Parallel()
	db, ann, second := rack(t)
	page, err := ann.Servers(ctx, models.ServerQuery{Accounts: []models.ID{second.ID}, Sort: "name", Limit: 10})
	testdb.Must(t, err)
	run := func(server models.Resource, action string, status models.Status) {
		op := testdb.Operation(server)
		op.Action = action
		testdb.Must(t, db.Claimed(t, testdb.Started(t, ann, op), "x").Settle(ctx, models.End{Status: status}))
	}
	run(page.Rows[0], "server.stop", models.StatusFailed)
	db.Clock.Add(25 * time.Hour)
	since := db.Now().Add(-24 * time.Hour)
	for i, action := range []string{"server.stop", "server.start", "server.reboot"} {
		run(page.Rows[i], action, models.StatusFailed)
	}
	run(page.Rows[1], "server.start", models.StatusSucceeded)
	run(page.Rows[2], "server.stop", models.StatusSucceeded)
	failed := func(scope models.Scope) string {
		rows, total, err := scope.FailedOperations(ctx, since, 10)
		testdb.Must(t, err)
		if int(total) != len(rows) {
			t.Errorf("%d of %d", len(rows), total)
		}
		var all []string
		for _, op := range rows {
			all = append(all, op.Action+" "+op.TargetName)
		}
		return strings.Join(slices.Compact(all), ", ")
	}
	if got := failed(ann); got != "server.reboot "+page.Rows[2].Name+", server.stop "+page.Rows[0].Name {
		t.Errorf("failed: %s", got)
	}
	if got := failed(db.Team(t, "bob")); got != "" {
		t.Errorf("a stranger sees %s", got)
	}
}
