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
	theirs := d.another(scope, "keeper")
	row := models.Passkey{Name: "their-passkey", Handle: []byte("their handle"), CredentialID: theirs.User.Email, Credential: []byte("{}")}
	spent := models.SpentChallenge{Digest: theirs.User.Email, ExpiresAt: time.Now()}
	d.must(theirs.AddPasskey(context.Background(), &row, spent, "", models.Audit{Action: "passkey.add"}))
	return fmt.Sprint(row.ID)
}

// addIdentity links a new person of the team to an issuer and returns the
// identity's id. It ends their sessions, so the others are linked to nothing.
func (d *Data) addIdentity(scope models.Scope) string {
	d.t.Helper()
	row := models.Identity{Issuer: "https://id.example", Subject: fmt.Sprint("their-subject-", scope.User.ID)}
	d.must(d.another(scope, "linked").LinkIdentity(context.Background(), &row, "", ""))
	return fmt.Sprint(row.ID)
}

// another is a new person of the team.
func (d *Data) another(scope models.Scope, name string) models.Scope {
	d.t.Helper()
	ctx := context.Background()
	user := d.newUser(fmt.Sprintf("%s-%d@example.com", name, scope.Team.ID))
	d.must(d.store.AddMember(ctx, scope.Team.ID, &user, access.Viewer))
	theirs, err := d.store.ScopeFor(ctx, user.ID, scope.Team.ID)
	d.must(err)
	return theirs
}
