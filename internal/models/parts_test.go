package models_test

import (
	"errors"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// partRig is a server with a list of backups.
type partRig struct {
	*testdb.DB
	t       *testing.T
	scope   models.Scope
	account models.Account
	server  models.Resource
}

func newPartRig(t *testing.T) partRig {
	t.Helper()
	db := testdb.New(t)
	scope := db.Team(t, "ann")
	account := db.Account(t, scope, "main")
	server := db.Server(t, scope, account, providers.Observation{ID: "7", Name: "web", Location: "oversun"})
	return partRig{db, t, scope, account, server}
}

// read stores a complete list of the server's backups.
func (r partRig) read(server string, ids ...string) {
	r.t.Helper()
	r.Clock.Add(time.Minute)
	var items []providers.Observation
	for _, id := range ids {
		items = append(items, providers.Observation{Kind: providers.KindBackup, ID: id, Location: "oversun", Parent: server, State: providers.Available})
	}
	source := providers.Source{Name: "backups", Kinds: []providers.Kind{providers.KindBackup}, Location: "oversun", Parent: server}
	_, err := testdb.Intake(r.scope, r.account).List(ctx, source, providers.Listing{Items: items, Complete: true})
	testdb.Must(r.t, err)
}

func (r partRig) parts(scope models.Scope, server models.Resource) (ids []string) {
	r.t.Helper()
	rows, err := scope.Parts(ctx, server)
	testdb.Must(r.t, err)
	for _, row := range rows {
		ids = append(ids, row.ExternalID)
	}
	return ids
}

func TestPartsAreThoseOfTheServer(t *testing.T) {
	r := newPartRig(t)
	other := r.Server(t, r.scope, r.account, providers.Observation{ID: "8", Name: "db", Location: "oversun"})
	r.read("7", "a", "b", "c")
	r.read("8", "d")
	equal(t, r.parts(r.scope, r.server), "a", "b", "c")
	r.read("7", "a")
	equal(t, r.parts(r.scope, r.server), "a")
	equal(t, r.parts(r.scope, other), "d")
	r.read("8", "d", "a")
	equal(t, r.parts(r.scope, other), "a", "d")
	equal(t, r.parts(r.scope, r.server))
	stranger := r.Team(t, "bob")
	equal(t, r.parts(stranger, r.server))
	equal(t, r.parts(r.Limited(t, r.scope.Team.ID, "carl@example.com"), r.server))
}

func TestPartsGoWithTheServer(t *testing.T) {
	r := newPartRig(t)
	r.read("7", "a", "b")
	now := r.Now()
	testdb.Must(t, r.scope.RecordPart(ctx, r.server, "backups", models.PartCheck{ReadAt: &now, Items: 2}))
	_, err := testdb.Intake(r.scope, r.account).Gone(ctx, providers.KindServer, r.server.Ref())
	testdb.Must(t, err)
	gone, err := r.scope.Resource(ctx, providers.KindServer, r.server.ID)
	testdb.Must(t, err)
	equal(t, r.parts(r.scope, gone))
	known, err := r.scope.Offerings(ctx, r.account.ID, providers.KindBackup)
	testdb.Must(t, err)
	checks, err := r.scope.PartChecks(ctx, r.server.ID)
	testdb.Must(t, err)
	if len(known[providers.KindBackup]) != 0 || len(checks) != 0 {
		t.Errorf("left %v, %v", known, checks)
	}
	r.read("7", "a")
	if n := r.Int(t, "SELECT COUNT(*) FROM resources WHERE kind = 'backup' AND gone_at IS NULL"); n != 1 {
		t.Errorf("%d came back", n)
	}
}

func TestFailureKeepsTheLastReading(t *testing.T) {
	r := newPartRig(t)
	read := r.Now()
	testdb.Must(t, r.scope.RecordPart(ctx, r.server, "backups", models.PartCheck{ReadAt: &read, Items: 2, Since: &read}))
	r.Clock.Add(time.Hour)
	failed := r.Now()
	testdb.Must(t, r.scope.RecordPart(ctx, r.server, "backups", models.PartCheck{FailedAt: &failed, Error: "No answer."}))
	checks, err := r.scope.PartChecks(ctx, r.server.ID)
	testdb.Must(t, err)
	check := checks["backups"]
	if check.ReadAt == nil || !check.ReadAt.Equal(read) || check.Items != 2 || check.Error != "No answer." || !check.TriedAt().Equal(failed) {
		t.Errorf("check %+v", check)
	}
	testdb.Must(t, r.scope.RecordPart(ctx, r.server, "backups", models.PartCheck{ReadAt: &failed}))
	checks, err = r.scope.PartChecks(ctx, r.server.ID)
	testdb.Must(t, err)
	if check := checks["backups"]; check.Error != "" || check.FailedAt != nil || check.Items != 0 {
		t.Errorf("healed as %+v", check)
	}
	stranger := r.Team(t, "bob")
	if theirs, err := stranger.PartChecks(ctx, r.server.ID); err != nil || len(theirs) != 0 {
		t.Errorf("a stranger sees %v, %v", theirs, err)
	}
	if err := stranger.RecordPart(ctx, r.server, "backups", models.PartCheck{}); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a stranger writes: %v", err)
	}
}

func TestNetworksOf(t *testing.T) {
	r := newPartRig(t)
	for id, facts := range map[string]providers.NetworkFacts{"in": {ServerIDs: []string{"6", "7"}}, "out": {ServerIDs: []string{"77"}}} {
		_, err := testdb.Intake(r.scope, r.account).One(ctx, "networks", providers.Observation{
			Kind: providers.KindNetwork, ID: id, Location: "oversun", Facts: facts})
		testdb.Must(t, err)
	}
	networks, err := r.scope.NetworksOf(ctx, r.server)
	testdb.Must(t, err)
	if len(networks) != 1 || networks[0].ExternalID != "in" {
		t.Errorf("networks %+v", networks)
	}
}
