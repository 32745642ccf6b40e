package models_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// crowd is a world of servers in random states, read at random moments.
type crowd struct {
	*testdb.DB
	scope    models.Scope
	accounts map[models.ID]models.Account
	servers  []models.Resource
	tags     map[models.ID][]string
	lost     map[models.ID]bool
	busy     map[models.ID]bool
}

func newCrowd(t *testing.T, dice *rand.Rand) *crowd {
	t.Helper()
	c := &crowd{DB: testdb.New(t), accounts: map[models.ID]models.Account{}, tags: map[models.ID][]string{}, lost: map[models.ID]bool{}, busy: map[models.ID]bool{}}
	c.scope = c.Team(t, "ann")
	other := c.Team(t, "bob")
	c.Server(t, other, c.Account(t, other, "hers"), providers.Observation{ID: "1", Name: "web", State: providers.Running})
	slugs := []providers.Slug{providers.Clodo, providers.Inferno, providers.CloudAtCost}
	for i, slug := range slugs {
		account := c.Account(t, c.scope, fmt.Sprint("a", i))
		c.Exec(t, "UPDATE accounts SET provider = ? WHERE id = ?", slug, account.ID)
		c.fill(t, dice, account, i)
	}
	accounts, err := c.scope.Accounts(ctx)
	testdb.Must(t, err)
	for _, a := range accounts {
		c.accounts[a.ID] = a
	}
	return c
}

// fill reads a list of servers, then some of them by themselves.
func (c *crowd) fill(t *testing.T, dice *rand.Rand, account models.Account, n int) {
	t.Helper()
	source := providers.Source{Name: "servers", Kinds: []providers.Kind{providers.KindServer}, Every: time.Duration(n+1) * time.Minute}
	listing := providers.Listing{Complete: dice.IntN(4) > 0}
	states := []providers.State{providers.Running, providers.Stopped, providers.Suspended, providers.Working, providers.Failed, providers.Unknown}
	for i := range 12 {
		listing.Items = append(listing.Items, providers.Observation{Kind: providers.KindServer, ID: fmt.Sprint(i), Location: []string{"", "north", "south"}[dice.IntN(3)],
			Name: fmt.Sprint([]string{"web", "db", "Mail"}[dice.IntN(3)], dice.IntN(9)), State: states[dice.IntN(len(states))],
			Facts: providers.ServerFacts{CPU: dice.IntN(4), MemoryMB: dice.IntN(3) * 512, Addresses: []providers.Address{{IP: fmt.Sprintf("10.0.%d.%d", dice.IntN(20), i)}}}})
	}
	outcome, err := testdb.Intake(c.scope, account).List(ctx, source, listing)
	testdb.Must(t, err)
	c.Clock.Add(time.Duration(dice.IntN(400)) * time.Second)
	testdb.Must(t, c.scope.RecordHealth(ctx, account, models.Health{Checks: map[string]models.Check{"servers": outcome.Check}}))
	for _, id := range outcome.Changed {
		r, err := c.scope.Resource(ctx, providers.KindServer, id)
		testdb.Must(t, err)
		switch dice.IntN(6) {
		case 0:
			c.Exec(t, "UPDATE resources SET missed = 1 WHERE id = ?", id)
			r.Missed = 1
		case 1:
			c.Server(t, c.scope, account, providers.Observation{ID: r.ExternalID, Location: r.Location, Name: r.Name, State: r.State, Facts: r.Server()})
		case 2:
			testdb.Started(t, c.scope, testdb.Operation(r))
			c.busy[id] = true
		case 3:
			op := testdb.Started(t, c.scope, testdb.Operation(r))
			testdb.Must(t, c.Claimed(t, op, "x").Settle(ctx, models.End{Status: models.StatusUnknown}))
			c.lost[id] = true
		}
		if dice.IntN(2) == 0 {
			names := []string{"Prod", "old box"}[:1+dice.IntN(2)]
			testdb.Must(t, c.scope.ChangeTags(ctx, []models.Resource{r}, names, nil, models.Audit{}))
			c.tags[id] = names
		}
		r, err = c.scope.Resource(ctx, providers.KindServer, id)
		testdb.Must(t, err)
		c.servers = append(c.servers, r)
	}
}

// is says in Go what a state filter means.
func (c *crowd) is(r models.Resource, state string) bool {
	old := c.accounts[r.AccountID].IsOld(r, c.Now())
	switch state {
	case "":
		return true
	case "attention":
		return r.State == providers.Failed || r.State == providers.Unknown || c.lost[r.ID]
	case "working":
		return r.State == providers.Working || c.busy[r.ID]
	case "old":
		return old
	}
	return string(r.State) == state && !old
}

