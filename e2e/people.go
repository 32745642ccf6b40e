//go:build e2e

package e2e

import (
	"context"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/password"
)

// AddPerson makes someone a member of the owner's team; the password is that
// of the owner.
func (d *Data) AddPerson(email string, role access.Role) models.User {
	d.t.Helper()
	user := d.newUser(email)
	d.must(d.store.AddMember(context.Background(), d.scope.Team.ID, &user, role))
	return user
}

func (d *Data) newUser(email string) models.User {
	d.t.Helper()
	hash, err := password.Hash(Password)
	d.must(err)
	return models.User{Email: email, Name: email, PasswordHash: hash}
}

// membership is the id of a person's membership in the owner's team.
func (d *Data) membership(user models.User) models.ID {
	d.t.Helper()
	rows, err := d.scope.TeamMembers(context.Background())
	d.must(err)
	for _, m := range rows {
		if m.UserID == user.ID {
			return m.ID
		}
	}
	d.t.Fatalf("%s is no member", user.Email)
	return 0
}

// ClientOf is a client in which the person is signed in.
func ClientOf(t testing.TB, p *Panel, email string) *Client {
	t.Helper()
	client := NewClient(t, p)
	answer := client.Submit("/sign-in", "/sign-in", map[string]string{"email": email, "password": Password})
	if answer.Status != 303 {
		t.Fatalf("sign-in of %s: status %d:\n%s", email, answer.Status, answer.Body)
	}
	return client
}
