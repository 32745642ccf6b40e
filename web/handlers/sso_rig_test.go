package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/secrets"
	"pinfold/internal/sso"
	"pinfold/internal/testdb"
	"pinfold/internal/testoidc"
)

// inn is a house with a real issuer beside it.
type inn struct {
	*house
	issuer *testoidc.Issuer
}

func newInn(t *testing.T, rules ...sso.Rule) *inn {
	t.Helper()
	n := &inn{issuer: testoidc.New(t, "http://panel.example"+SSOCallback)}
	n.house = newHouse(t, func(o *Options) {
		o.SSO = sso.New(sso.Options{Issuer: n.issuer.URL, ClientID: testoidc.ClientID, Secret: secrets.NewText(testoidc.Secret),
			Redirect: "http://panel.example" + SSOCallback, Name: "Example ID", Rules: rules, Allow: []string{n.issuer.Place}})
	})
	n.issuer.Add(testoidc.Person{Subject: "s-ann", Login: "ann", Name: "Ann", Email: "ann@corp.example"})
	n.issuer.Add(testoidc.Person{Subject: "s-eve", Login: "eve", Name: "Eve", Email: "ann@example.com", Groups: []string{"staff"}})
	// The issuer's clock is the machine's.
	n.Clock.Add(time.Since(n.Now()))
	return n
}

// guest is a browser that goes to the issuer and back.
type guest struct{ *browser }

func (n *inn) guest() *guest { return &guest{browser: n.browser()} }

func (n *inn) guestAs(scope models.Scope) *guest { return &guest{browser: n.as(scope)} }

// leave posts a form that leads to the issuer and returns where.
func (g *guest) leave(path string, pairs ...string) string {
	g.t.Helper()
	answer := g.post(path, pairs...)
	to, found := strings.CutPrefix(answer.Header.Get("Refresh"), "0; url=")
	if answer.StatusCode != http.StatusOK || !found {
		g.t.Fatalf("status %d, leads to %q", answer.StatusCode, to)
	}
	return to
}

// back follows the issuer's answer.
func (g *guest) back(to *url.URL) page {
	g.t.Helper()
	return g.send(http.MethodGet, to.RequestURI(), "")
}

// through goes the whole way as somebody at the issuer.
func (n *inn) through(g *guest, login string, pairs ...string) page {
	n.t.Helper()
	return g.back(n.issuer.SignIn(n.t, g.leave("/sign-in/sso", pairs...), login))
}

// knows links somebody at the issuer to the scope's person.
func (n *inn) knows(scope models.Scope, subject string) models.ID {
	n.t.Helper()
	row := models.Identity{Issuer: n.issuer.URL, Subject: subject, Email: subject + "@corp.example"}
	testdb.Must(n.t, scope.LinkIdentity(ctx, &row, "", "192.0.2.1"))
	return row.ID
}

func (n *inn) refusals(t *testing.T, want string) {
	t.Helper()
	if got := n.Text(t, "SELECT outcome FROM audits WHERE action = 'sso.refuse' ORDER BY id DESC LIMIT 1"); got != want {
		t.Errorf("recorded is %q, want %q", got, want)
	}
}

func (n *inn) role(t *testing.T, email, team string) access.Role {
	t.Helper()
	return access.Role(n.Text(t, `SELECT COALESCE(MAX(role), '') FROM memberships m JOIN users u ON u.id = m.user_id
		JOIN teams t ON t.id = m.team_id WHERE u.email = ? AND t.name = ?`, email, team))
}
