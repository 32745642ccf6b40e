package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
	"pinfold/internal/totp"
)

// app is the authenticator app of a person in a test.
type app struct {
	h      *house
	secret secrets.Text
	codes  []string
}

// withApp lets ann sign in by password and app.
func (h *house) withApp() app {
	h.t.Helper()
	h.withPassword()
	a := app{h: h, secret: totp.NewSecret()}
	sealed, err := h.keys.Seal(totpOf(h.scope.User.ID), []byte(a.secret.Reveal()))
	testdb.Must(h.t, err)
	a.codes, err = h.scope.SetTOTP(ctx, models.AuthenticatorApp{Sealed: sealed}, "", models.Audit{Action: "factor.app"})
	testdb.Must(h.t, err)
	return a
}

// code is what the app shows, off by some steps.
func (a app) code(off int64) string {
	a.h.t.Helper()
	code, err := totp.Code(a.secret, totp.StepAt(a.h.Clock.Now())+off)
	testdb.Must(a.h.t, err)
	return code
}

// passedPassword is a browser that is asked for the second factor.
func (h *house) passedPassword() *browser {
	h.t.Helper()
	b := h.browser()
	if to := b.signIn(goodPassword, "next", "/servers?q=a").Header.Get("Location"); to != secondURL {
		h.t.Fatalf("sent to %q", to)
	}
	return b
}

// TestPasswordAloneOpensNothing: not a page, not the stream, until the second
// factor is given; then one goes where one wanted to.
func TestPasswordAloneOpensNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a := h.withApp()
	b := h.passedPassword()
	first := b.cookie
	for _, path := range []string{"/servers", "/settings", "/settings/security", "/events"} {
		if got := b.get(path).StatusCode; got != http.StatusSeeOther && got != http.StatusUnauthorized {
			t.Errorf("%s: status %d", path, got)
		}
	}
	if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'session.begin'"); n != 0 {
		t.Errorf("%d sign-ins are recorded", n)
	}
	b.get(secondURL).want(t, http.StatusOK, `autocomplete="one-time-code"`, `inputmode="numeric"`, "Use a recovery code", "ann@example.com")
	b.post(secondURL, "code", "").want(t, http.StatusUnprocessableEntity)
	if to := b.post(secondURL, "code", a.code(0)).Header.Get("Location"); to != "/servers?q=a" {
		t.Errorf("sent to %q", to)
	}
	if b.cookie == first {
		t.Error("the session kept its id")
	}
	b.get("/servers").want(t, http.StatusOK)
	b.cookie = first
	b.get(secondURL).want(t, http.StatusSeeOther)
	if got := h.Text(t, "SELECT group_concat(action || ' ' || outcome, ', ') FROM (SELECT * FROM audits WHERE action LIKE 'session.%' ORDER BY id)"); got != "session.factor accepted: app, session.begin signed in" {
		t.Errorf("recorded: %s", got)
	}
}

// TestCodeWorksOnceInParallel: it comes twenty times at once, from sign-ins of
// their own.
// Case 14: a code twenty times at once, one success.
func TestCodeWorksOnceInParallel(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a := h.withApp()
	const many = 20
	for name, send := range map[string]func(*browser) page{
		"code":          func(b *browser) page { return b.post(secondURL, "code", a.code(0)) },
		"recovery code": func(b *browser) page { return b.post(secondURL, "recovery", a.codes[0]) },
	} {
		browsers := make([]*browser, many)
		for i := range browsers {
			browsers[i] = h.passedPassword()
			browsers[i].address = fmt.Sprintf("192.0.2.%d:1", 1+i%9) // or the throttle would refuse them
		}
		var mu sync.Mutex
		var all sync.WaitGroup
		in := 0
		for _, b := range browsers {
			all.Go(func() {
				answer := send(b)
				mu.Lock()
				defer mu.Unlock()
				if answer.StatusCode == http.StatusSeeOther && answer.Header.Get("Location") != "/sign-in" {
					in++
				}
			})
		}
		all.Wait()
		if in != 1 {
			t.Errorf("%s: %d got in", name, in)
		}
		h.Clock.Add(wrongWindow) // the tries are forgotten
	}
}

// TestCodeWorksOnce, and none before it works after it.
// Case 14: a code twice, one after the other.
func TestCodeWorksOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a := h.withApp()
	h.passedPassword().post(secondURL, "code", a.code(0)).want(t, http.StatusSeeOther)
	b := h.passedPassword()
	b.post(secondURL, "code", a.code(0)).want(t, http.StatusUnprocessableEntity, "was used already")
	b.post(secondURL, "code", a.code(-1)).want(t, http.StatusUnprocessableEntity, "was used already")
	b.post(secondURL, "code", a.code(2)).want(t, http.StatusUnprocessableEntity, "does not match")
	b.post(secondURL, "code", a.code(1)).want(t, http.StatusSeeOther)
}

