package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// Case 13: a passkey that is added or removed, and a password that goes, end
// all other sessions of the person, and nobody else's.
func TestPasskeyChangeEndsOtherSessions(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	h.withPassword()
	bob := h.as(h.Team(t, "bob"))
	b, d, spare := h.as(h.scope), newDevice(t), newDevice(t)
	for _, step := range []struct {
		name   string
		change func() page
	}{
		{"added", func() page { return b.post(passkeysURL+"/new", "name", "Laptop", "assertion", d.made(b)) }},
		{"another added", func() page { return b.post(passkeysURL+"/new", "name", "Phone", "assertion", spare.made(b)) }},
		{"removed", func() page { return b.post(passkeysURL + "/1/remove") }},
		{"added again", func() page { return b.post(passkeysURL+"/new", "name", "Laptop", "assertion", d.made(b)) }},
		{"password removed", func() page { return b.post(removePasswordURL) }},
	} {
		other := h.as(h.scope)
		other.get("/servers").want(t, http.StatusOK)
		step.change().want(t, http.StatusSeeOther)
		if got := other.get("/servers").StatusCode; got != http.StatusSeeOther {
			t.Errorf("%s: another session goes on", step.name)
		}
		b.get("/servers").want(t, http.StatusOK)
		bob.get("/servers").want(t, http.StatusOK)
	}
	want := "passkey.add Laptop added, passkey.add Phone added, passkey.remove Laptop removed, passkey.add Laptop added"
	if got := h.trail("passkey.%"); got != want {
		t.Errorf("recorded: %s", got)
	}
}

// TestPasskeyIsNamedAndRenamed, and the name is checked.
func TestPasskeyIsNamedAndRenamed(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	b, d := h.as(h.scope), newDevice(t)
	b.header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
	b.get("/settings/security").want(t, http.StatusOK, "None yet.", "Add passkey")
	b.get(passkeysURL+"/new").want(t, http.StatusOK, "Firefox on Linux")
	answer := d.made(b)
	b.post(passkeysURL+"/new", "name", "", "assertion", answer).want(t, 422, "Nothing was sent.")
	b.post(passkeysURL+"/new", "name", "Laptop").want(t, 422, "No passkey came along", `value="Laptop"`)
	b.post(passkeysURL+"/new", "name", "Laptop", "assertion", answer).want(t, http.StatusSeeOther)
	b.post(passkeysURL+"/new", "name", "Again", "assertion", answer).want(t, 422, "sent before")
	b.post(passkeysURL+"/new", "name", "Again", "assertion", d.made(b)).want(t, 422, "sent before")
	b.get(passkeysURL+"/1").want(t, http.StatusOK, `value="Laptop"`)
	b.post(passkeysURL+"/1", "name", strings.Repeat("x", models.PasskeyNameMost+1)).want(t, 422)
	b.post(passkeysURL+"/1", "name", "Old laptop").want(t, http.StatusSeeOther)
	b.get("/settings/security").want(t, http.StatusOK, "Old laptop", "not used yet")
	if got := h.Text(t, "SELECT before || after FROM audits WHERE action = 'passkey.rename'"); got != `{"name":"Laptop"}{"name":"Old laptop"}` {
		t.Errorf("recorded: %s", got)
	}
	h.Exec(t, `INSERT INTO passkeys (user_id, name, handle, credential_id, credential) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 19)
		SELECT user_id, i, handle, 'c' || i, credential FROM passkeys, n`)
	b.post(passkeysURL+"/new", "name", "One more", "assertion", newDevice(t).made(b)).want(t, 422, "You have 20 passkeys.")
}

// TestNewPasskeyIsTheAnswerToItsChallenge: not to another session's, not
// unverified, not of another site, not late.
func TestNewPasskeyIsTheAnswerToItsChallenge(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	b := h.as(h.scope)
	for name, made := range map[string]func(*device) string{
		"another session":   func(d *device) string { return d.made(h.as(h.scope)) },
		"another person":    func(d *device) string { return d.made(h.as(h.Team(t, "bob"))) },
		"another site":      func(d *device) string { d.party.Origin = "https://evil.example"; return d.made(b) },
		"another host":      func(d *device) string { d.party.ID = "evil.example"; return d.made(b) },
		"nobody verified":   func(d *device) string { d.auth.Options.UserNotVerified = true; return d.made(b) },
		"too late":          func(d *device) string { defer h.Clock.Add(challengeLasts); return d.made(b) },
		"a sign-in instead": func(d *device) string { return d.answered(b, signInPasskeyOptions) },
		"nothing":           func(*device) string { return "x" },
	} {
		b.post(passkeysURL+"/new", "name", "Laptop", "assertion", made(newDevice(t))).want(t, 422, "The passkey was not added")
		if n := h.Int(t, "SELECT COUNT(*) FROM passkeys"); n != 0 {
			t.Fatalf("%s: taken", name)
		}
	}
}

