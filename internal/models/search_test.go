package models_test

import (
	"fmt"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

var most = models.SearchLimits{PerKind: 8, Total: 20}

// foundText writes what was found: "server: web-1, web-2 (2)", a kind each.
func foundText(t *testing.T, sc models.Scope, q string) string {
	t.Helper()
	found, err := sc.Search(ctx, q, most)
	testdb.Must(t, err)
	var kinds []string
	for _, f := range found {
		var names []string
		for _, a := range f.Accounts {
			names = append(names, a.Label)
		}
		for _, r := range f.Rows {
			names = append(names, r.Name)
		}
		kinds = append(kinds, fmt.Sprintf("%s: %s (%d)", f.Kind, strings.Join(names, ", "), f.Total))
	}
	return strings.Join(kinds, "; ")
}

// thing stores a thing of any kind.
func thing(t *testing.T, sc models.Scope, a models.Account, item providers.Observation) models.ID {
	t.Helper()
	id, err := testdb.Intake(sc, a).One(ctx, "things", item)
	testdb.Must(t, err)
	return id
}

func TestSearchPutsTheBestMatchFirst(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	sc := db.Team(t, "ann")
	a := db.Account(t, sc, "main")
	for id, name := range map[string]string{"100": "api", "101": "api-test", "102": "my-api", "103": "rapid", "api": "by-ref", "105": "zz 100% _x", "106": "Ärger"} {
		item := providers.Observation{ID: id, Name: name}
		if id == "103" {
			item.Facts = providers.ServerFacts{System: "Debian 6", Addresses: []providers.Address{{IP: "10.0.0.1"}, {IP: "2001:db8::7"}}}
		}
		if id == "101" {
			item.Facts = providers.ServerFacts{System: "apios 4", Addresses: []providers.Address{{IP: "10.0.0.10"}}}
		}
		db.Server(t, sc, a, item)
	}
	thing(t, sc, a, providers.Observation{Kind: providers.KindImage, ID: "7", Name: "apix"})
	thing(t, sc, a, providers.Observation{Kind: "gadget", ID: "8", Name: "capi"})
	for q, want := range map[string]string{
		"api":         "server: api, by-ref, api-test, my-api, rapid (5); image: apix (1); gadget: capi (1)",
		" API ":       "server: api, by-ref, api-test, my-api, rapid (5); image: apix (1); gadget: capi (1)",
		"10.0.0.1":    "server: rapid, api-test (2)",
		"2001:DB8::7": "server: rapid (1)",
		"103":         "server: rapid (1)",
		"test api":    "server: api-test (1)",
		"api debian":  "server: rapid (1)",
		"main":        "account: main (1); server: api, api-test, by-ref, my-api, rapid, zz 100% _x, ärger (7)",
		"apix clodo":  "image: apix (1)",
		"%":           "server: zz 100% _x (1)",
		"_":           "server: zz 100% _x (1)",
		"a_i":         "",
		`\`:           "",
		"ärg":         "server: Ärger (1)",
		"":            "",
		"   ":         "",
		"nothing":     "",
	} {
		if got := foundText(t, sc, q); !strings.EqualFold(got, want) {
			t.Errorf("%q found\n%s, want\n%s", q, got, want)
		}
	}
}

func TestSearchIsBounded(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	sc := db.Team(t, "ann")
	a := db.Account(t, sc, "other")
	for i := range 12 {
		db.Server(t, sc, a, providers.Observation{ID: fmt.Sprint("s", i), Name: fmt.Sprintf("web-%02d", i)})
		thing(t, sc, a, providers.Observation{Kind: providers.KindImage, ID: fmt.Sprint("i", i), Name: fmt.Sprintf("web-i%02d", i)})
		thing(t, sc, a, providers.Observation{Kind: providers.KindTask, ID: fmt.Sprint("t", i), Name: fmt.Sprintf("web-t%02d", i)})
		thing(t, sc, a, providers.Observation{Kind: providers.KindTariff, ID: fmt.Sprint("z", i), Name: fmt.Sprintf("big web-z%02d", i)})
	}
	found, err := sc.Search(ctx, "web", most)
	testdb.Must(t, err)
	var counts []string
	for _, f := range found {
		counts = append(counts, fmt.Sprint(f.Kind, " ", len(f.Rows), " of ", f.Total))
	}
	if got, want := strings.Join(counts, ", "), "server 8 of 12, image 8 of 12, task 4 of 12"; got != want {
		t.Errorf("found %s, want %s", got, want)
	}
	if got := foundText(t, sc, strings.Repeat("x", 5000)+" "+strings.Repeat("y ", 5000)); got != "" {
		t.Errorf("found %s", got)
	}
}

// TestSearchStaysInScope: another team's things and other accounts' are not
// there, neither as rows nor in the counts.
func TestSearchStaysInScope(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	ann, bob := db.Team(t, "ann"), db.Team(t, "bob")
	one, two, his := db.Account(t, ann, "web one"), db.Account(t, ann, "web two"), db.Account(t, bob, "web his")
	db.Server(t, ann, one, providers.Observation{ID: "1", Name: "web-one"})
	db.Server(t, ann, two, providers.Observation{ID: "2", Name: "web-two"})
	db.Server(t, bob, his, providers.Observation{ID: "3", Name: "web-his"})
	limited := db.Limited(t, ann.Team.ID, "eve@example.com", two.ID)
	for name, tt := range map[string]struct {
		scope models.Scope
		want  string
	}{
		"team":         {ann, "server: web-one, web-two (2); account: web one, web two (2)"},
		"limited":      {limited, "server: web-two (1); account: web two (1)"},
		"another team": {bob, "server: web-his (1); account: web his (1)"},
	} {
		for range 2 { // The second time from memory.
			if got := foundText(t, tt.scope, "web"); got != tt.want {
				t.Errorf("%s: %s, want %s", name, got, tt.want)
			}
		}
	}
}

// TestSearchFollows every change at once, also of another process.
func TestSearchFollows(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	sc := db.Team(t, "ann")
	a := db.Account(t, sc, "main")
	want := func(q, want string) {
		t.Helper()
		if got := foundText(t, sc, q); got != want {
			t.Errorf("%q found %q, want %q", q, got, want)
		}
	}
	want("web", "")
	server := db.Server(t, sc, a, providers.Observation{ID: "1", Name: "web"})
	want("web", "server: web (1)")
	db.Server(t, sc, a, providers.Observation{ID: "1", Name: "shop"})
	want("web", "")
	want("shop", "server: shop (1)")
	db.Exec(t, "UPDATE resources SET search = search || 'tagged' WHERE id = ?", server.ID)
	want("tagged", "server: shop (1)")
	_, err := testdb.Intake(sc, a).Gone(ctx, providers.KindServer, server.Ref())
	testdb.Must(t, err)
	want("shop", "")
	db.Server(t, sc, a, providers.Observation{ID: "1", Name: "shop"})
	want("shop", "server: shop (1)")
	testdb.Must(t, sc.RemoveAccount(ctx, a.ID, models.Audit{Action: "account.remove"}))
	want("shop", "")
}

// TestSearchKeepsItsTriggers when a migration runs again.
func TestSearchKeepsItsTriggers(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	db.Exec(t, "DROP TRIGGER search_insert")
	testdb.Must(t, db.Migrate(t.Context(), nil))
	if n := db.Int(t, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search_%'"); n != 3 {
		t.Errorf("%d triggers", n)
	}
}

func TestPartsLeadToTheirServer(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	sc := db.Team(t, "ann")
	a, b := db.Account(t, sc, "main"), db.Account(t, sc, "other")
	server := db.Server(t, sc, a, providers.Observation{ID: "9", Name: "web"})
	db.Server(t, sc, b, providers.Observation{ID: "9", Name: "stranger"})
	of := func(a models.Account, id, parent string) models.Resource {
		r, err := sc.Resource(ctx, providers.KindTask, thing(t, sc, a, providers.Observation{Kind: providers.KindTask, ID: id, Parent: parent}))
		testdb.Must(t, err)
		return r
	}
	part, lone, lost := of(a, "1", "9"), of(a, "2", ""), of(a, "3", "77")
	owners, err := sc.ParentServers(ctx, []models.Resource{part, lone, lost})
	testdb.Must(t, err)
	if len(owners) != 1 || owners[part.ID].ID != server.ID {
		t.Errorf("owners: %v", owners)
	}
}
