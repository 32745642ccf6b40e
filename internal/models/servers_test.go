package models_test

import (
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// rack has servers of two accounts in every state.
func rack(t *testing.T) (*testdb.DB, models.Scope, models.Account) {
	t.Helper()
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	main, second := db.Account(t, ann, "main"), db.Account(t, ann, "Second")
	db.Exec(t, "UPDATE accounts SET provider = 'inferno' WHERE id = ?", second.ID)
	second.Provider = providers.Inferno
	for _, s := range []struct {
		account models.Account
		id      string
		name    string
		state   providers.State
	}{
		{main, "11", "alpha", providers.Running},
		{main, "12", "Beta_50%", providers.Stopped},
		{main, "13", `O'Brien"\`, providers.Failed},
		{second, "21", "gamma", providers.Suspended},
		{second, "22", "betaX500", providers.Working},
		{second, "23", "ÜBER", providers.Running},
	} {
		db.Clock.Add(time.Second)
		db.Server(t, ann, s.account, providers.Observation{ID: s.id, Name: s.name, State: s.state,
			Facts: providers.ServerFacts{System: "Debian", Addresses: []providers.Address{{IP: "192.0.2." + s.id}}}})
	}
	return db, ann, second
}

func names(rows []models.Resource) string {
	var all []string
	for _, row := range rows {
		all = append(all, row.Name)
	}
	return strings.Join(all, " ")
}

func TestServerSearch(t *testing.T) {
	_, ann, second := rack(t)
	for _, test := range []struct {
		q    models.ServerQuery
		want string
	}{
		{models.ServerQuery{Text: "BETA"}, "Beta_50% betaX500"},
		{models.ServerQuery{Text: "beta_50"}, "Beta_50%"},
		{models.ServerQuery{Text: "50%"}, "Beta_50%"},
		{models.ServerQuery{Text: "%"}, "Beta_50%"},
		{models.ServerQuery{Text: "_"}, "Beta_50%"},
		{models.ServerQuery{Text: `\`}, `O'Brien"\`},
		{models.ServerQuery{Text: `o'b "`}, `O'Brien"\`},
		{models.ServerQuery{Text: "' OR 1=1 --"}, ""},
		{models.ServerQuery{Text: "über"}, "ÜBER"},
		{models.ServerQuery{Text: "192.0.2.2 debian"}, "betaX500 gamma ÜBER"},
		{models.ServerQuery{Text: "second gam"}, "gamma"},
		{models.ServerQuery{Text: "22"}, "betaX500"},
		{models.ServerQuery{Text: strings.Repeat("zz ", 5000)}, ""},
		{models.ServerQuery{Text: strings.Repeat("é", 60_000)}, ""},
		{models.ServerQuery{Accounts: []models.ID{second.ID}}, "betaX500 gamma ÜBER"},
		{models.ServerQuery{Providers: []providers.Slug{providers.Clodo}, State: "running"}, "alpha"},
		{models.ServerQuery{Providers: []providers.Slug{"' OR 1=1"}}, ""},
		{models.ServerQuery{State: "attention"}, `O'Brien"\`},
		{models.ServerQuery{State: "suspended"}, "gamma"},
		{models.ServerQuery{State: "nonsense", Text: "alpha"}, "alpha"},
	} {
		test.q.Limit, test.q.Sort = 10, "name"
		page, err := ann.Servers(ctx, test.q)
		testdb.Must(t, err)
		if names(page.Rows) != test.want || page.Total != int64(len(page.Rows)) {
			t.Errorf("%.60q in %s: %s, total %d", test.q.Text, test.q.State, names(page.Rows), page.Total)
		}
	}
}

func TestServerOrder(t *testing.T) {
	_, ann, _ := rack(t)
	for sort, want := range map[string]string{
		"":          `O'Brien"\ betaX500 gamma alpha Beta_50% ÜBER`,
		"name":      `alpha Beta_50% betaX500 gamma O'Brien"\ ÜBER`,
		"-name":     `ÜBER O'Brien"\ gamma betaX500 Beta_50% alpha`,
		"state":     `O'Brien"\ alpha ÜBER Beta_50% gamma betaX500`,
		"-state":    `betaX500 gamma Beta_50% alpha ÜBER O'Brien"\`,
		"provider":  `alpha Beta_50% O'Brien"\ betaX500 gamma ÜBER`,
		"-provider": `betaX500 gamma ÜBER alpha Beta_50% O'Brien"\`,
		"checked":   `ÜBER betaX500 gamma O'Brien"\ Beta_50% alpha`,
		"-checked":  `alpha Beta_50% O'Brien"\ gamma betaX500 ÜBER`,
		"id; DROP":  `O'Brien"\ betaX500 gamma alpha Beta_50% ÜBER`,
	} {
		page, err := ann.Servers(ctx, models.ServerQuery{Sort: sort, Limit: 10})
		testdb.Must(t, err)
		if got := names(page.Rows); got != want {
			t.Errorf("by %q: %s", sort, got)
		}
	}
}

func TestServerCountsAndPages(t *testing.T) {
	db, ann, second := rack(t)
	gone, err := ann.ResourceByRef(ctx, second.ID, providers.KindServer, providers.Ref{ID: "23"})
	testdb.Must(t, err)
	busy, err := ann.ResourceByRef(ctx, second.ID, providers.KindServer, providers.Ref{ID: "21"})
	testdb.Must(t, err)
	_, err = testdb.Intake(ann, second).Gone(ctx, providers.KindServer, gone.Ref())
	testdb.Must(t, err)
	op := testdb.Started(t, ann, testdb.Operation(busy))

	check := func(want map[string]int64) {
		t.Helper()
		page, err := ann.Servers(ctx, models.ServerQuery{State: "running", Limit: 10})
		testdb.Must(t, err)
		for state, n := range want {
			if page.Counts[state] != n {
				t.Errorf("%q: %d, want %d", state, page.Counts[state], n)
			}
		}
		if page.Total != want["running"] {
			t.Errorf("total %d", page.Total)
		}
	}
	check(map[string]int64{"": 5, "attention": 1, "working": 2, "running": 1, "stopped": 1, "suspended": 1})
	testdb.Must(t, db.Claimed(t, op, "x").Settle(ctx, models.End{Status: models.StatusUnknown}))
	check(map[string]int64{"": 5, "attention": 2, "working": 1, "running": 1, "stopped": 1, "suspended": 1})

	var seen []string
	for offset := 0; offset < 6; offset += 2 {
		page, err := ann.Servers(ctx, models.ServerQuery{Offset: offset, Limit: 2, Sort: "state"})
		testdb.Must(t, err)
		if page.Total != 5 {
			t.Errorf("total %d", page.Total)
		}
		seen = append(seen, names(page.Rows))
	}
	equal(t, seen, `O'Brien"\ alpha`, "Beta_50% gamma", "betaX500")
	rows, err := ann.ServersByID(ctx, []models.ID{gone.ID, busy.ID, 9999})
	if err != nil || names(rows) != "gamma" {
		t.Errorf("by id: %s, %v", names(rows), err)
	}
}
