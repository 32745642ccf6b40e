package models_test

import (
	"errors"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

func TestScopeFor(t *testing.T) {
	w := newWorld(t)
	bob := w.Team(t, "bob")
	if _, err := w.ScopeFor(ctx, bob.User.ID, w.ann.Team.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("not a member: %v", err)
	}
	testdb.Must(t, w.AddMember(ctx, w.ann.Team.ID, &bob.User, "viewer"))
	if err := w.AddMember(ctx, w.ann.Team.ID, &bob.User, "owner"); !errors.Is(err, models.ErrTaken) {
		t.Errorf("a member twice: %v", err)
	}
	first, err := w.ScopeFor(ctx, bob.User.ID, 0)
	if err != nil || first.Team.ID != bob.Team.ID || first.Role != "owner" {
		t.Errorf("first team %+v, %v", first.Team, err)
	}
	second, err := w.ScopeFor(ctx, bob.User.ID, w.ann.Team.ID)
	if err != nil || second.Role != "viewer" || !second.Sees(w.ann.Team.ID, w.account.ID) {
		t.Errorf("second team %+v, %v", second, err)
	}
	w.Exec(t, "UPDATE users SET disabled_at = ? WHERE id = ?", w.Now(), bob.User.ID)
	if _, err := w.ScopeFor(ctx, bob.User.ID, 0); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("disabled: %v", err)
	}
	if _, err := w.UserByEmail(ctx, bob.User.Email); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("disabled: %v", err)
	}
}
