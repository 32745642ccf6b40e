package handlers

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
	"pinfold/internal/totp"
)

var (
	shownKey   = regexp.MustCompile(`data-secret>([A-Z2-7 ]+)<`)
	shownCodes = regexp.MustCompile(`name="code" value="([a-z2-7-]{19})"`)
)

// scanned is the app of whoever looks at the page that sets one up.
func (b *browser) scanned() app {
	b.t.Helper()
	if to := b.post(appStartURL).Header.Get("Location"); to != appURL {
		b.t.Fatalf("sent to %q", to)
	}
	page := b.get(appURL)
	page.want(b.t, http.StatusOK, "<svg", "otpauth://totp/", "2. Enter the code that it shows")
	found := shownKey.FindStringSubmatch(page.body)
	if found == nil {
		b.t.Fatal("no key is shown")
	}
	return app{h: b.house, secret: secrets.NewText(strings.ReplaceAll(found[1], " ", ""))}
}

func (p page) codes() (codes []string) {
	for _, found := range shownCodes.FindAllStringSubmatch(p.body, -1) {
		codes = append(codes, found[1])
	}
	return codes
}

// TestAppIsSetUp: proved by a code, with ten recovery codes that are shown
// once, and nothing of it readable in the database or in the trail.
func TestAppIsSetUp(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	b := h.as(h.scope)
	b.get(securityURL).want(t, http.StatusOK, "Set up", "Off")
	a := b.scanned()
	for _, code := range []string{"", "12", a.code(3), strings.Repeat("1", 30)} {
		b.post(appURL, "code", code).want(t, http.StatusUnprocessableEntity, "f-code-e")
	}
	if h.Int(t, "SELECT COUNT(*) FROM users WHERE totp_at IS NOT NULL OR totp IS NOT NULL") != 0 {
		t.Fatal("it is on without a code")
	}
	done := b.post(appURL, "code", a.code(0))
	codes := done.codes()
	done.want(t, http.StatusOK, "The authenticator app is set up", "Download")
	if len(codes) != models.RecoveryCodes {
		t.Fatalf("%d codes", len(codes))
	}
	b.get(appURL).want(t, http.StatusSeeOther) // shown once
	b.post(appURL, "code", a.code(1)).want(t, http.StatusSeeOther)
	b.get(securityURL).want(t, http.StatusOK, "10 of 10 are left.", "Turn off")
	for _, secret := range append(codes, a.secret.Reveal()) {
		for _, table := range []string{"users", "recovery_codes", "audits", "web_sessions"} {
			if h.holds(t, table, secret) || h.holds(t, table, strings.ReplaceAll(secret, "-", "")) {
				t.Errorf("%s holds a secret", table)
			}
		}
	}
	if got := h.Text(t, "SELECT outcome || ' ' || before || ' ' || after || ' ' || address FROM audits WHERE action = 'factor.set_up'"); got != `authenticator app set up {"authenticator app":"off"} {"authenticator app":"on"} 192.0.2.1` {
		t.Errorf("recorded: %s", got)
	}
	// The code that proved it does not sign in.
	second := h.passedPassword()
	second.post(secondURL, "code", a.code(0)).want(t, http.StatusUnprocessableEntity, "was used already")
	h.Clock.Add(totp.Period)
	second.post(secondURL, "code", a.code(0)).want(t, http.StatusSeeOther)
}

// holds reports whether any column of a table holds the text.
func (h *house) holds(t *testing.T, table, text string) bool {
	t.Helper()
	columns := h.Text(t, "SELECT group_concat('COALESCE(' || name || ', '''')', ' || ''/'' || ') FROM pragma_table_info(?)", table)
	return h.Int(t, "SELECT COUNT(*) FROM "+table+" WHERE instr("+columns+", ?) > 0", text) > 0
}

// TestSecretBelongsToItsRow: moved to another person it opens nothing.
func TestSecretBelongsToItsRow(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a := h.withApp()
	bob := h.Team(t, "bob")
	hash, err := goodHash()
	testdb.Must(t, err)
	h.Exec(t, "UPDATE users SET password_hash = ?, totp = (SELECT totp FROM users WHERE id = ?), totp_at = '2026-01-01 00:00:00+00:00' WHERE id = ?", hash, h.scope.User.ID, bob.User.ID)
	b := h.browser()
	b.post("/sign-in", "email", "bob@example.com", "password", goodPassword).want(t, http.StatusSeeOther)
	b.post(secondURL, "code", a.code(0)).want(t, http.StatusConflict)
	b.get("/servers").want(t, http.StatusSeeOther)
}

