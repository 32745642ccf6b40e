package models_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// TestServerSorts: what has no value stands last either way.
func TestServerSorts(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	b, a := db.Account(t, ann, "b"), db.Account(t, ann, "A")
	for _, s := range []struct {
		account models.Account
		name    string
		where   string
		facts   providers.ServerFacts
	}{
		{b, "one", "north", providers.ServerFacts{CPU: 2, MemoryMB: 1024, DiskGB: 9, System: "debian", Addresses: []providers.Address{{IP: "10.0.0.9"}, {IP: "9.9.9.9", Primary: true}}}},
		{b, "two", "", providers.ServerFacts{}},
		{a, "three", "east", providers.ServerFacts{CPU: 10, MemoryMB: 512, DiskGB: 100, System: "Alma", Addresses: []providers.Address{{IP: "2001:db8::1"}}}},
		{a, "four", "south", providers.ServerFacts{CPU: 4, MemoryMB: 65536, DiskGB: 10, System: "Ubuntu", Addresses: []providers.Address{{IP: "10.0.0.10"}}}},
	} {
		db.Clock.Add(time.Second)
		db.Server(t, ann, s.account, providers.Observation{ID: s.name, Location: s.where, Name: s.name, State: providers.Running, Facts: s.facts})
	}
	for sort, want := range map[string]string{
		"cpu": "one four three two", "-cpu": "three four one two", "memory": "three one four two", "-memory": "four one three two",
		"disk": "one four three two", "-disk": "three four one two", "system": "three one four two", "-system": "four one three two",
		"address": "one four three two", "-address": "three four one two", "location": "three one four two", "-location": "four one three two",
		"account": "four three one two", "-account": "one two four three", "checked": "four three two one", "-checked": "one two three four",
	} {
		page, err := ann.Servers(ctx, models.ServerQuery{Sort: sort, Limit: 10})
		testdb.Must(t, err)
		if got := names(page.Rows); got != want {
			t.Errorf("by %s: %s, want %s", sort, got, want)
		}
	}
	ids, err := ann.ServerIDs(ctx, models.ServerQuery{Sort: "cpu", Limit: 2})
	if err != nil || fmt.Sprint(ids) != "[1 4]" {
		t.Errorf("ids %v, %v", ids, err)
	}
}