// TestRecoveryCodeWorksOnce, however it is typed, and of its owner only.
func TestRecoveryCodeWorksOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a := h.withApp()
	bob := h.Team(t, "bob")
	theirs, err := bob.RenewRecoveryCodes(ctx, "", models.Audit{Action: "factor.codes"})
	testdb.Must(t, err)
	typed := strings.ToUpper(strings.ReplaceAll(a.codes[3], "-", " "))
	h.passedPassword().post(secondURL, "recovery", typed).want(t, http.StatusSeeOther)
	b := h.passedPassword()
	for _, code := range []string{a.codes[3], theirs[0], "abcd-efgh-ijkl-mnop", strings.Repeat("0", 64)[:40]} {
		b.post(secondURL, "recovery", code).want(t, http.StatusUnprocessableEntity, "none of your unused recovery codes")
	}
	if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'session.factor' AND outcome = 'refused: recovery code' AND address = '192.0.2.1'"); n != 4 {
		t.Errorf("%d refusals are recorded", n)
	}
}

// TestPendingEnds after ten minutes, with a changed password, a disabled
// person, and with the factor itself.
func TestPendingEnds(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*house){
		"time":     func(h *house) { h.Clock.Add(pendingFor) },
		"password": func(h *house) { h.Exec(t, "UPDATE users SET password_hash = 'another'") },
		"disabled": func(h *house) { h.Exec(t, "UPDATE users SET disabled_at = '2026-01-01 00:00:00+00:00'") },
		"passkey": func(h *house) {
			row := models.Passkey{Handle: []byte("h"), CredentialID: "c"}
			spent := models.SpentChallenge{Digest: "d", ExpiresAt: h.Now()}
			testdb.Must(t, h.scope.AddPasskey(ctx, &row, spent, "", models.Audit{Action: "passkey.add"}))
		},
		"factor": func(h *house) { testdb.Must(t, h.scope.DropTOTP(ctx, "", models.Audit{Action: "factor.app_off"})) },
	} {
		h := newHouse(t)
		a := h.withApp()
		b := h.passedPassword()
		b.get(secondURL).want(t, http.StatusOK)
		end(h)
		for _, answer := range []page{b.get(secondURL), b.post(secondURL, "code", a.code(0)), b.post(secondURL, "recovery", a.codes[0])} {
			if answer.StatusCode != http.StatusSeeOther || answer.Header.Get("Location") != "/sign-in" {
				t.Errorf("%s: status %d, to %q", name, answer.StatusCode, answer.Header.Get("Location"))
			}
		}
	}
}

// TestGuessesOfCodesEnd by person and address, and by person over all
// addresses; a person who guesses nothing gets in from elsewhere.
func TestGuessesOfCodesEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a := h.withApp()
	b, owner := h.passedPassword(), h.passedPassword()
	for _, left := range []string{"4 tries are left", "3 tries are left", "2 tries are left", "1 try is left", "No try is left"} {
		b.post(secondURL, "code", a.code(5)).want(t, http.StatusUnprocessableEntity, left)
	}
	b.post(secondURL, "code", a.code(0)).want(t, http.StatusTooManyRequests, "Too many tries")
	b.post(secondURL, "recovery", a.codes[0]).want(t, http.StatusTooManyRequests, "Too many tries")
	owner.address = "198.51.100.7:1"
	owner.post(secondURL, "code", a.code(0)).want(t, http.StatusSeeOther)
	last := 0
	for i := range wrongPerAddress {
		b.address = fmt.Sprintf("203.0.113.%d:1", 1+i/5)
		last = b.post(secondURL, "code", a.code(5)).StatusCode
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("status %d", last)
	}
}

// TestWhereToGoIsNotReadable in the database: the address may be a link with a
// secret, such as that of an invitation.
func TestWhereToGoIsNotReadable(t *testing.T) {
	t.Parallel()
	const next = "/invitations/CANARY"
	h := newHouse(t)
	a := h.withApp()
	b := h.browser()
	b.signIn(goodPassword, "next", next).want(t, http.StatusSeeOther)
	if h.Int(t, "SELECT COUNT(*) FROM web_sessions WHERE CAST(data AS TEXT) LIKE '%CANARY%'") != 0 {
		t.Error("it stands in the session")
	}
	if to := b.post(secondURL, "code", a.code(0)).Header.Get("Location"); to != next {
		t.Errorf("leads to %q", to)
	}
	n := newInn(t)
	n.knows(n.scope, "s-ann")
	g := n.guest()
	at := g.leave("/sign-in/sso", "next", next)
	if n.Int(t, "SELECT COUNT(*) FROM sso_attempts WHERE next LIKE '%CANARY%'") != 0 {
		t.Error("it stands in the attempt")
	}
	if to := g.back(n.issuer.SignIn(t, at, "ann")).Header.Get("Location"); to != next {
		t.Errorf("single sign-on leads to %q", to)
	}
}
