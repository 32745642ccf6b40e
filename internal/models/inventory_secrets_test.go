package models_test

import (
	"context"
	"fmt"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

func withSecrets(pairs ...string) func(*providers.Observation) {
	return func(o *providers.Observation) {
		o.Secrets = map[string]secrets.Text{}
		for i := 0; i < len(pairs); i += 2 {
			o.Secrets[pairs[i]] = secrets.NewText(pairs[i+1])
		}
	}
}

func TestSecretsAreSealedForTheRow(t *testing.T) {
	s := newShelf(t)
	s.list(true, box("0"), box("1", withSecrets("root", "a", "vnc", "b")))
	row := s.row("1")
	if want := fmt.Sprintf("%d:root=a;vnc=b;", row.ID); string(row.Sealed) != want || row.SealedNames != "root,vnc" {
		t.Errorf("sealed %q as %s", row.Sealed, row.SealedNames)
	}
	if bare := s.row("0"); bare.Sealed != nil || bare.SealedNames != "" || bare.SealedDigest != "" {
		t.Errorf("sealed without a secret: %+v", bare)
	}
}

func TestSecretsAreSealedAgainWhenTheyChange(t *testing.T) {
	s := newShelf(t)
	sealed := 0
	intake := testdb.Intake(s.scope, s.account)
	seal := intake.Seal
	intake.Seal = func(row models.ID, values map[string]secrets.Text) ([]byte, error) {
		sealed++
		return seal(row, values)
	}
	for i, step := range []struct {
		secrets func(*providers.Observation)
		sealed  int
		want    string
	}{
		{withSecrets("root", "a"), 1, "root=a;"},
		{withSecrets("root", "a"), 1, "root=a;"},
		{withSecrets(), 1, "root=a;"},
		{func(*providers.Observation) {}, 1, "root=a;"},
		{withSecrets("root", ""), 1, "root=a;"},
		{func(o *providers.Observation) { o.Name = "renamed" }, 1, "root=a;"},
		{withSecrets("root", "b"), 2, "root=b;"},
	} {
		_, err := intake.List(context.Background(), servers, providers.Listing{Items: []providers.Observation{box("1", step.secrets)}, Complete: true})
		testdb.Must(t, err)
		row := s.row("1")
		if want := fmt.Sprintf("%d:%s", row.ID, step.want); sealed != step.sealed || string(row.Sealed) != want || row.SealedNames != "root" {
			t.Errorf("step %d: sealed %d times, %q as %s", i, sealed, row.Sealed, row.SealedNames)
		}
	}
	if n := s.Int(t, "SELECT COUNT(*) FROM changes WHERE field LIKE '%root%' OR after LIKE '%root=%'"); n != 0 {
		t.Error("secrets are in the history")
	}
}

func TestFailingSealStoresNothing(t *testing.T) {
	s := newShelf(t)
	intake := testdb.Intake(s.scope, s.account)
	intake.Seal = func(models.ID, map[string]secrets.Text) ([]byte, error) { return nil, context.Canceled }
	item := box("1", withSecrets("root", "a"))
	if _, err := intake.List(context.Background(), servers, providers.Listing{Items: []providers.Observation{item}}); err == nil {
		t.Error("no error")
	}
	if n := s.Int(t, "SELECT COUNT(*) FROM resources"); n != 0 {
		t.Error("stored without its secret")
	}
}
