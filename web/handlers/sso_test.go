package handlers

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/sso"
	"pinfold/internal/testdb"
	"pinfold/internal/testoidc"
)

// A linked identity signs in, with a new session, to where one wanted to go.
func TestSSOSignsIn(t *testing.T) {
	t.Parallel()
	n := newInn(t)
	n.knows(n.scope, "s-ann")
	g := n.guest()
	g.send("GET", "/sign-in?next=/servers", "").want(t, 200, "Continue with Example ID", `action="/sign-in/sso"`, `value="/servers"`)
	in := n.through(g, "ann", "next", "/servers")
	if in.StatusCode != 303 || in.Header.Get("Location") != "/servers" {
		t.Fatalf("status %d, to %q", in.StatusCode, in.Header.Get("Location"))
	}
	g.get("/settings/security").want(t, 200, "ann@corp.example")
	g.post("/settings/security/sso/1/remove").want(t, 422) // A sign-in is fresh; the identity is the only means.
	if got := n.Text(t, "SELECT details FROM audits WHERE action = 'session.begin'"); !strings.Contains(got, "sso") {
		t.Errorf("recorded is %q", got)
	}
	if n.Text(t, "SELECT used_at FROM identities") == "" || n.Text(t, "SELECT email FROM identities") != "ann@corp.example" {
		t.Error("the use of the identity is not noted")
	}
	if left := n.Int(t, "SELECT COUNT(*) FROM sso_attempts"); left != 0 {
		t.Errorf("%d attempts are left", left)
	}
}

// An issuer's e-mail address never decides who somebody is.
func TestSSOMatchesNoAddress(t *testing.T) {
	t.Parallel()
	n := newInn(t, sso.Rule{Group: "staff", Team: "ann", Role: access.Viewer})
	g := n.guest()
	n.through(g, "eve").want(t, 403, "Somebody here has the address ann@example.com already.", "link this identity")
	n.refusals(t, "the address is taken")
	g.get("/servers").want(t, 303)
	n.issuer.Add(testoidc.Person{Subject: "s-eve", Login: "eve", Email: "ann@example.com"})
	n.through(g, "eve").want(t, 403, "This identity belongs to nobody here. Ask an owner for an invitation.")
	n.refusals(t, "unknown")
	if users := n.Int(t, "SELECT COUNT(*) FROM users"); users != 1 {
		t.Errorf("%d users", users)
	}
	// The same subject at another issuer is somebody else.
	other := models.Identity{Issuer: "https://other.example", Subject: "s-ann"}
	testdb.Must(t, n.scope.LinkIdentity(ctx, &other, "", ""))
	n.through(g, "ann").want(t, 403, "belongs to nobody here")
}

func TestSSODisabledUser(t *testing.T) {
	t.Parallel()
	n := newInn(t, sso.Rule{Group: "staff", Team: "ann", Role: access.Viewer})
	n.knows(n.scope, "s-ann")
	n.Exec(t, "UPDATE users SET disabled_at = ? WHERE id = ?", n.Now(), n.scope.User.ID)
	n.issuer.Add(testoidc.Person{Subject: "s-ann", Login: "ann", Email: "new@corp.example", Groups: []string{"staff"}})
	n.through(n.guest(), "ann").want(t, 403, "belongs to nobody here")
	if users := n.Int(t, "SELECT COUNT(*) FROM users"); users != 1 {
		t.Errorf("%d users", users)
	}
}

