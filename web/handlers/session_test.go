package handlers

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// withPassword lets ann sign in by the form.
func (h *house) withPassword() *house {
	h.t.Helper()
	hash, err := goodHash()
	testdb.Must(h.t, err)
	h.Exec(h.t, "UPDATE users SET password_hash = ?", hash)
	return h
}

func (b *browser) signIn(word string, more ...string) page {
	b.t.Helper()
	return b.post("/sign-in", append([]string{"email", "ann@example.com", "password", word}, more...)...)
}

func (p page) cookie(name string) *http.Cookie {
	for _, c := range p.Cookies() {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// TestCookieIsPinned: over https to this host and to https; always out of
// reach of scripts and of posts from elsewhere.
func TestCookieIsPinned(t *testing.T) {
	t.Parallel()
	for _, secure := range []bool{true, false} {
		h := newHouse(t, func(o *Options) {
			if secure {
				overHTTPS(o)
			}
		}).withPassword()
		name := map[bool]string{true: "__Host-panel", false: "panel"}[secure]
		b := h.browser()
		answer := b.signIn(goodPassword)
		answer.want(t, http.StatusSeeOther)
		c := answer.cookie(name)
		if c == nil || c.Secure != secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" ||
			c.MaxAge != int(sessionMost.Seconds()) || len(c.Value) < 26 {
			t.Fatalf("https %v: cookie %+v", secure, c)
		}
		if h.Int(t, "SELECT COUNT(*) FROM web_sessions WHERE digest = ? OR data LIKE ?", c.Value, "%"+c.Value+"%") != 0 {
			t.Error("the database holds the token itself")
		}
		b.get("/servers").want(t, 200)
		out := b.post("/sign-out").cookie(name)
		if out == nil || out.MaxAge >= 0 || out.Secure != secure || out.Path != "/" {
			t.Errorf("https %v: signed out with %+v", secure, out)
		}
		b.cookie = c.Value
		b.get("/servers").want(t, http.StatusSeeOther)
	}
}

// TestSignInRenewsTheSession: an id that was set before is worth nothing, be
// it invented, stolen, or somebody's live session.
//
// Case 12: a session set before login gets a new id, the old one is dead.
func TestSignInRenewsTheSession(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	live := h.as(h.scope)
	for _, planted := range []string{"", "PLANTED", live.cookie} {
		b := h.browser()
		b.cookie = planted
		b.signIn(goodPassword).want(t, http.StatusSeeOther)
		if b.cookie == planted || b.cookie == "" {
			t.Errorf("the session is still %q", planted)
		}
		b.get("/servers").want(t, 200)
		old := h.browser()
		old.cookie = planted
		old.get("/servers").want(t, http.StatusSeeOther)
	}
}

// TestSessionEnds after a week without a request, and after thirty days in
// any case.
func TestSessionEnds(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	idle, used := h.as(h.scope), h.as(h.scope)
	for range 4 {
		h.Clock.Add(sessionIdle - time.Hour)
		used.get("/nav").want(t, 200)
	}
	idle.get("/servers").want(t, http.StatusSeeOther)
	h.Clock.Add(2*24*time.Hour + 3*time.Hour) // 30 days less an hour
	used.get("/nav").want(t, 200)
	h.Clock.Add(2 * time.Hour)
	used.get("/nav").want(t, http.StatusSeeOther)
}

// TestClockSetBackProlongsNothing, nor does it end a session.
// Case 35: a clock that is set back prolongs no session.
func TestClockSetBackProlongsNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	b := h.as(h.scope)
	ends := h.Text(t, "SELECT expires_at FROM web_sessions")
	h.Clock.Add(-time.Hour)
	b.get("/nav").want(t, 200)
	if got := h.Text(t, "SELECT expires_at FROM web_sessions"); got != ends {
		t.Errorf("ends at %s instead of %s", got, ends)
	}
}

// TestToastIsShownOnce, on the next page and not in a fragment.
func TestToastIsShownOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	b := h.as(h.scope)
	const text = "Reading main again"
	b.post("/accounts/1/refresh").want(t, http.StatusSeeOther)
	if strings.Contains(b.hx().get("/nav").body, text) {
		t.Error("a fragment took it")
	}
	b.get("/accounts").want(t, 200, text)
	if strings.Contains(b.get("/accounts").body, text) {
		t.Error("it is shown again")
	}
	b.hx().post("/accounts/1/refresh").want(t, 200, text)
	if strings.Contains(b.get("/accounts").body, text) {
		t.Error("a script and the next page both got it")
	}
}

// TestDisabledOrRemovedPersonIsOut at once, and can reach the sign-in form
// instead of being sent in circles.
func TestDisabledOrRemovedPersonIsOut(t *testing.T) {
	t.Parallel()
	for _, change := range []string{"UPDATE users SET disabled_at = '2026-01-01 00:00:00+00:00'", "DELETE FROM memberships"} {
		h := newHouse(t)
		other := models.User{Email: "bob@example.com"}
		_, err := h.CreateTeam(ctx, "others", &other) // so that the panel has an owner
		testdb.Must(t, err)
		b := h.as(h.scope)
		b.get("/servers").want(t, 200)
		h.Exec(t, change+" "+map[bool]string{true: "WHERE id = 1", false: "WHERE user_id = 1"}[strings.HasPrefix(change, "UPDATE")])
		if answer := b.get("/servers"); strings.HasPrefix(change, "DELETE") {
			answer.want(t, http.StatusNotFound, "You are in no team", "Ask the owner of a team")
			b.get("/").want(t, http.StatusForbidden, "You are in no team", "/sign-out")
		} else if to := answer.Header.Get("Location"); to != "/sign-in?next=%2Fservers" {
			t.Errorf("%s: sent to %q", change, to)
		}
		b.get("/sign-in").want(t, 200, "Password")
	}
}

// TestAskedToSignIn: a page is sent there and back, a script is told.
func TestAskedToSignIn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	b := h.browser()
	for path, want := range map[string]string{
		"/": "/sign-in", "/servers?q=a&page=2": "/sign-in?next=%2Fservers%3Fq%3Da%26page%3D2",
		actionPath(server, "server.stop"): "/sign-in?next=%2Fservers%2F1%2Factions%2Fserver.stop",
	} {
		if got := b.get(path).Header.Get("Location"); got != want {
			t.Errorf("%s: sent to %q", path, got)
		}
	}
	if got := b.post(actionPath(server, "server.stop")).Header.Get("Location"); got != "/sign-in" {
		t.Errorf("a post is sent to %q", got)
	}
	for _, answer := range []page{b.hx().get("/servers"), b.get("/events")} {
		if answer.StatusCode != http.StatusUnauthorized || answer.Header.Get("HX-Redirect") != "/sign-in" {
			t.Errorf("a script gets %d, %q", answer.StatusCode, answer.Header.Get("HX-Redirect"))
		}
	}
}
