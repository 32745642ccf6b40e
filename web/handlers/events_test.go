package handlers

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pinfold/internal/feed"
	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// stream is an open event stream; lines are its events.
type stream struct {
	t     *testing.T
	lines chan string
}

// listen opens a stream over a real connection, since events must arrive while
// it is open.
func (b *browser) listen() *stream {
	b.t.Helper()
	live := httptest.NewServer(b.handler)
	limited, cancel := context.WithTimeout(ctx, 40*time.Second)
	b.t.Cleanup(func() { cancel(); live.CloseClientConnections(); live.Close() })
	request, err := http.NewRequestWithContext(limited, http.MethodGet, live.URL+"/events", nil)
	testdb.Must(b.t, err)
	request.AddCookie(&http.Cookie{Name: b.cookieName(), Value: b.cookie})
	request.Header.Set("Accept-Encoding", "gzip")
	answer, err := http.DefaultTransport.RoundTrip(request)
	testdb.Must(b.t, err)
	if answer.StatusCode != 200 || answer.Header.Get("Content-Type") != "text/event-stream" ||
		answer.Header.Get("Content-Encoding") != "" || answer.Header.Get("X-Accel-Buffering") != "no" {
		b.t.Fatalf("status %d, %v", answer.StatusCode, answer.Header)
	}
	s := &stream{t: b.t, lines: make(chan string, 100)}
	go func() {
		defer close(s.lines)
		defer func() { _ = answer.Body.Close() }() // It was only read.
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if lines.Text() != "" {
				s.lines <- lines.Text()
			}
		}
	}()
	return s
}

// next is the next line, "" at the end of the stream.
func (s *stream) next(within time.Duration) string {
	s.t.Helper()
	select {
	case line := <-s.lines:
		return line
	case <-time.After(within):
		return "nothing came"
	}
}

// ended waits for the end of the stream, before which the pages are told to
// look. It returns what came instead.
func (s *stream) ended() string {
	s.t.Helper()
	line := s.next(5 * time.Second)
	if line == "data: nav" {
		line = s.next(5 * time.Second)
	}
	return line
}

// names waits for an event and returns its names.
func (s *stream) names() map[string]bool {
	s.t.Helper()
	line := s.next(5 * time.Second)
	text, ok := strings.CutPrefix(line, "data: ")
	if !ok {
		s.t.Fatalf("got %q", line)
	}
	names := map[string]bool{}
	for _, name := range strings.Fields(text) {
		names[name] = true
	}
	return names
}

// TestStreamTellsWhatOneMaySee: names of one's own team and accounts.
func TestStreamTellsWhatOneMaySee(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	bob := h.Team(t, "bob")
	mine := h.Account(t, h.scope, "second")
	eve := h.Limited(t, h.scope.Team.ID, "eve@example.com", mine.ID)
	streams := map[string]*stream{"ann": h.as(h.scope).listen(), "bob": h.as(bob).listen(), "eve": h.as(eve).listen()}
	event := func(team, account models.ID, kind string, id int64) feed.Event {
		return feed.Event{Team: int64(team), Account: int64(account), Kind: kind, ID: id}
	}
	ann := h.scope.Team.ID
	h.bus.Publish(event(ann, h.account.ID, "server", 17), event(ann, mine.ID, "server", 18), event(ann, h.account.ID, "account", 0),
		event(bob.Team.ID, 99, "server", 19), event(ann, 0, "operation", 20))
	for who, want := range map[string]string{
		"ann": "server-17 server-18 servers accounts nav operation-20 operations",
		"bob": "server-19 servers",
		"eve": "server-18 servers operation-20 operations",
	} {
		names := streams[who].names()
		for _, name := range strings.Fields(want) {
			if !names[name] {
				t.Errorf("%s was not told %s", who, name)
			}
			delete(names, name)
		}
		if len(names) > 0 {
			t.Errorf("%s was told %v", who, names)
		}
	}
	h.bus.Publish(event(bob.Team.ID, 99, "server", 19))
	if line := streams["ann"].next(200 * time.Millisecond); line != "nothing came" {
		t.Errorf("ann was told %q", line)
	}
}

// TestStreamEndsWithTheRightToListen, within five seconds: signed out
// elsewhere, expired, disabled, removed from the team, gone with the team, or kept
// out of it until there is a second factor.
func TestStreamEndsWithTheRightToListen(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*house, *browser){
		"signed out":    func(_ *house, b *browser) { b.post("/sign-out") },
		"expired":       func(h *house, _ *browser) { h.Clock.Add(sessionIdle + time.Second) },
		"disabled":      func(h *house, _ *browser) { h.Exec(h.t, "UPDATE users SET disabled_at = '2026-01-01 00:00:00+00:00'") },
		"removed":       func(h *house, _ *browser) { h.Exec(h.t, "DELETE FROM memberships") },
		"second factor": func(h *house, _ *browser) { h.Exec(h.t, "UPDATE teams SET require_factor = 1") },
		"nothing else":  nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			b := h.as(h.scope)
			s := b.listen()
			if end == nil {
				if line := s.next(5 * time.Second); line != "nothing came" {
					t.Errorf("got %q", line)
				}
				return
			}
			end(h, b)
			if line := s.ended(); line != "" {
				t.Errorf("it goes on: %q", line)
			}
		})
	}
}

// TestStreamForgetsWhatOneMaySeeNoMore: an account is taken away while the
// stream is open.
func TestStreamForgetsWhatOneMaySeeNoMore(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	eve := h.Limited(t, h.scope.Team.ID, "eve@example.com", h.account.ID)
	s := h.as(eve).listen()
	event := feed.Event{Team: int64(h.scope.Team.ID), Account: int64(h.account.ID), Kind: "server", ID: 17}
	h.bus.Publish(event)
	if names := s.names(); !names["server-17"] {
		t.Errorf("told %v", names)
	}
	h.Exec(t, "DELETE FROM membership_accounts")
	deadline := time.Now().Add(8 * time.Second)
	for quiet := false; !quiet; {
		if time.Now().After(deadline) {
			t.Fatal("it is still told")
		}
		h.bus.Publish(event)
		quiet = s.next(500*time.Millisecond) == "nothing came"
	}
}

// TestStreamPings, so that proxies and browsers know that it lives.
func TestStreamPings(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes as long as a ping")
	}
	h := newHouse(t)
	s := h.as(h.scope).listen()
	if line := s.next(pingEvery + 3*time.Second); line != "event: ping" {
		t.Errorf("got %q", line)
	}
}

// TestNamesOfEvents are those that pages listen to.
func TestNamesOfEvents(t *testing.T) {
	t.Parallel()
	for want, e := range map[string]feed.Event{
		"[server-17 servers]": {Kind: "server", ID: 17}, "[servers nav]": {Kind: "server"}, "[operations nav]": {Kind: "operation"},
	} {
		if got := fmt.Sprint(namesOf(e)); got != want {
			t.Errorf("%+v: %s", e, got)
		}
	}
}