// An answer is taken once, within ten minutes, in the browser that began.
func TestSSOAnswerBelongsToOneBrowser(t *testing.T) {
	t.Parallel()
	n := newInn(t)
	n.knows(n.scope, "s-ann")
	const stray = "This sign-in was not begun in this browser"
	ann, eve, fresh := n.guest(), n.guest(), n.guest()
	good := n.issuer.SignIn(t, ann.leave("/sign-in/sso"), "ann")
	eve.leave("/sign-in/sso") // So that she has a secret of her own.
	eve.back(good).want(t, 403, stray)
	fresh.back(good).want(t, 403, stray)
	n.refusals(t, "no such attempt")
	fresh.back(&url.URL{Path: SSOCallback}).want(t, 403, stray)
	if eve.get("/servers"); n.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'session.begin'") != 0 {
		t.Error("somebody came in")
	}
	ann.back(good).want(t, 303)
	ann.back(good).want(t, 403, stray)
	late := n.issuer.SignIn(t, ann.leave("/sign-in/sso"), "ann")
	n.Clock.Add(models.SSOLife)
	ann.back(late).want(t, 403, stray)
	if hits := n.issuer.Hits("/oauth/token"); hits != 1 {
		t.Errorf("the issuer was asked %d times", hits)
	}
	for range 40 {
		fresh.back(good)
	}
	if kept := n.Int(t, "SELECT COUNT(*) FROM audits WHERE outcome = 'no such attempt'"); kept > wrongPerName {
		t.Errorf("a stranger wrote %d entries", kept)
	}
}

// Nothing of an attempt in the database ends it elsewhere.
func TestSSOKeepsNoSecretOfAttempts(t *testing.T) {
	t.Parallel()
	n := newInn(t)
	g := n.guest()
	to, err := url.Parse(g.leave("/sign-in/sso"))
	testdb.Must(t, err)
	state := to.Query().Get("state")
	a := sso.AttemptOf(g.attempt, state)
	if to.Query().Get("nonce") != a.Nonce {
		t.Fatal("the attempt is made in another way")
	}
	row := n.Text(t, "SELECT state || browser || next || invitation || purpose FROM sso_attempts")
	for _, secret := range []string{state, g.attempt, a.Nonce, a.Verifier} {
		if strings.Contains(row, secret) {
			t.Errorf("the row holds %q", secret)
		}
	}
	if n.guest().leave("/sign-in/sso") == to.String() {
		t.Error("two browsers share an attempt")
	}
}

func TestSSOAttemptsAreBounded(t *testing.T) {
	t.Parallel()
	n := newInn(t)
	g := n.guest()
	for range 30 {
		g.leave("/sign-in/sso")
	}
	g.send("POST", "/sign-in/sso", "").want(t, 429, "Wait ten minutes.")
	other := n.guest()
	other.address = "192.0.2.2:1"
	other.leave("/sign-in/sso")
	n.Clock.Add(models.SSOLife)
	g.leave("/sign-in/sso")
	if rows := n.Int(t, "SELECT COUNT(*) FROM sso_attempts"); rows != 1 {
		t.Errorf("%d attempts are kept", rows)
	}
}

// Each failure is a sentence on the sign-in page and an entry.
func TestSSOFailures(t *testing.T) {
	t.Parallel()
	n := newInn(t)
	n.knows(n.scope, "s-ann")
	g := n.guest()
	answer := func(pairs ...string) page {
		to, err := url.Parse(g.leave("/sign-in/sso", "next", "/servers"))
		testdb.Must(t, err)
		q := url.Values{"state": {to.Query().Get("state")}}
		for i := 0; i+1 < len(pairs); i += 2 {
			q.Set(pairs[i], pairs[i+1])
		}
		return g.back(&url.URL{Path: SSOCallback, RawQuery: q.Encode()})
	}
	answer("error", "access_denied").want(t, 403, "said no, or you cancelled there", `action="/sign-in"`, `value="/servers"`)
	n.refusals(t, "denied")
	answer("error", "server_error").want(t, 502, "has a trouble of its own")
	n.refusals(t, "failing")
	answer("error", "<script>").want(t, 502, "not set up for each other")
	n.refusals(t, "disagreed")
	answer("code", "made-up").want(t, 422, "did not take its own code back")
	n.refusals(t, "not taken")
	n.issuer.Tamper(func(c map[string]any) { c["nonce"] = "another" })
	n.through(g, "ann").want(t, 422, "does not prove to be of the sign-in service")
	n.refusals(t, "distrusted")
	n.issuer.Tamper(func(c map[string]any) { c["exp"] = 1 })
	n.through(g, "ann").want(t, 422, "is out of date")
	n.refusals(t, "out of date")
	n.issuer.Tamper(nil)
	n.issuer.Down(true)
	answer("code", "any").want(t, 502, "has a trouble of its own")
	n.refusals(t, "failing")
	if begun := n.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'session.begin'"); begun != 0 {
		t.Error("somebody came in")
	}
	n.issuer.Down(false)
	n.through(g, "ann").want(t, 303)
}