// TestFactorChangeEndsOtherSessions of the person, and no other person's.
// Case 13: a change of the second factor ends all other sessions.
func TestFactorChangeEndsOtherSessions(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*browser){
		"set up": func(b *browser) {
			a := b.scanned()
			b.post(appURL, "code", a.code(1)).want(t, http.StatusOK)
		},
		"turned off": func(b *browser) { b.post(appOffURL).want(t, http.StatusSeeOther) },
		"new codes":  func(b *browser) { b.post(codesURL).want(t, http.StatusOK) },
	} {
		h := newHouse(t)
		if name != "set up" {
			h.withApp()
		}
		here, there, stranger := h.as(h.scope), h.as(h.scope), h.as(h.Team(t, "bob"))
		change(here)
		here.get("/servers").want(t, http.StatusOK)
		stranger.get("/servers").want(t, http.StatusOK)
		if to := there.get("/servers").Header.Get("Location"); to != "/sign-in?next=%2Fservers" {
			t.Errorf("%s: the other session is sent to %q", name, to)
		}
	}
}

// TestAnotherAppTakesThePlace of the first, whose codes are worth nothing then;
// recovery codes stay.
func TestAnotherAppTakesThePlace(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	old := h.withApp()
	b := h.as(h.scope)
	b.get(securityURL).want(t, http.StatusOK, "Set up another app")
	fresh := b.scanned()
	b.post(appURL, "code", fresh.code(0)).want(t, http.StatusSeeOther)
	second := h.passedPassword()
	second.post(secondURL, "code", old.code(1)).want(t, http.StatusUnprocessableEntity, "does not match")
	second.post(secondURL, "recovery", old.codes[0]).want(t, http.StatusSeeOther)
	second.get("/servers").want(t, http.StatusOK, "A recovery code was used", "9 are left.")
}

// TestTurnedOff: asked first, then the password is enough again.
func TestTurnedOff(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.withApp()
	b := h.as(h.scope)
	b.get(appOffURL).want(t, http.StatusOK, "Your password alone lets you in", "All your other sessions end.")
	b.post(appOffURL).want(t, http.StatusSeeOther)
	b.get(securityURL).want(t, http.StatusOK, "The authenticator app is turned off", "Off")
	b.get(appOffURL).want(t, http.StatusNotFound)
	b.post(appOffURL).want(t, http.StatusSeeOther)
	if h.Int(t, "SELECT COUNT(*) FROM recovery_codes")+h.Int(t, "SELECT COUNT(*) FROM users WHERE totp IS NOT NULL OR totp_step <> 0") != 0 {
		t.Error("something is left")
	}
	if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'factor.turn_off'"); n != 1 {
		t.Errorf("%d entries", n)
	}
	if to := h.browser().signIn(goodPassword).Header.Get("Location"); to != "/" {
		t.Errorf("sent to %q", to)
	}
	b.post(codesURL).want(t, http.StatusSeeOther)
	b.get(securityURL).want(t, http.StatusOK, "Set one up first")
}

// TestNewCodes end the ones before; few are warned of; the file holds none but
// the person's own.
func TestNewCodes(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a := h.withApp()
	b := h.as(h.scope)
	codes := b.post(codesURL).codes()
	if len(codes) != models.RecoveryCodes || codes[0] == a.codes[0] {
		t.Fatalf("%d codes", len(codes))
	}
	file := b.post(codesFile, "code", codes[0], "code", codes[1], "code", a.codes[0], "code", "=cmd")
	file.want(t, http.StatusOK, codes[0], codes[1], "ann@example.com")
	if strings.Contains(file.body, a.codes[0]) || strings.Contains(file.body, "=cmd") ||
		!strings.HasPrefix(file.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the file: %q", file.body)
	}
	h.as(h.Team(t, "bob")).post(codesFile, "code", codes[0]).want(t, http.StatusNotFound)
	h.passedPassword().post(secondURL, "recovery", a.codes[1]).want(t, http.StatusUnprocessableEntity)
	for i, want := range []string{"9 of 10", "8 of 10", "7 of 10", "6 of 10", "5 of 10", "4 of 10", "3 of 10", "2 of 10", "One of 10", "None is left."} {
		h.passedPassword().post(secondURL, "recovery", codes[i]).want(t, http.StatusSeeOther)
		page := b.get(securityURL)
		page.want(t, http.StatusOK, want)
		if warned := strings.Contains(page.body, "Make new ones before you need them."); warned != (i >= 7) {
			t.Errorf("%s: warned %v", want, warned)
		}
	}
	h.passedPassword().get(secondURL).want(t, http.StatusOK, "No recovery code is left.")
}