func (c *crowd) fits(r models.Resource, q models.ServerQuery) bool {
	words := strings.ToLower(strings.Join(append([]string{r.Search}, c.tags[r.ID]...), "\n"))
	tagged := slices.ContainsFunc(c.tags[r.ID], func(have string) bool {
		return slices.ContainsFunc(q.Tags, func(want string) bool { return strings.EqualFold(have, want) })
	})
	return strings.Contains(words, strings.ToLower(q.Text)) && c.is(r, q.State) &&
		(len(q.Accounts) == 0 || slices.Contains(q.Accounts, r.AccountID)) &&
		(len(q.Providers) == 0 || slices.Contains(q.Providers, c.accounts[r.AccountID].Provider)) &&
		(len(q.Locations) == 0 || slices.Contains(q.Locations, r.Location)) && (len(q.Tags) == 0 || tagged)
}

func (c *crowd) count(q models.ServerQuery) (n int64) {
	for _, r := range c.servers {
		if c.fits(r, q) {
			n++
		}
	}
	return n
}

// ask is a random question.
func (c *crowd) ask(dice *rand.Rand) models.ServerQuery {
	states := []string{"", "", "attention", "working", "running", "stopped", "suspended", "old"}
	q := models.ServerQuery{State: states[dice.IntN(len(states))], Text: []string{"", "", "web", "PROD", "10.0.1"}[dice.IntN(5)], Limit: 100}
	if dice.IntN(3) == 0 {
		q.Providers = []providers.Slug{providers.Inferno, providers.Clodo}[:1+dice.IntN(2)]
	}
	if dice.IntN(3) == 0 {
		q.Accounts = []models.ID{c.servers[dice.IntN(len(c.servers))].AccountID}
	}
	if dice.IntN(3) == 0 {
		q.Locations = []string{"north", "south"}[:1+dice.IntN(2)]
	}
	if dice.IntN(3) == 0 {
		q.Tags = []string{"prod", "Old Box"}[dice.IntN(2):]
	}
	keys := []string{"", "name", "state", "provider", "account", "location", "address", "system", "cpu", "memory", "disk", "checked"}
	q.Sort = []string{"", "-"}[dice.IntN(2)] + keys[dice.IntN(len(keys))]
	return q
}

// TestListAgreesWithPlainGo: rows, tabs and counts of every filter are those
// that a loop over all servers finds, whatever the question.
func TestListAgreesWithPlainGo(t *testing.T) {
	olds := 0
	for seed := range uint64(4) {
		dice := rand.New(rand.NewPCG(seed, 7))
		c := newCrowd(t, dice)
		for range 60 {
			q := c.ask(dice)
			page, err := c.scope.Servers(ctx, q)
			testdb.Must(t, err)
			c.check(t, q, page)
			olds += int(page.Counts["old"])
		}
	}
	if olds == 0 {
		t.Error("nothing was old")
	}
}

func (c *crowd) check(t *testing.T, q models.ServerQuery, page models.ServerPage) {
	t.Helper()
	if want := c.count(q); int64(len(page.Rows)) != want || page.Total != want {
		t.Errorf("%+v: %d rows, total %d, want %d", q, len(page.Rows), page.Total, want)
	}
	for _, r := range page.Rows {
		if !c.fits(r, q) {
			t.Errorf("%+v: %s does not fit", q, r.Name)
		}
	}
	same := func(what string, got, want int64) {
		if got != want {
			t.Errorf("%+v: %s has %d, want %d", q, what, got, want)
		}
	}
	for _, state := range []string{"", "attention", "working", "running", "stopped", "suspended", "old"} {
		other := q
		other.State = state
		same("state "+state, page.Counts[state], c.count(other))
	}
	for id, account := range c.accounts {
		other := q
		other.Accounts = []models.ID{id}
		same("account", page.Fits.Accounts[id], c.count(other))
		other = q
		other.Providers = []providers.Slug{account.Provider}
		same("provider", page.Fits.Providers[account.Provider], c.count(other))
	}
	for location, n := range page.Fits.Locations {
		other := q
		other.Locations = []string{location}
		same("location", n, c.count(other))
	}
	for _, tag := range page.Fits.Tags {
		other := q
		other.Tags = []string{tag.Name}
		same("tag", tag.N, c.count(other))
	}
}
