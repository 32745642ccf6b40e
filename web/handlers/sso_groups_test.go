package handlers

import (
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/sso"
	"pinfold/internal/testdb"
	"pinfold/internal/testoidc"
)

// Groups give, change and take memberships that came from groups, and no others.
func TestSSOGroups(t *testing.T) {
	t.Parallel()
	n := newInn(t, sso.Rule{Group: "ops", Team: "ann", Role: access.Operator}, sso.Rule{Group: "admins", Team: "ann", Role: access.Admin},
		sso.Rule{Group: "ops", Team: "bob", Role: access.Viewer}, sso.Rule{Group: "ops", Team: "no such team", Role: access.Owner})
	n.Team(t, "bob")
	enters := func(groups ...string) page {
		n.issuer.Add(testoidc.Person{Subject: "s-new", Login: "new", Name: "New", Email: "new@corp.example", Groups: groups})
		return n.through(n.guest(), "new")
	}
	want := func(step string, ann, bob access.Role) {
		t.Helper()
		if a, b := n.role(t, "new@corp.example", "ann"), n.role(t, "new@corp.example", "bob"); a != ann || b != bob {
			t.Errorf("%s: %q and %q", step, a, b)
		}
	}
	enters("others").want(t, 403, "belongs to nobody here")
	enters("ops").want(t, 303)
	want("at first", access.Operator, access.Viewer)
	enters("ops", "admins").want(t, 303)
	want("raised", access.Admin, access.Viewer)
	if got := n.Text(t, `SELECT "before" || "after" FROM audits WHERE action = 'member.change'`); got != `{"accounts":"all","role":"operator"}{"accounts":"all","role":"admin"}` {
		t.Errorf("recorded is %s", got)
	}
	enters("ops").want(t, 303)
	want("lowered", access.Operator, access.Viewer)
	enters("admins").want(t, 303)
	want("out of one", access.Admin, "")
	enters().want(t, 303)
	want("out of all", "", "")
	enters("ops").want(t, 303)
	want("back", access.Operator, access.Viewer)
	n.Exec(t, "UPDATE memberships SET from_sso = 0 WHERE user_id = (SELECT id FROM users WHERE email = 'new@corp.example')")
	enters("admins").want(t, 303)
	want("given by hand", access.Operator, access.Viewer)
}

// A mapping does not take a team's last owner, nor what was given by hand.
func TestSSOGroupsKeepTheLastOwner(t *testing.T) {
	t.Parallel()
	n := newInn(t, sso.Rule{Group: "lords", Team: "castle", Role: access.Owner}, sso.Rule{Group: "pages", Team: "castle", Role: access.Viewer})
	castle := n.Team(t, "castle")
	enters := func(groups ...string) {
		n.issuer.Add(testoidc.Person{Subject: "s-new", Login: "new", Email: "new@corp.example", Groups: groups})
		n.through(n.guest(), "new").want(t, 303)
	}
	enters("lords")
	n.Exec(t, "DELETE FROM memberships WHERE user_id = ?", castle.User.ID)
	for _, groups := range [][]string{{"pages"}, {}} {
		enters(groups...)
		if got := n.role(t, "new@corp.example", "castle"); got != access.Owner {
			t.Errorf("in %v the last owner is %q", groups, got)
		}
	}
	if kept := n.Int(t, "SELECT COUNT(*) FROM audits WHERE outcome = 'kept: the last owner'"); kept != 2 {
		t.Errorf("%d entries", kept)
	}
	testdb.Must(t, n.AddMember(ctx, castle.Team.ID, &n.scope.User, access.Owner))
	enters("pages")
	if got := n.role(t, "new@corp.example", "castle"); got != access.Viewer {
		t.Errorf("with another owner: %q", got)
	}
}

// A team of the same name that is made later draws nobody.
func TestSSOGroupsMeanTheOldestTeam(t *testing.T) {
	t.Parallel()
	n := newInn(t, sso.Rule{Group: "staff", Team: "ann", Role: access.Viewer})
	_, err := n.CreateTeam(ctx, "ann", &n.scope.User)
	testdb.Must(t, err)
	n.issuer.Add(testoidc.Person{Subject: "s-new", Login: "new", Email: "new@corp.example", Groups: []string{"staff"}})
	n.through(n.guest(), "new").want(t, 303)
	if got := n.Int(t, "SELECT team_id FROM memberships WHERE from_sso"); got != int64(n.scope.Team.ID) {
		t.Errorf("in team %d", got)
	}
}

// Who has no address that the issuer vouches for does not become a user.
func TestSSOGroupsNeedAnAddress(t *testing.T) {
	t.Parallel()
	n := newInn(t, sso.Rule{Group: "staff", Team: "ann", Role: access.Viewer})
	for _, who := range []testoidc.Person{{Email: ""}, {Email: "not an address"}, {Email: "new@corp.example"}} {
		if who.Email == "new@corp.example" {
			n.issuer.Tamper(func(c map[string]any) { c["email_verified"] = false })
		}
		who.Subject, who.Login, who.Groups = "s-new", "new", []string{"staff"}
		n.issuer.Add(who)
		n.through(n.guest(), "new").want(t, 403, "no e-mail address that it vouches for")
	}
	n.refusals(t, "no address")
}
