package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
)

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

func TestDevices(t *testing.T) {
	for agent, want := range map[string]string{
		firefox: "Firefox on Linux",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36":                         "Chrome on Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0":           "Edge on Windows",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1": "Safari on iPhone",
		"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36":                         "Chrome on Android",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15":                   "Safari on macOS",
		"curl/8.5.0": "curl", "": "An unknown browser", "<script>": "An unknown browser", "Something (Windows)": "A browser on Windows",
	} {
		if got := deviceWords(agent); got != want {
			t.Errorf("%s is %q, want %q", agent, got, want)
		}
	}
}

// TestSessionsAreListedAndEnded: the own one is marked, one or all others end,
// and nothing of anybody else's is there.
func TestSessionsAreListedAndEnded(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	here, second, third := h.browser(), h.browser(), h.browser()
	second.address = "198.51.100.7:1"
	second.header.Set("User-Agent", firefox)
	for _, b := range []*browser{here, second, third} {
		b.signIn(goodPassword).want(t, http.StatusSeeOther)
	}
	bob := h.as(h.Team(t, "bob"))
	page := here.get(sessionsURL)
	page.want(t, 200, "This browser", "Firefox on Linux", "198.51.100.7", "End 2 other sessions")
	if n := strings.Count(page.body, `id="session-`); n != 3 {
		t.Errorf("%d sessions", n)
	}
	end := sessionsURL + "/" + digestOf(second.cookie) + "/end"
	missing := bob.post(sessionsURL + "/" + digestOf("none") + "/end")
	if foreign := bob.post(end); foreign.StatusCode != http.StatusNotFound || missing.StatusCode != http.StatusNotFound || foreign.plain() != missing.plain() {
		t.Errorf("somebody else's: status %d, a missing one: %d", foreign.StatusCode, missing.StatusCode)
	}
	second.get("/servers").want(t, 200)
	here.post(end).want(t, http.StatusSeeOther)
	second.get("/servers").want(t, http.StatusSeeOther)
	third.get("/servers").want(t, 200)
	here.post(sessionsURL+"/others").want(t, http.StatusSeeOther)
	third.get("/servers").want(t, http.StatusSeeOther)
	here.get("/servers").want(t, 200)
	bob.get("/servers").want(t, 200)
	if h.Int(t, "SELECT COUNT(*) FROM audits WHERE user_id = 1 AND action IN ('session.end', 'session.end_others')") != 2 {
		t.Error("not recorded")
	}
}

// TestSessionRemembersWhereItIsUsed now, beside where it began.
func TestSessionRemembersWhereItIsUsed(t *testing.T) {
	t.Parallel()
	h := newHouse(t, behindProxy).withPassword()
	b := h.browser()
	b.address = "10.0.0.1:1"
	b.header.Set("X-Forwarded-For", "203.0.113.9")
	b.signIn(goodPassword).want(t, http.StatusSeeOther)
	b.header.Set("X-Forwarded-For", "203.0.113.20")
	h.Clock.Add(6 * time.Minute)
	b.get("/nav").want(t, 200)
	if got := h.Text(t, "SELECT address || ' ' || seen_address FROM web_sessions"); got != "203.0.113.9 203.0.113.20" {
		t.Errorf("addresses %q", got)
	}
	b.get(sessionsURL).want(t, 200, "ago from 203.0.113.20", "from 203.0.113.9.")
}

// Case 35: sessions end by what is set now, in use or not, whatever the clock
// does meanwhile.
func TestSessionsEndAsSet(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *Options) { o.SessionIdle, o.SessionMax = time.Hour, 3*time.Hour }).withPassword()
	idle, used := h.browser(), h.browser()
	idle.signIn(goodPassword).want(t, http.StatusSeeOther)
	if answer := used.signIn(goodPassword); answer.cookie("panel").MaxAge != 3*3600 {
		t.Errorf("the cookie lasts %d s", answer.cookie("panel").MaxAge)
	}
	for range 3 {
		h.Clock.Add(59 * time.Minute)
		used.get("/nav").want(t, 200)
		h.Clock.Add(-time.Hour) // An hour back and forth prolongs nothing.
		used.get("/nav").want(t, 200)
		h.Clock.Add(time.Hour)
	}
	idle.get("/nav").want(t, http.StatusSeeOther)
	h.Clock.Add(3 * time.Minute)
	used.get("/nav").want(t, http.StatusSeeOther)
}

// TestShorterSettingEndsOldSessions too.
func TestShorterSettingEndsOldSessions(t *testing.T) {
	began := time.Date(2026, 3, 8, 0, 0, 0, 0, time.UTC)
	row := models.WebSession{CreatedAt: began, SeenAt: began.Add(10 * time.Hour), ExpiresAt: began.Add(7 * 24 * time.Hour)}
	for _, test := range []struct {
		idle, most, after time.Duration
		over              bool
	}{
		{0, 0, 20 * time.Hour, false}, {time.Hour, 30 * time.Hour, 10*time.Hour + 59*time.Minute, false}, {time.Hour, 30 * time.Hour, 11 * time.Hour, true},
		{12 * time.Hour, 12 * time.Hour, 12 * time.Hour, true}, {40 * 24 * time.Hour, 0, 39 * 24 * time.Hour, false},
	} {
		l := lifetimeOf(Options{SessionIdle: test.idle, SessionMax: test.most})
		if got := l.over(row, began.Add(test.after)); got != test.over {
			t.Error(fmt.Sprintf("%+v", test), got)
		}
	}
}
