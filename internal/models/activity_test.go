package models_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// diary is a team whose two accounts were read before, so that what is found
// from now on is news.
type diary struct {
	*testdb.DB
	ann         models.Scope
	main, other models.Account
}

func newDiary(t *testing.T) diary {
	t.Helper()
	d := diary{DB: testdb.New(t)}
	d.ann = d.Team(t, "ann")
	d.main, d.other = d.Account(t, d.ann, "main"), d.Account(t, d.ann, "other")
	d.Server(t, d.ann, d.main, box("before"))
	for _, a := range []*models.Account{&d.main, &d.other} {
		a.Checks = map[string]models.Check{"servers": {At: d.Now()}}
	}
	return d
}

// lines are changes in words, with a mark at those that the panel did not do.
func lines(rows []models.Activity) string {
	var all []string
	for _, r := range rows {
		line := r.Name + " " + r.Field
		if r.Outside {
			line += "!"
		}
		all = append(all, line)
	}
	return strings.Join(all, ", ")
}

func (d diary) want(t *testing.T, scope models.Scope, q models.ActivityQuery, want string) {
	t.Helper()
	q.Limit = 50
	rows, total, err := scope.Activity(ctx, q)
	if err != nil || lines(rows) != want || int(total) != len(rows) {
		t.Errorf("%+v: %s, total %d, %v; want %s", q, lines(rows), total, err, want)
	}
}

func TestActivity(t *testing.T) {
	t.Parallel()
	d := newDiary(t)
	d.want(t, d.ann, models.ActivityQuery{}, "")
	d.Clock.Add(time.Minute)
	d.Server(t, d.ann, d.main, box("new"))
	busy := d.Server(t, d.ann, d.main, providers.Observation{ID: "before", Name: "web-before", State: providers.Stopped})
	op := testdb.Started(t, d.ann, testdb.Operation(busy))
	d.Server(t, d.ann, d.main, providers.Observation{ID: "before", Name: "web-before", State: providers.Running})
	testdb.Must(t, d.Claimed(t, op, "x").Settle(ctx, models.End{Status: models.StatusSucceeded}))
	_, err := testdb.Intake(d.ann, d.other).One(ctx, "servers", providers.Observation{Kind: providers.KindImage, ID: "i", Name: "image"})
	testdb.Must(t, err)
	d.Server(t, d.ann, d.other, providers.Observation{ID: "o", Name: "away", State: providers.Running, Facts: providers.ServerFacts{CPU: 1}})
	d.Server(t, d.ann, d.other, providers.Observation{ID: "o", Name: "away", State: providers.Running, Facts: providers.ServerFacts{CPU: 2}})
	_, err = testdb.Intake(d.ann, d.other).Gone(ctx, providers.KindServer, providers.Ref{ID: "o"})
	testdb.Must(t, err)

	found := d.Text(t, "SELECT name FROM resources WHERE external_id = 'new'")
	const rest = "away gone!, away cpu!, away found!, web-before state, "
	before := d.names(t, "before")
	d.want(t, d.ann, models.ActivityQuery{}, rest+before+found+" found!")
	d.want(t, d.ann, models.ActivityQuery{Outside: true}, "away gone!, away cpu!, away found!, "+before+found+" found!")
	d.want(t, d.ann, models.ActivityQuery{Sorts: []string{"gone"}}, "away gone!")
	d.want(t, d.ann, models.ActivityQuery{Sorts: []string{"gone", "facts"}, Accounts: []models.ID{d.other.ID}}, "away gone!, away cpu!")
	d.want(t, d.ann, models.ActivityQuery{Sorts: []string{"none' OR 1=1"}}, "")
	d.want(t, d.ann, models.ActivityQuery{Text: "AWAY"}, "away gone!, away cpu!, away found!")
	d.want(t, d.ann, models.ActivityQuery{Text: "%"}, "")
	d.want(t, d.ann, models.ActivityQuery{Kinds: []providers.Kind{providers.KindImage}}, "image found!")
	d.want(t, d.Limited(t, d.ann.Team.ID, "carl@example.com", d.other.ID), models.ActivityQuery{}, "away gone!, away cpu!, away found!")
	d.want(t, d.Limited(t, d.ann.Team.ID, "dora@example.com"), models.ActivityQuery{}, "")
	d.want(t, d.Team(t, "bob"), models.ActivityQuery{}, "")
}