// TestChangesNeedAProof that is recent.
func TestChangesNeedAProof(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.withApp()
	b := h.as(h.scope)
	b.post(appStartURL).want(t, http.StatusSeeOther)
	h.Clock.Add(proofFor + time.Second)
	for _, path := range []string{appStartURL, appURL, appOffURL, codesURL, policyURL} {
		b.post(path, "code", "000000").want(t, http.StatusForbidden, "Confirm that it is you")
	}
	if to := b.get(appURL).Header.Get("Location"); !strings.HasPrefix(to, proveURL) {
		t.Errorf("sent to %q", to)
	}
}

// TestRequiredFactor closes the team to members without one, who see why and
// set one up; the owner needs one first.
func TestRequiredFactor(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	h.server("secret-name", providers.Running)
	owner, admin := h.as(h.scope), h.as(h.member("bea@example.com", access.Admin))
	admin.get(policyURL).want(t, http.StatusForbidden)
	admin.post(policyURL, "require_factor", "1").want(t, http.StatusForbidden)
	owner.post(policyURL, "require_factor", "1").want(t, http.StatusUnprocessableEntity, "Set up a second factor of your own first", "checked")
	a := owner.scanned()
	owner.post(appURL, "code", a.code(0)).want(t, http.StatusOK)
	owner.get(policyURL).want(t, http.StatusOK, "1 of 2 has none.", "bea@example.com")
	owner.post(policyURL, "require_factor", "1").want(t, http.StatusSeeOther)
	owner.get("/servers").want(t, http.StatusOK, "secret-name")
	for _, path := range []string{"/", "/servers", "/servers.csv", "/settings", "/settings/alerts", "/servers/1", "/accounts"} {
		if to := admin.get(path).Header.Get("Location"); to != securityURL {
			t.Errorf("%s: sent to %q", path, to)
		}
	}
	for _, answer := range []page{admin.hx().get("/nav"), admin.get("/events")} {
		if answer.StatusCode != http.StatusForbidden || answer.Header.Get("HX-Redirect") != securityURL {
			t.Errorf("a script gets %d, %q", answer.StatusCode, answer.Header.Get("HX-Redirect"))
		}
	}
	admin.post("/accounts/1/refresh").want(t, http.StatusSeeOther)
	admin.post(policyURL).want(t, http.StatusSeeOther)
	page := admin.get(securityURL)
	page.want(t, http.StatusOK, "requires a second factor of all members")
	page.lacks(t, "secret-name", "data-live-key")
	b := admin.scanned()
	admin.post(appURL, "code", b.code(0)).want(t, http.StatusOK)
	admin.get("/servers").want(t, http.StatusOK, "secret-name")
	if got := h.Text(t, "SELECT before || ' ' || after FROM audits WHERE action = 'team.require_factor'"); got != `{"second factor":"not required"} {"second factor":"required"}` {
		t.Errorf("recorded: %s", got)
	}
	admin.get(appOffURL).want(t, http.StatusOK, "its pages stay closed to you")
	owner.post(policyURL).want(t, http.StatusSeeOther)
	h.as(h.member("cid@example.com", access.Viewer)).get("/servers").want(t, http.StatusOK)
}

// TestSingleSignOnCountsAsFactor of its own session, and a passkey as one of
// the person.
func TestSingleSignOnCountsAsFactor(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Exec(t, "UPDATE teams SET require_factor = 1")
	b := h.as(h.scope)
	b.get("/servers").want(t, http.StatusSeeOther)
	h.Exec(t, `UPDATE web_sessions SET data = json_set(data, '$.by', ?)`, bySSO)
	b.get("/servers").want(t, http.StatusOK)
	h.Exec(t, `UPDATE web_sessions SET data = json_set(data, '$.by', ?)`, byPassword)
	b.get("/servers").want(t, http.StatusSeeOther)
	h.Exec(t, "INSERT INTO passkeys (user_id, name, credential_id) VALUES (?, 'key', 'x')", h.scope.User.ID)
	b.get("/servers").want(t, http.StatusOK)
}
