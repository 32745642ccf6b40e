package models_test

import (
	"errors"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// TestAPITokensStayInTheirTeam, and with who may see them.
func TestAPITokensStayInTheirTeam(t *testing.T) {
	w := newWorld(t)
	bob, carl := w.Team(t, "bob"), w.Limited(t, w.ann.Team.ID, "carl@example.com")
	token := func(digest string) *models.APIToken {
		return &models.APIToken{Name: digest, Role: access.Owner, Digest: digest, ExpiresAt: w.Now().Add(time.Hour)}
	}
	hers, his := token("hers"), token("his")
	testdb.Must(t, w.ann.AddAPIToken(ctx, hers, models.Audit{}))
	testdb.Must(t, carl.AddAPIToken(ctx, his, models.Audit{}))
	if his.Role != carl.Role {
		t.Errorf("carl's token has the role %s", his.Role)
	}
	for name, scope := range map[string]models.Scope{"another team": bob, "a member": carl} {
		if _, err := scope.APIToken(ctx, hers.ID); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s finds hers: %v", name, err)
		}
		if rows, err := scope.TeamAPITokens(ctx); err != nil || len(rows) != 0 {
			t.Errorf("%s: %d of the team, %v", name, len(rows), err)
		}
	}
	if rows, err := w.ann.TeamAPITokens(ctx); err != nil || len(rows) != 1 || rows[0].ID != his.ID {
		t.Errorf("ann sees %v, %v", rows, err)
	}
	testdb.Must(t, bob.RevokeAPIToken(ctx, *hers, models.Audit{}))
	scope, found, err := w.TokenScope(ctx, "hers", "192.0.2.1")
	if err != nil || found.ID != hers.ID || scope.Team.ID != w.ann.Team.ID || scope.Role != access.Owner {
		t.Errorf("revoked by a stranger: %v", err)
	}
	if scope, _, err = w.TokenScope(ctx, "his", ""); err != nil || scope.Sees(w.ann.Team.ID, w.account.ID) || scope.May(access.ManageTeam) {
		t.Errorf("carl's token sees more than carl: %v", err)
	}
}