// An issuer that is down keeps nothing from working, and is asked again.
func TestSSOIssuerDown(t *testing.T) {
	t.Parallel()
	n := newInn(t)
	n.knows(n.scope, "s-ann")
	n.issuer.Down(true)
	g := n.guest()
	g.send("GET", "/sign-in", "").want(t, 200, "Continue with Example ID")
	g.send("POST", "/sign-in/sso", "next=/servers").want(t, 502, "The sign-in service does not answer.", `value="/servers"`)
	n.refusals(t, "unreachable")
	n.issuer.Down(false)
	n.through(g, "ann").want(t, 303)
}

func TestSSONotSetUp(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	g := h.browser()
	if strings.Contains(g.get("/sign-in").body, "/sign-in/sso") {
		t.Error("a button that leads nowhere")
	}
	g.post("/sign-in/sso", "next", "/").want(t, 404)
	g.get(SSOCallback+"?state=x&code=y").want(t, 404)
	ann := h.as(h.scope)
	ann.post("/settings/security/sso").want(t, 404)
	if strings.Contains(ann.get("/settings/security").body, `id="sso"`) {
		t.Error("a panel without single sign-on")
	}
}

// Somebody without a password proves who they are at the issuer.
func TestSSOProof(t *testing.T) {
	t.Parallel()
	n := newInn(t)
	n.knows(n.scope, "s-ann")
	g := n.guest()
	n.through(g, "ann")
	path := fmt.Sprintf("/settings/security/sso/%d/remove", 1)
	n.Clock.Add(time.Hour)
	n.Exec(t, "UPDATE users SET password_hash = 'x'")
	g.send("POST", path, "").want(t, 403, "Confirm that it is you")
	prove := func(login string) page { return n.through(g, login, "purpose", "prove", "next", "/settings/security") }
	n.Clock.Add(-time.Hour) // The issuer's clock is the machine's.
	n.Exec(t, "UPDATE web_sessions SET data = REPLACE(data, '\"proved\"', '\"was\"')")
	g.send("POST", path, "").want(t, 403, "Confirm that it is you")
	g.get("/prove?next=/settings/security").want(t, 200, `<form id="prove-sso" method="post" action="/sign-in/sso">`, `form="prove-sso"`)
	prove("eve").want(t, 403, "as somebody else")
	n.refusals(t, "another person")
	n.issuer.Tamper(func(c map[string]any) { c["auth_time"] = time.Now().Add(-time.Hour).Unix() })
	prove("ann").want(t, 403, "did not have you sign in again")
	n.issuer.Tamper(func(c map[string]any) { delete(c, "auth_time") })
	prove("ann").want(t, 403, "did not have you sign in again")
	n.refusals(t, "not signed in again")
	n.issuer.Tamper(nil)
	g.send("POST", path, "").want(t, 403)
	in := prove("ann")
	if in.want(t, 303); in.Header.Get("Location") != "/settings/security" {
		t.Errorf("leads to %q", in.Header.Get("Location"))
	}
	g.send("POST", path, "").want(t, 303)
	n.browser().post("/sign-in/sso", "purpose", "prove").want(t, 303) // To the sign-in page.
}