// TestLastMeansStays: the only passkey of who has no password and no single
// sign-on cannot go.
func TestLastMeansStays(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	h.withPasskey(h.scope, "Laptop")
	b := h.as(h.scope)
	b.get("/settings/security").want(t, http.StatusOK, lastMeans, "You have no password")
	b.post(passkeysURL+"/1/remove").want(t, 422, lastMeans)
	h.withPasskey(h.scope, "Phone")
	b = h.as(h.scope)
	if strings.Contains(b.get("/settings/security").body, lastMeans) {
		t.Error("one of two stays")
	}
	b.post(passkeysURL+"/1/remove").want(t, http.StatusSeeOther)
	b.post(passkeysURL+"/2/remove").want(t, 422, lastMeans)
	h.Exec(t, "INSERT INTO identities (user_id, issuer, subject) VALUES (?, 'https://sso.example', 'ann')", h.scope.User.ID)
	b.post(passkeysURL+"/2/remove").want(t, 422, lastMeans) // The panel knows no such issuer.
	h.withPassword()
	b.post(passkeysURL+"/2/remove").want(t, http.StatusSeeOther)
}

// TestPasswordIsRemoved once passkeys are enough; then it signs in nowhere.
func TestPasswordIsRemoved(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	h.withPassword()
	b := h.as(h.scope)
	b.post(removePasswordURL).want(t, 422, "The password stays.")
	d := h.withPasskey(h.scope, "Laptop")
	b = h.as(h.scope)
	b.get("/settings/security").want(t, http.StatusOK, "With two passkeys, or one and recovery codes")
	b.post(removePasswordURL).want(t, 422, "The password stays.")
	h.Exec(t, "INSERT INTO recovery_codes (user_id, digest) VALUES (?, 'x')", h.scope.User.ID)
	b.get("/settings/security").want(t, http.StatusOK, `href="`+removePasswordURL+`"`)
	b.get(removePasswordURL).want(t, http.StatusOK, "Your other sessions end.")
	b.post(removePasswordURL).want(t, http.StatusSeeOther)
	b.get("/settings/security").want(t, http.StatusOK, "You have no password", lastMeans)
	b.get(removePasswordURL).want(t, http.StatusNotFound)
	b.post(removePasswordURL).want(t, http.StatusNotFound)
	h.browser().signIn(goodPassword).want(t, 422, "E-mail and password do not match.")
	h.browser().signIn("").want(t, 422)
	h.browser().signInBy(d).want(t, http.StatusSeeOther)
	if got := h.trail("password.remove"); got != "password.remove  removed" {
		t.Errorf("recorded: %s", got)
	}
}

// TestPasskeyOfOthersIsMissing: it looks like one that is not there.
func TestPasskeyOfOthersIsMissing(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	h.withPasskey(h.scope, "Laptop")
	user := models.User{Email: "eve@example.com"}
	testdb.Must(t, h.AddMember(ctx, h.scope.Team.ID, &user, "owner"))
	eve, err := h.ScopeFor(ctx, user.ID, h.scope.Team.ID)
	testdb.Must(t, err)
	for _, scope := range []models.Scope{eve, h.Team(t, "bob")} {
		b := h.as(scope)
		for _, path := range []string{"/%d", "/%d/remove"} {
			for _, method := range []string{http.MethodGet, http.MethodPost} {
				theirs, missing := b.send(method, fmt.Sprintf(passkeysURL+path, 1), "name=stolen"), b.send(method, fmt.Sprintf(passkeysURL+path, 987654), "name=stolen")
				if theirs.StatusCode != http.StatusNotFound || theirs.plain() != missing.plain() {
					t.Errorf("%s %s: status %d", method, path, theirs.StatusCode)
				}
			}
		}
		if strings.Contains(b.get("/settings/security").body, "Laptop") {
			t.Error("it is listed")
		}
	}
	if got := h.Text(t, "SELECT group_concat(name) FROM passkeys"); got != "Laptop" {
		t.Errorf("left: %s", got)
	}
}

// TestPasskeyProvesWhoOneIs for a form that waits, once, and only one's own in
// the session that asked.
func TestPasskeyProvesWhoOneIs(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	d := h.withPasskey(h.scope, "Laptop")
	eves := h.withPasskey(h.Team(t, "eve"), "Hers")
	b := h.stale(h.scope, time.Hour)
	asked := b.post(passkeysURL + "/1/remove")
	asked.want(t, http.StatusForbidden, "Confirm that it is you", `data-passkey="`+passkeysURL+`/proof"`)
	form, prove := asked.hidden(t, "held"), passkeysURL+"/1/remove?proof=1"
	for name, answer := range map[string]string{
		"a sign-in": d.answered(b, signInPasskeyOptions), "another session": d.answered(h.as(h.scope), passkeysURL+"/proof"),
		"another person's": field(t, stateOf(b), eves.signs(publicOf(b))), "nothing": "",
	} {
		refused := b.post(prove, "held", form, "assertion", answer)
		refused.want(t, 422, passkeyNoProof)
		if h.Int(t, "SELECT COUNT(*) FROM passkeys WHERE name = 'Laptop'") != 1 {
			t.Fatalf("%s: taken", name)
		}
		h.Clock.Add(wrongWindow + time.Second)
		form = b.post(passkeysURL+"/1/remove").hidden(t, "held")
	}
	b.post(prove, "held", form, "assertion", d.answered(b, passkeysURL+"/proof")).want(t, http.StatusSeeOther)
	if h.Int(t, "SELECT COUNT(*) FROM passkeys WHERE name = 'Laptop'") != 0 {
		t.Error("the form did not go on")
	}
}

func stateOf(b *browser) string  { _, state := b.options(passkeysURL + "/proof"); return state }
func publicOf(b *browser) string { public, _ := b.options(passkeysURL + "/proof"); return public }
