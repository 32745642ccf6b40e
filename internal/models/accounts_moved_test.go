package models_test

import (
	"errors"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// What an account talks to stays while its operations are open, and what is
// known of it is put aside when it changes.
func TestAccountMovesOnlyWhenIdle(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	account := db.Account(t, ann, "main")
	server := db.Server(t, ann, account, providers.Observation{ID: "1", Name: "web"})
	op := testdb.Started(t, ann, testdb.Operation(server))
	moved := account
	moved.Settings = form.Join(account.Settings, form.Values{"endpoint": "https://elsewhere.example.com"})
	if err := ann.ChangeAccount(ctx, moved, nil, models.Audit{}); !errors.Is(err, models.ErrBusy) {
		t.Errorf("beside an open operation: %v", err)
	}
	testdb.Must(t, ann.Cancel(ctx, op, ""))
	testdb.Must(t, ann.ChangeAccount(ctx, moved, nil, models.Audit{}))
	if page, err := ann.Servers(ctx, models.ServerQuery{Limit: 10}); err != nil || len(page.Rows) != 0 {
		t.Errorf("servers of the old address are still listed: %v, %v", page.Rows, err)
	}
}
