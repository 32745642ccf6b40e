//go:build e2e

package e2e

import (
	"context"
	"fmt"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// Stranger is another team of the same panel, made beside it in the database.
type Stranger struct {
	Account   models.Account
	Server    models.Resource
	Operation models.Operation
	// Backup is the id of one of the server's.
	Backup string
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
	s.Operation = models.Operation{AccountID: s.Account.ID, Action: "server.reboot", Kind: providers.KindServer, ResourceID: id,
		ExternalID: "777", TargetName: "their-server", FormID: "their-form", Status: models.StatusUnknown, Answer: []byte("sealed")}
	_, err = s.scope.Start(ctx, &s.Operation, nil)
	d.must(err)
	s.Backup = d.AddBackup(s.scope, s.Server)
	return s
}

// AddBackup lets the panel know of a backup of a server, and returns its id.
func (d *Data) AddBackup(scope models.Scope, server models.Resource) string {
	d.t.Helper()
	ctx := context.Background()
	account, err := scope.Account(ctx, server.AccountID)
	d.must(err)
	id, err := models.Intake{Scope: scope, Account: account}.One(ctx, "backups", providers.Observation{
		Kind: providers.KindBackup, ID: server.ExternalID + "/9", Location: server.Location, Parent: server.ExternalID,
		Name: "their-backup", State: providers.Available, Facts: providers.BackupFacts{SizeGB: 5},
	})
	d.must(err)
	return fmt.Sprint(id)
}
