package handlers

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"pinfold/internal/testdb"
)

// TestPasskeySignsIn without an e-mail, into a new session, to where one wanted
// to go; it proves who one is.
func TestPasskeySignsIn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	d := h.withPasskey(h.scope, "Laptop")
	b := h.browser()
	b.cookie = h.as(h.scope).cookie
	before := b.cookie
	b.get("/sign-in").want(t, http.StatusSeeOther)
	b.cookie = ""
	b.get("/sign-in?next=/keys").want(t, http.StatusOK, "Continue with a passkey", `autocomplete="username webauthn"`, `data-passkey="/sign-in/passkey/options"`)
	b.cookie = before
	if to := b.signInBy(d, "next", "/keys").Header.Get("Location"); to != "/keys" {
		t.Errorf("sent to %q", to)
	}
	if b.cookie == before || h.Int(t, "SELECT COUNT(*) FROM web_sessions WHERE digest = ?", digestOf(before)) != 0 {
		t.Error("the session from before the sign-in lives on")
	}
	b.get("/settings/security").want(t, http.StatusOK, "Laptop", "last used")
	b.get(passkeysURL+"/new").want(t, http.StatusOK, "Create passkey") // The proof is fresh.
	if got := h.trail("session.begin"); got != "session.begin  signed in" {
		t.Errorf("recorded: %s", got)
	}
	if got := h.Text(t, "SELECT details FROM audits WHERE action = 'session.begin'"); !strings.Contains(got, "passkey") {
		t.Errorf("details: %s", got)
	}
}

// TestPasskeyRefusals: whatever is wrong, the answer is the same sentence, and
// nobody is signed in.
func TestPasskeyRefusals(t *testing.T) {
	t.Parallel()
	for name, attack := range map[string]func(*house, *device, *browser) string{
		"replayed": func(h *house, d *device, b *browser) string {
			answer := d.answered(b, signInPasskeyOptions)
			b.post(signInPasskey, "assertion", answer).want(t, http.StatusSeeOther)
			h.Exec(t, "DROP TRIGGER audit_kept")
			h.Exec(t, "DELETE FROM audits")
			b.cookie = ""
			return answer
		},
		"another origin": func(_ *house, d *device, b *browser) string {
			d.party.Origin = "https://panel.example.evil.example"
			return d.answered(b, signInPasskeyOptions)
		},
		"another port": func(_ *house, d *device, b *browser) string {
			d.party.Origin = "https://panel.example:8443"
			return d.answered(b, signInPasskeyOptions)
		},
		"another host's passkey": func(_ *house, d *device, b *browser) string {
			d.party.ID = "evil.example"
			return d.answered(b, signInPasskeyOptions)
		},
		"unknown passkey": func(_ *house, d *device, b *browser) string {
			other := newDevice(t)
			other.auth.Options.UserHandle = d.auth.Options.UserHandle
			return other.answered(b, signInPasskeyOptions)
		},
		"another key under a known id": func(_ *house, d *device, b *browser) string {
			other := newDevice(t)
			other.auth.Options.UserHandle, other.key.ID = d.auth.Options.UserHandle, d.key.ID
			return other.answered(b, signInPasskeyOptions)
		},
		"another person's handle": func(h *house, d *device, b *browser) string {
			d.auth.Options.UserHandle = h.withPasskey(h.Team(t, "bob"), "Phone").auth.Options.UserHandle
			return d.answered(b, signInPasskeyOptions)
		},
		"no handle": func(_ *house, d *device, b *browser) string {
			d.auth.Options.UserHandle = nil
			return d.answered(b, signInPasskeyOptions)
		},
		"holder not verified": func(_ *house, d *device, b *browser) string {
			d.auth.Options.UserNotVerified = true
			return d.answered(b, signInPasskeyOptions)
		},
		"holder not present": func(_ *house, d *device, b *browser) string {
			d.auth.Options.UserNotPresent = true
			return d.answered(b, signInPasskeyOptions)
		},
		"too late": func(h *house, d *device, b *browser) string {
			answer := d.answered(b, signInPasskeyOptions)
			h.Clock.Add(challengeLasts)
			return answer
		},
		"the answer to another question": func(h *house, d *device, b *browser) string {
			return d.answered(h.as(h.scope), passkeysURL+"/proof")
		},
		"a challenge of one's own": func(_ *house, d *device, b *browser) string {
			_, state := b.options(signInPasskeyOptions)
			public, _ := b.options(signInPasskeyOptions)
			return field(t, state, d.signs(public))
		},
		"a changed state": func(_ *house, d *device, b *browser) string {
			public, state := b.options(signInPasskeyOptions)
			return field(t, "A"+state[1:]+"A", d.signs(public))
		},
		"disabled person": func(h *house, d *device, b *browser) string {
			answer := d.answered(b, signInPasskeyOptions)
			h.Exec(t, "UPDATE users SET disabled_at = '2026-01-01 00:00:00+00:00' WHERE id = ?", h.scope.User.ID)
			return answer
		},
		"removed passkey": func(h *house, d *device, b *browser) string {
			h.withPassword()
			answer := d.answered(b, signInPasskeyOptions)
			h.as(h.scope).post(passkeysURL+"/1/remove").want(t, http.StatusSeeOther)
			return answer
		},
		"not an answer": func(*house, *device, *browser) string { return "{" },
		"null":          func(*house, *device, *browser) string { return "null" },
		"an empty one":  func(*house, *device, *browser) string { return `{"state":"","credential":{}}` },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, overHTTPS)
			d := h.withPasskey(h.scope, "Laptop").counted(7)
			b := h.browser()
			b.post(signInPasskey, "assertion", attack(h, d, b)).want(t, http.StatusUnprocessableEntity, passkeyRefused)
			if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'session.begin'"); n != 0 {
				t.Errorf("%d sign-ins are recorded", n)
			}
			b.get("/servers").want(t, http.StatusSeeOther)
		})
	}
}

