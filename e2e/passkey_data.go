//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/models"
)

// addPasskey gives a passkey to a new person of the team and returns its id.
// Whoever has one is asked for it after the password, so the others get none.
func (d *Data) addPasskey(scope models.Scope) string {
	d.t.Helper()
	ctx := context.Background()
	user := d.newUser(fmt.Sprintf("keeper-%d@example.com", scope.Team.ID))
	d.must(d.store.AddMember(ctx, scope.Team.ID, &user, access.Viewer))
	theirs, err := d.store.ScopeFor(ctx, user.ID, scope.Team.ID)
	d.must(err)
	row := models.Passkey{Name: "their-passkey", Handle: []byte("their handle"), CredentialID: user.Email, Credential: []byte("{}")}
	spent := models.SpentChallenge{Digest: user.Email, ExpiresAt: time.Now()}
	d.must(theirs.AddPasskey(ctx, &row, spent, "", models.Audit{Action: "passkey.add"}))
	return fmt.Sprint(row.ID)
}
