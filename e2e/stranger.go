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
	Account models.Account
	Server  models.Resource
	// Order and Key are ids of an order and an SSH key.
	Order, Key models.ID
	Operation  models.Operation
	scope      models.Scope
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
	s.Order, s.Key = d.addThings(s.scope, s.Account)
	s.Operation = models.Operation{AccountID: s.Account.ID, Action: "server.reboot", Kind: providers.KindServer, ResourceID: id,
		ExternalID: "777", TargetName: "their-server", FormID: "their-form", Status: models.StatusUnknown, Answer: []byte("sealed")}
	_, err = s.scope.Start(ctx, &s.Operation, nil)
	d.must(err)
	return s
}

// addThings stores an order and an SSH key of an account, whatever its provider.
func (d *Data) addThings(scope models.Scope, account models.Account) (order, key models.ID) {
	d.t.Helper()
	intake := models.Intake{Scope: scope, Account: account}
	order, err := intake.One(context.Background(), "orders", providers.Observation{Kind: providers.KindOrder, ID: "888", Name: "their-order",
		State: providers.Waiting, StateWord: "Pending", Facts: providers.OrderFacts{Stage: providers.OrderUnpaid}})
	d.must(err)
	key, err = intake.One(context.Background(), "sshkeys", providers.Observation{Kind: providers.KindSSHKey, ID: "999", Name: "their-key",
		State: providers.Available, Facts: providers.SSHKeyFacts{}})
	d.must(err)
	return order, key
}
