//go:build e2e

package e2e

import (
	"context"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// Stranger is another team of the same panel, made beside it in the database.
type Stranger struct {
	Account   models.Account
	Server    models.Resource
	Operation models.Operation
	// Things are the ids of an address and a network by path segment.
	Things map[string]models.ID
	scope  models.Scope
}

// AddStranger makes a team with an account, a server, and an operation that
// waits for a decision.
func (d *Data) AddStranger() *Stranger {
	d.t.Helper()
	ctx := context.Background()
	owner := d.newUser("stranger@example.com")
	team, err := d.store.CreateTeam(ctx, "Strangers", &owner)
	d.must(err)
	s := &Stranger{}
	s.scope, err = d.store.ScopeFor(ctx, owner.ID, team.ID)
	d.must(err)
	s.Account = models.Account{Provider: providers.Clodo, Label: "theirs", Currency: "RUB", Settings: form.Values{"login": "theirs"}}
	sealed := func(models.ID) ([]byte, error) { return []byte("not opened in tests"), nil }
	d.must(s.scope.AddAccount(ctx, &s.Account, sealed, models.Audit{Action: "account.connect"}))
	intake := models.Intake{Scope: s.scope, Account: s.Account}
	id, err := intake.One(ctx, "servers", providers.Observation{Kind: providers.KindServer, ID: "777", Name: "their-server",
		State: providers.Running, StateWord: "is_running", Facts: providers.ServerFacts{System: "their-system"}})
	d.must(err)
	s.Server, err = s.scope.Resource(ctx, providers.KindServer, id)
	d.must(err)
	s.Things = d.addThings(s.scope, s.Account)
	s.Operation = models.Operation{AccountID: s.Account.ID, Action: "server.reboot", Kind: providers.KindServer, ResourceID: id,
		ExternalID: "777", TargetName: "their-server", FormID: "their-form", Status: models.StatusUnknown, Answer: []byte("sealed")}
	_, err = s.scope.Start(ctx, &s.Operation, nil)
	d.must(err)
	return s
}

// addThings makes an address and a network that stand beside servers.
func (d *Data) addThings(scope models.Scope, account models.Account) map[string]models.ID {
	d.t.Helper()
	intake, ids := models.Intake{Scope: scope, Account: account}, map[string]models.ID{}
	for segment, item := range map[string]providers.Observation{
		"addresses": {Kind: providers.KindAddress, ID: "203.0.113.7", Name: "203.0.113.7", State: providers.Available},
		"networks":  {Kind: providers.KindNetwork, ID: "their-network", Name: "their-network", State: providers.Available},
	} {
		id, err := intake.One(context.Background(), "things", item)
		d.must(err)
		ids[segment] = id
	}
	return ids
}
