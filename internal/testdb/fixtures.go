package testdb

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// Team makes a team and returns the scope of its owner.
func (db *DB) Team(t testing.TB, name string) models.Scope {
	t.Helper()
	owner := &models.User{Email: name + "@example.com", Name: name}
	team, err := db.CreateTeam(context.Background(), name, owner)
	Must(t, err)
	scope, err := db.ScopeFor(context.Background(), owner.ID, team.ID)
	Must(t, err)
	return scope
}

// Limited adds a member who sees the given accounts only.
func (db *DB) Limited(t testing.TB, team models.ID, email string, accounts ...models.ID) models.Scope {
	t.Helper()
	user := &models.User{Email: email}
	Must(t, db.AddMember(context.Background(), team, user, access.Operator))
	db.Exec(t, "UPDATE memberships SET limited = 1 WHERE user_id = ?", user.ID)
	for _, account := range accounts {
		db.Exec(t, `INSERT INTO membership_accounts (membership_id, account_id)
			SELECT id, ? FROM memberships WHERE user_id = ?`, account, user.ID)
	}
	scope, err := db.ScopeFor(context.Background(), user.ID, team)
	Must(t, err)
	return scope
}

// Account connects an account to the scope's team.
func (db *DB) Account(t testing.TB, scope models.Scope, label string) models.Account {
	t.Helper()
	account := models.Account{Provider: providers.Clodo, Label: label, Settings: form.Values{"login": label}}
	seal := func(row models.ID) ([]byte, error) { return fmt.Appendf(nil, "sealed for %d", row), nil }
	Must(t, scope.AddAccount(context.Background(), &account, seal, models.Audit{Action: "account.connect", Kind: providers.KindAccount, Outcome: "connected"}))
	return account
}

// Intake stores observations with a seal that a test can read.
func Intake(scope models.Scope, account models.Account) models.Intake {
	return models.Intake{
		Scope: scope, Account: account,
		Seal: func(row models.ID, values map[string]secrets.Text) ([]byte, error) {
			return fmt.Appendf(nil, "%d:%s", row, plain(values)), nil
		},
		Digest: plain,
	}
}

func plain(values map[string]secrets.Text) (text string) {
	for _, name := range []string{"root", "vnc"} {
		if value, ok := values[name]; ok {
			text += name + "=" + value.Reveal() + ";"
		}
	}
	return text
}

// Server stores a server of the account.
func (db *DB) Server(t testing.TB, scope models.Scope, account models.Account, item providers.Observation) models.Resource {
	t.Helper()
	item.Kind = providers.KindServer
	id, err := Intake(scope, account).One(context.Background(), "servers", item)
	Must(t, err)
	server, err := scope.Resource(context.Background(), providers.KindServer, id)
	Must(t, err)
	return server
}

// Thing puts something that is no server into the inventory.
func (db *DB) Thing(t testing.TB, scope models.Scope, account models.Account, item providers.Observation) models.Resource {
	t.Helper()
	id, err := Intake(scope, account).One(context.Background(), "things", item)
	Must(t, err)
	thing, err := scope.Resource(context.Background(), item.Kind, id)
	Must(t, err)
	return thing
}

var formIDs atomic.Int64

// Operation describes a reboot of the server from a form of its own.
func Operation(server models.Resource) *models.Operation {
	return &models.Operation{
		AccountID: server.AccountID, Action: "server.reboot", Kind: server.Kind, ResourceID: server.ID,
		ExternalID: server.ExternalID, TargetName: server.Name,
		FormID: fmt.Sprint("form-", formIDs.Add(1)), FormDigest: "digest",
	}
}

// Started stores an operation.
func Started(t testing.TB, scope models.Scope, op *models.Operation) models.Operation {
	t.Helper()
	_, err := scope.Start(context.Background(), op, nil)
	Must(t, err)
	return *op
}

// Claimed takes an operation's lease.
func (db *DB) Claimed(t testing.TB, op models.Operation, owner string) *models.Lease {
	t.Helper()
	lease, ok, err := db.Claim(context.Background(), op.ID, owner, 10*time.Second)
	Must(t, err)
	if !ok {
		t.Fatalf("operation %d could not be claimed", op.ID)
	}
	return lease
}
