package handlers

import (
	"fmt"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/testdb"
	"pinfold/internal/testoidc"
)

func TestSSOLinkAndUnlink(t *testing.T) {
	t.Parallel()
	n := newInn(t)
	hash, err := goodHash()
	testdb.Must(t, err)
	n.Exec(t, "UPDATE users SET password_hash = ?", hash)
	g := n.guest()
	g.send("POST", "/sign-in", "email=ann@example.com&password="+goodPassword).want(t, 303)
	g.send("GET", "/settings/security", "").want(t, 200, "Single sign-on", "Link Example ID")
	link := func(login string) page { return g.back(n.issuer.SignIn(t, g.leave("/settings/security/sso"), login)) }
	link("ann").want(t, 303)
	g.send("GET", "/settings/security", "").want(t, 200, "ann@corp.example", "Unlink")
	link("ann").want(t, 422, "linked to you already")
	n.refusals(t, "linked already")
	bob := n.Team(t, "bob")
	n.knows(bob, "s-eve")
	link("eve").want(t, 422, "linked to another user", "ann@corp.example")
	n.refusals(t, "linked to another user")
	if n.Text(t, "SELECT target_name FROM audits WHERE action = 'identity.link' ORDER BY id LIMIT 1") != "ann@corp.example" {
		t.Error("the link is not recorded")
	}
	theirs, mine := n.Int(t, "SELECT id FROM identities WHERE subject = 's-eve'"), n.Int(t, "SELECT id FROM identities WHERE subject = 's-ann'")
	foreign := g.send("POST", fmt.Sprintf("/settings/security/sso/%d/remove", theirs), "")
	missing := g.send("POST", "/settings/security/sso/987654/remove", "")
	if foreign.want(t, 404); foreign.plain() != missing.plain() || missing.StatusCode != 404 {
		t.Error("somebody else's identity does not look as if it was not there")
	}
	n.Exec(t, "UPDATE users SET password_hash = '' WHERE id = ?", n.scope.User.ID)
	only := g.send("POST", fmt.Sprintf("/settings/security/sso/%d/remove", mine), "")
	only.want(t, 422, "This is the only way you sign in.")
	n.Exec(t, "INSERT INTO passkeys (user_id, credential_id) VALUES (?, 'c')", n.scope.User.ID)
	only = g.send("POST", fmt.Sprintf("/settings/security/sso/%d/remove", mine), "")
	only.want(t, 422, "This is the only way you sign in.") // Over http no passkey is taken.
	n.Exec(t, "UPDATE users SET password_hash = ? WHERE id = ?", hash, n.scope.User.ID)
	g.send("POST", fmt.Sprintf("/settings/security/sso/%d/remove", mine), "").want(t, 303)
	if n.Int(t, "SELECT COUNT(*) FROM identities") != 1 || n.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'identity.unlink'") != 1 {
		t.Error("not unlinked, or not recorded")
	}
	n.through(n.guest(), "ann").want(t, 403, "belongs to nobody here")
}

// A link that somebody began is not ended for who signed in meanwhile.
func TestSSOLinkStaysWithThePerson(t *testing.T) {
	t.Parallel()
	n := newInn(t)
	bob := n.Team(t, "bob")
	g := n.guestAs(n.scope)
	back := n.issuer.SignIn(t, g.leave("/settings/security/sso"), "eve")
	g.cookie = n.as(bob).cookie
	g.back(back).want(t, 403, "not signed in any more as who you were")
	n.refusals(t, "another session")
	g.cookie = ""
	g.back(back).want(t, 403, "not begun in this browser")
	if n.Int(t, "SELECT COUNT(*) FROM identities") != 0 {
		t.Error("linked")
	}
}

func (n *inn) invite(role access.Role, email string) string {
	n.t.Helper()
	const token = "the-token-of-the-link"
	row := models.Invitation{Email: email, Role: role, Digest: digestOf(token)}
	testdb.Must(n.t, n.scope.Invite(ctx, &row, models.Audit{Action: "member.invite"}))
	return token
}

func TestSSOAcceptsInvitation(t *testing.T) {
	t.Parallel()
	n := newInn(t)
	n.issuer.Add(testoidc.Person{Subject: "s-new", Login: "new", Name: "New", Email: "New@Corp.example"})
	token := n.invite(access.Operator, "somebody@example.com")
	n.through(n.guest(), "new", "invitation", "another").want(t, 403, "This invitation was used or taken back")
	n.refusals(t, "no such invitation")
	if n.Int(t, "SELECT COUNT(*) FROM users") != 1 {
		t.Fatal("a user without an invitation")
	}
	n.through(n.guest(), "eve", "invitation", token).want(t, 403, "Somebody here has the address")
	g := n.guest()
	n.through(g, "new", "invitation", token).want(t, 303)
	g.get("/settings/security").want(t, 200, "New@Corp.example", "The only way you sign in.")
	if got := n.role(t, "new@corp.example", "ann"); got != access.Operator {
		t.Errorf("the role is %q", got)
	}
	if n.Int(t, "SELECT COUNT(*) FROM memberships WHERE from_sso") != 0 {
		t.Error("the membership is taken for one of a group")
	}
	n.through(n.guest(), "new", "invitation", token).want(t, 403, "This invitation was used or taken back")
	n.through(n.guest(), "new").want(t, 303)
}

func TestSSOInvitationOfSomebodyKnown(t *testing.T) {
	t.Parallel()
	n := newInn(t)
	bob := n.Team(t, "bob")
	n.knows(bob, "s-eve")
	token := n.invite(access.Viewer, "eve@example.com")
	n.through(n.guest(), "eve", "invitation", token).want(t, 303)
	if got := n.role(t, "bob@example.com", "ann"); got != access.Viewer {
		t.Errorf("the role is %q", got)
	}
	token2 := "another-link"
	row := models.Invitation{Email: "x@example.com", Role: access.Admin, Digest: digestOf(token2)}
	testdb.Must(t, n.scope.Invite(ctx, &row, models.Audit{Action: "member.invite"}))
	n.through(n.guest(), "eve", "invitation", token2).want(t, 403, "You are in this team already.")
}