func TestTagNames(t *testing.T) {
	for text, want := range map[string]string{
		"": "[]", " , ,": "[]", "prod": "[prod]", " a  b ,Prod,prod,\tPROD": "[a b Prod]", "é\x00x": "[é x]", "a\xff": "[a]",
		strings.Repeat("é", 40): "[" + strings.Repeat("é", 40) + "]",
	} {
		if got, err := models.TagNames(text); err != nil || fmt.Sprint(got) != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	if _, err := models.TagNames("ok, " + strings.Repeat("é", 41)); !errors.Is(err, models.ErrTagLong) {
		t.Errorf("a long one: %v", err)
	}
}

// TestTagsAndNotesStay through refreshes, and while a server is away; they go
// with the account.
func TestTagsAndNotesStay(t *testing.T) {
	w := newWorld(t)
	entry := models.Audit{Action: "server.tag"}
	change := func(add, remove []string) error {
		return w.ann.ChangeTags(ctx, []models.Resource{w.server}, add, remove, entry)
	}
	tags := func() string {
		all, err := w.ann.TagsOf(ctx, []models.ID{w.server.ID})
		testdb.Must(t, err)
		return strings.Join(all[w.server.ID], ",")
	}
	audits := func() int64 { return w.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'server.tag'") }
	testdb.Must(t, change([]string{"Prod", "web"}, nil))
	testdb.Must(t, change([]string{"PROD"}, nil))
	if tags() != "Prod,web" || audits() != 1 {
		t.Errorf("%s, %d audit entries", tags(), audits())
	}
	var many []string
	for i := range models.TagsMost {
		many = append(many, fmt.Sprint("t", i))
	}
	if err := change(many, nil); !errors.Is(err, models.ErrTagsMany) || tags() != "Prod,web" {
		t.Errorf("too many: %v, %s", err, tags())
	}
	testdb.Must(t, change(nil, []string{"WEB"}))
	testdb.Must(t, w.ann.SetNote(ctx, w.server, "call Ann", 0, models.Audit{Action: "server.note"}))
	intake := testdb.Intake(w.ann, w.account)
	_, err := intake.Gone(ctx, w.server.Kind, w.server.Ref())
	testdb.Must(t, err)
	if page, err := w.ann.Servers(ctx, models.ServerQuery{Tags: []string{"prod"}, Limit: 5}); err != nil || page.Total != 0 || len(page.Fits.Tags) != 0 {
		t.Errorf("while it is gone: %+v, %v", page.Fits.Tags, err)
	}
	_, err = intake.One(ctx, "servers", box("1"))
	testdb.Must(t, err)
	note, err := w.ann.Note(ctx, w.server)
	if err != nil || note.Text != "call Ann" || tags() != "Prod" {
		t.Errorf("after it came back: %q, %s, %v", note.Text, tags(), err)
	}
	w.Exec(t, "DELETE FROM operations")
	testdb.Must(t, w.ann.RemoveAccount(ctx, w.account.ID, models.Audit{}))
	if n := w.Int(t, "SELECT (SELECT COUNT(*) FROM tags) + (SELECT COUNT(*) FROM notes)"); n != 0 {
		t.Errorf("%d are left", n)
	}
}

// TestNoteIsNotOverwritten by who did not see the other's text.
func TestNoteIsNotOverwritten(t *testing.T) {
	w := newWorld(t)
	set := func(text string, version int) error {
		return w.ann.SetNote(ctx, w.server, text, version, models.Audit{})
	}
	testdb.Must(t, set("first", 0))
	if err := set("second", 0); !errors.Is(err, models.ErrChanged) {
		t.Errorf("unseen: %v", err)
	}
	testdb.Must(t, set("first", 0)) // The same text is no conflict.
	testdb.Must(t, set("", 1))
	if err := set("third", 0); !errors.Is(err, models.ErrChanged) {
		t.Errorf("an erased one: %v", err)
	}
	note, err := w.ann.Note(ctx, w.server)
	if err != nil || note.Text != "" || note.Version != 2 {
		t.Errorf("%+v, %v", note, err)
	}
}

// TestOwnStaysWithTheTeam: nobody else reads or changes it.
func TestOwnStaysWithTheTeam(t *testing.T) {
	w := newWorld(t)
	entry := models.Audit{}
	testdb.Must(t, w.ann.ChangeTags(ctx, []models.Resource{w.server}, []string{"prod"}, nil, entry))
	testdb.Must(t, w.ann.SetNote(ctx, w.server, "secret", 0, entry))
	view := models.View{List: "/servers", Name: "mine", Query: "state=running", Shared: true}
	testdb.Must(t, w.ann.AddView(ctx, &view, entry))
	other := w.Account(t, w.ann, "other")
	bob, carl := w.Team(t, "bob"), w.Limited(t, w.ann.Team.ID, "carl@example.com", other.ID)
	for name, stranger := range map[string]models.Scope{"another team": bob, "limited": carl} {
		tags, err := stranger.TagsOf(ctx, nil)
		testdb.Must(t, err)
		known, err := stranger.TeamTags(ctx)
		testdb.Must(t, err)
		note, err := stranger.Note(ctx, w.server)
		testdb.Must(t, err)
		page, err := stranger.Servers(ctx, models.ServerQuery{Text: "prod", Limit: 5})
		testdb.Must(t, err)
		if len(tags)+len(known)+len(note.Text)+len(page.Fits.Tags)+len(page.Rows) != 0 {
			t.Errorf("%s reads %v %v %q %v", name, tags, known, note.Text, page.Fits.Tags)
		}
		for _, err := range []error{stranger.ChangeTags(ctx, []models.Resource{w.server}, []string{"x"}, []string{"prod"}, entry),
			stranger.SetNote(ctx, w.server, "x", 1, entry)} {
			if !errors.Is(err, models.ErrNotFound) {
				t.Errorf("%s changes: %v", name, err)
			}
		}
	}
	if _, err := bob.View(ctx, view.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("another team's view: %v", err)
	}
	if err := bob.RemoveView(ctx, view, entry); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("removing another team's view: %v", err)
	}
	if got, err := carl.View(ctx, view.ID); err != nil || got.Name != "mine" {
		t.Errorf("a shared view: %v", err)
	}
	view.Shared = false
	testdb.Must(t, w.ann.ChangeView(ctx, view, entry))
	if _, err := carl.View(ctx, view.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a view of another person: %v", err)
	}
	again := models.View{List: "/servers", Name: "MINE", Query: "q=x"}
	if err := w.ann.AddView(ctx, &again, entry); !errors.Is(err, models.ErrTaken) {
		t.Errorf("the same name: %v", err)
	}
}

func TestPreferencesAreOnesOwn(t *testing.T) {
	w := newWorld(t)
	bob := w.Team(t, "bob")
	for _, value := range []string{"density=tight", "density=comfortable"} {
		testdb.Must(t, w.ann.Prefer(ctx, "servers", value))
		if got, err := w.ann.Preference(ctx, "servers"); err != nil || got != value {
			t.Errorf("%q, %v", got, err)
		}
	}
	if got, err := bob.Preference(ctx, "servers"); err != nil || got != "" {
		t.Errorf("bob has %q, %v", got, err)
	}
}
