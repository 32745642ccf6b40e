package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestPasskeyIsSecondFactor after the password: the person's own, asked for in
// this session.
func TestPasskeyIsSecondFactor(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	d, eves := h.withPasskey(h.scope, "Laptop"), h.withPasskey(h.Team(t, "eve"), "Hers")
	h.withPassword()
	h.browser().post(secondPasskeyURL, "assertion", "x").want(t, http.StatusSeeOther)
	h.browser().post(secondPasskeyURL+"/options").want(t, http.StatusSeeOther)
	b, other := h.passedPassword(), h.passedPassword()
	b.get(secondURL).want(t, http.StatusOK, "Use a passkey", `data-passkey="`+secondPasskeyURL+`/options"`)
	public, state := b.options(secondPasskeyURL + "/options")
	if !strings.Contains(public, d.id()) || strings.Contains(public, eves.id()) {
		t.Errorf("asked for %s", public)
	}
	for name, answer := range map[string]string{
		"another person's": field(t, state, eves.signs(public)), "another session's": d.answered(other, secondPasskeyURL+"/options"),
		"a sign-in": d.answered(b, signInPasskeyOptions), "nothing": "",
	} {
		b.post(secondPasskeyURL, "assertion", answer).want(t, 422, "This passkey was not taken.", "left for now.")
		if got := b.get("/servers").StatusCode; got != http.StatusSeeOther {
			t.Fatalf("%s: signed in", name)
		}
	}
	answer, before := d.answered(b, secondPasskeyURL+"/options"), b.cookie
	if to := b.post(secondPasskeyURL, "assertion", answer).Header.Get("Location"); to != "/servers?q=a" || b.cookie == before {
		t.Errorf("sent to %q, a new session: %v", to, b.cookie != before)
	}
	b.get("/servers").want(t, http.StatusOK)
	want := strings.Repeat("session.factor  refused: passkey, ", 4) + "session.factor  accepted: passkey"
	if got := h.trail("session.factor"); got != want {
		t.Errorf("recorded: %s", got)
	}
}

// TestPasskeyTriesAsSecondFactorAreCounted together with those of codes.
func TestPasskeyTriesAsSecondFactorAreCounted(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	d := h.withPasskey(h.scope, "Laptop")
	h.withPassword()
	b := h.passedPassword()
	for range wrongPerName {
		b.post(secondPasskeyURL, "assertion", "x").want(t, 422)
	}
	b.post(secondPasskeyURL, "assertion", d.answered(b, secondPasskeyURL+"/options")).want(t, http.StatusTooManyRequests, "Too many tries.")
}

// TestSecondFactorWithoutPasskeys: after a change of the address it says why a
// passkey is not asked for.
func TestSecondFactorWithoutPasskeys(t *testing.T) {
	t.Parallel()
	h := newHouse(t, overHTTPS)
	h.withPasskey(h.scope, "Laptop")
	h.withPassword()
	o := h.options
	o.URL = &url.URL{Scheme: "https", Host: "192.0.2.7"}
	moved, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	h.handler = moved
	b := h.passedPassword()
	b.get(secondURL).want(t, http.StatusOK, "Passkeys need a host name")
	b.post(secondPasskeyURL, "assertion", "x").want(t, 422)
}