// names are the changes of the server that stopped by itself: its state and,
// as a box has another name, its name.
func (d diary) names(t *testing.T, id string) string {
	t.Helper()
	rows, err := d.ann.ActivityRows(ctx, models.ActivityQuery{Sorts: []string{"facts", "state"}, Accounts: []models.ID{d.main.ID}, Limit: 50})
	testdb.Must(t, err)
	var text string
	for _, r := range rows {
		if r.ExternalID == id && r.Outside {
			text += fmt.Sprintf("%s %s!, ", r.Name, r.Field)
		}
	}
	if !strings.Contains(text, "state!") {
		t.Errorf("the change of its state is missing: %q", text)
	}
	return text
}

// TestWhatThePanelMakesIsNotOutside: while a creation is under way nobody
// knows yet which server is its own, and afterwards it is known.
func TestWhatThePanelMakesIsNotOutside(t *testing.T) {
	t.Parallel()
	d := newDiary(t)
	op := testdb.Operation(models.Resource{AccountID: d.main.ID})
	op.Action, op.Kind = "server.create", providers.KindAccount
	create := testdb.Started(t, d.ann, op)
	made := d.Server(t, d.ann, d.main, providers.Observation{ID: "m", Name: "made", State: providers.Running})
	d.Server(t, d.ann, d.other, providers.Observation{ID: "e", Name: "elsewhere", State: providers.Running})
	d.want(t, d.ann, models.ActivityQuery{}, "elsewhere found!, made found")
	d.Server(t, d.ann, d.main, providers.Observation{ID: "t", Name: "theirs", State: providers.Running})
	testdb.Must(t, d.Claimed(t, create, "x").Settle(ctx, models.End{Status: models.StatusSucceeded, ResourceID: made.ID}))
	d.want(t, d.ann, models.ActivityQuery{}, "theirs found!, elsewhere found!, made found")
}

// A clone is found by a refresh or by the operation itself: either way it is the
// panel's doing, while that goes on and afterwards.
func TestWhatAnOperationFindsIsItsOwn(t *testing.T) {
	t.Parallel()
	d := newDiary(t)
	source := d.Server(t, d.ann, d.main, box("source"))
	d.Clock.Add(time.Minute)
	op := testdb.Operation(source)
	op.Action = "server.clone"
	started := testdb.Started(t, d.ann, op)
	d.Clock.Add(time.Minute)
	seen := providers.Observation{Kind: providers.KindServer, ID: "c", Name: "clone", State: providers.Running}
	d.Server(t, d.ann, d.main, seen)
	theirs := providers.Observation{Kind: providers.KindServer, ID: "t", Name: "theirs", State: providers.Running}
	d.Server(t, d.ann, d.main, theirs)
	name := d.Text(t, "SELECT name FROM resources WHERE external_id = 'source'")
	d.want(t, d.ann, models.ActivityQuery{}, "theirs found, clone found, "+name+" found!")
	intake := testdb.Intake(d.ann, d.main)
	intake.By = &started
	for _, item := range []providers.Observation{seen, {Kind: providers.KindServer, ID: "source", Name: name, State: providers.Running}} {
		_, err := intake.One(ctx, "servers", item)
		testdb.Must(t, err)
	}
	testdb.Must(t, d.Claimed(t, started, "x").Settle(ctx, models.End{Status: models.StatusSucceeded}))
	d.want(t, d.ann, models.ActivityQuery{Sorts: []string{"found"}}, "theirs found!, clone found, "+name+" found!")
}

func TestActivityPages(t *testing.T) {
	t.Parallel()
	d := newDiary(t)
	for i := range 5 {
		d.Server(t, d.ann, d.main, providers.Observation{ID: fmt.Sprint(i), Name: fmt.Sprint("s", i), State: providers.Running})
	}
	var seen []string
	for offset := 0; offset < 6; offset += 2 {
		rows, total, err := d.ann.Activity(ctx, models.ActivityQuery{Offset: offset, Limit: 2})
		testdb.Must(t, err)
		if total != 5 {
			t.Errorf("total %d", total)
		}
		seen = append(seen, lines(rows))
	}
	equal(t, seen, "s4 found!, s3 found!", "s2 found!, s1 found!", "s0 found!")
}

// TestPruneChanges removes the old ones of all teams and no others, also where
// they are more than it removes at once.
func TestPruneChanges(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	now := db.Now()
	for _, n := range []int{0, 499, 500, 1700} {
		db.Exec(t, `DELETE FROM changes`)
		db.Exec(t, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < ? + 3)
			INSERT INTO changes (team_id, resource_id, at, field) SELECT 1 + i % 2, 1, CASE WHEN i > ? THEN ? ELSE ? END, 'state' FROM n`,
			n, n, now, now.Add(-time.Second))
		testdb.Must(t, db.PruneChanges(ctx, now))
		if left := db.Int(t, "SELECT COUNT(*) FROM changes"); left != 3 {
			t.Errorf("of %d and 3, %d are left", n, left)
		}
	}
}