// TestCopiedPasskeyIsRefused: one that counts backwards or stands still, and
// that is on record. One that never counts is taken.
func TestCopiedPasskeyIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	d := h.withPasskey(h.scope, "Laptop")
	for range 2 {
		h.browser().signInBy(d).want(t, http.StatusSeeOther)
	}
	h.browser().signInBy(d.counted(5)).want(t, http.StatusSeeOther)
	for _, n := range []uint32{5, 4, 0} {
		h.browser().signInBy(d.counted(n)).want(t, http.StatusUnprocessableEntity, passkeyRefused)
	}
	h.browser().signInBy(d.counted(6)).want(t, http.StatusSeeOther)
	if got := h.trail("session.refuse"); got != strings.Repeat("session.refuse Laptop refused, ", 2)+"session.refuse Laptop refused" {
		t.Errorf("recorded: %s", got)
	}
	if got := h.Text(t, "SELECT details || ' ' || address || ' ' || user_id || ' ' || team_id FROM audits WHERE action = 'session.refuse'"); !strings.Contains(got, "counter went back") ||
		!strings.HasSuffix(got, fmt.Sprintf(" 192.0.2.1 %d %d", h.scope.User.ID, h.scope.Team.ID)) {
		t.Errorf("recorded: %s", got)
	}
}

// TestPasskeyTriesAreCounted by address, and one that signs in clears them.
func TestPasskeyTriesAreCounted(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	d, wrong := h.withPasskey(h.scope, "Laptop"), newDevice(t)
	b := h.browser()
	for range wrongPerName - 1 {
		b.signInBy(wrong).want(t, http.StatusUnprocessableEntity, passkeyRefused)
	}
	b.signInBy(d).want(t, http.StatusSeeOther)
	b.cookie = ""
	for range wrongPerName {
		b.signInBy(wrong).want(t, http.StatusUnprocessableEntity, passkeyRefused)
	}
	b.signInBy(d).want(t, http.StatusTooManyRequests, "Too many tries.")
	other := h.browser()
	other.address = "198.51.100.7:5000"
	other.signInBy(d).want(t, http.StatusSeeOther)
	h.Clock.Add(wrongWindow + time.Second)
	b.signInBy(d).want(t, http.StatusSeeOther)
}

// TestLookingStoresNothing: whoever asks for a challenge again and again leaves
// nothing behind.
func TestLookingStoresNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	b := h.browser()
	before := h.Writes(t)
	seen := map[string]bool{}
	for range 20 {
		public, state := b.options(signInPasskeyOptions)
		seen[public], seen[state] = true, true
	}
	b.post(signInPasskey).want(t, http.StatusUnprocessableEntity, "No passkey came along.")
	if len(seen) != 40 {
		t.Errorf("%d of 40 are different", len(seen))
	}
	if h.Writes(t) != before || b.cookie != "" {
		t.Error("something was stored")
	}
}

// TestPasskeysNeedAName: where browsers take none, a sentence stands instead of
// the button, and there are no ways in.
func TestPasskeysNeedAName(t *testing.T) {
	t.Parallel()
	for address, why := range map[string]string{
		"http://127.0.0.1:8080": passkeysNeedName, "https://[::1]": passkeysNeedName, "https://192.0.2.7": passkeysNeedName,
		"http://panel.example": passkeysNeedHTTPS, "derived": passkeysNeedURL, "http://localhost:8080": "", "https://panel.example": "",
	} {
		h := newHouse(t, func(o *Options) {
			at, err := url.Parse(strings.Replace(address, "derived", "http://localhost:8080", 1))
			testdb.Must(t, err)
			o.URL, o.DerivedURL = at, address == "derived"
		})
		page, b := h.as(h.scope).get("/settings/security"), h.browser()
		if strings.Contains(page.body, "Add passkey") != (why == "") || !strings.Contains(page.body, html.EscapeString(why)) {
			t.Errorf("%s: the page lacks %q or offers what it cannot", address, why)
		}
		if strings.Contains(b.get("/sign-in").body, "passkey/options") != (why == "") {
			t.Errorf("%s: the button is there when it should not be, or is not", address)
		}
		status := map[bool]int{true: http.StatusOK, false: http.StatusNotFound}[why == ""]
		b.post(signInPasskeyOptions).want(t, status)
		h.as(h.scope).post(passkeysURL+"/options").want(t, status)
		h.as(h.scope).get(passkeysURL+"/new").want(t, status)
	}
}

// TestOriginIsAsBrowsersNameIt: without the port of the scheme.
func TestOriginIsAsBrowsersNameIt(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://panel.example:443": "https://panel.example", "http://localhost:80": "http://localhost",
		"https://panel.example:8443": "https://panel.example:8443", "http://localhost:443": "http://localhost:443",
	} {
		at, err := url.Parse(address)
		testdb.Must(t, err)
		if got := originOf(at); got != want {
			t.Errorf("%s: %s", address, got)
		}
	}
}
