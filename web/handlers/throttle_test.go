package handlers

import (
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"
)

// TestFifthWrongPasswordEndsTheTries for a while, in words, and also for the
// right password.
func TestFifthWrongPasswordEndsTheTries(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	b := h.browser()
	for _, left := range []string{"4 tries are left", "3 tries are left", "2 tries are left", "1 try is left", "No try is left"} {
		b.signIn("wrong horse battery").want(t, http.StatusUnprocessableEntity, left)
		h.Clock.Add(time.Minute)
	}
	b.signIn(goodPassword).want(t, http.StatusTooManyRequests, "Too many tries")
	h.Clock.Add(wrongWindow - 5*time.Minute - time.Second)
	b.signIn(goodPassword).want(t, http.StatusTooManyRequests, "1\u00a0s")
	h.Clock.Add(2 * time.Second)
	b.signIn(goodPassword).want(t, http.StatusSeeOther)
	other := h.browser()
	other.signIn("wrong horse battery").want(t, http.StatusUnprocessableEntity, "4 tries are left") // forgotten by the success
}

// TestOwnerGetsInFromElsewhere while a stranger guesses.
func TestOwnerGetsInFromElsewhere(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	stranger, owner := h.browser(), h.browser()
	stranger.address, owner.address = "198.51.100.7:1", "192.0.2.1:1"
	for range wrongPerName {
		stranger.signIn("wrong horse battery")
	}
	stranger.signIn(goodPassword).want(t, http.StatusTooManyRequests)
	owner.signIn(goodPassword).want(t, http.StatusSeeOther)
}

// TestUnknownPersonIsTreatedAlike: the answer does not tell who exists.
func TestUnknownPersonIsTreatedAlike(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	h.Exec(t, "INSERT INTO users (email, name, password_hash, disabled_at) SELECT 'gone@example.com', '', password_hash, '2026-01-01 00:00:00+00:00' FROM users")
	for _, email := range []string{"ann@example.com", "nobody@example.com", "gone@example.com"} {
		b := h.browser()
		b.post("/sign-in", "email", email, "password", "wrong horse battery").
			want(t, http.StatusUnprocessableEntity, "E-mail and password do not match. 4 tries are left")
	}
	h.browser().post("/sign-in", "email", "gone@example.com", "password", goodPassword).want(t, http.StatusUnprocessableEntity)
}

// TestForwardedAddress is believed from trusted proxies only.
func TestForwardedAddress(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, remote, forwarded, want string
		change                        func(*Options)
	}{
		{"no proxy is trusted", "192.0.2.1:1", "203.0.113.9", "192.0.2.1", func(*Options) {}},
		{"no proxy is trusted, loopback", "127.0.0.1:1", "203.0.113.9", "127.0.0.1", func(*Options) {}},
		{"a stranger says so", "192.0.2.1:1", "203.0.113.9", "192.0.2.1", behindProxy},
		{"loopback is no proxy", "127.0.0.1:1", "203.0.113.9", "127.0.0.1", behindProxy},
		{"the proxy says so", "10.1.2.3:1", "203.0.113.9", "203.0.113.9", behindProxy},
		{"the browser invents more", "10.1.2.3:1", "6.6.6.6, 203.0.113.9", "203.0.113.9", behindProxy},
		{"two proxies", "10.1.2.3:1", "6.6.6.6, 203.0.113.9, 10.9.9.9", "203.0.113.9", behindProxy},
		{"nonsense", "10.1.2.3:1", "unknown", "10.1.2.3", behindProxy},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t, tt.change).withPassword()
			b := h.browser()
			b.address = tt.remote
			b.header.Set("X-Forwarded-For", tt.forwarded)
			b.header.Set("X-Real-Ip", "6.6.6.6")
			b.header.Set("Forwarded", "for=6.6.6.6")
			b.signIn(goodPassword).want(t, http.StatusSeeOther)
			if got := h.Text(t, "SELECT address FROM audits WHERE action = 'session.begin'"); got != tt.want {
				t.Errorf("address %q, want %q", got, tt.want)
			}
		})
	}
}

// TestRotatingAddressesOfAStranger do not help: what is forwarded without a
// trusted proxy counts for nothing.
func TestRotatingAddressesOfAStranger(t *testing.T) {
	t.Parallel()
	h := newHouse(t, behindProxy).withPassword()
	b := h.browser()
	last := 0
	for i := range wrongPerName + 1 {
		b.header.Set("X-Forwarded-For", fmt.Sprintf("203.0.113.%d", i))
		last = b.signIn("wrong horse battery").StatusCode
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("status %d", last)
	}
}

// TestGuessesAtOnceCountToo: whoever sends many at the same time gets no more
// answers than whoever sends them one by one.
func TestGuessesAtOnceCountToo(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	var mu sync.Mutex
	var all sync.WaitGroup
	answers := map[int]int{}
	for range 20 {
		all.Go(func() {
			status := h.browser().signIn("wrong horse battery").StatusCode
			mu.Lock()
			defer mu.Unlock()
			answers[status]++
		})
	}
	all.Wait()
	if answers[http.StatusUnprocessableEntity] > wrongPerName {
		t.Errorf("answers %v", answers)
	}
}

// TestThrottleCountsByAddressToo, over many names, and forgets in time.
func TestThrottleCountsByAddressToo(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 8, 0, 0, 0, 0, time.UTC)
	th := newThrottle(func() time.Time { return now })
	for i := range wrongPerAddress {
		if i == wrongPerAddress-1 { // somebody who gets in does not count, nor frees others
			if wait := th.take("right", "1.1.1.1"); wait > 0 {
				t.Fatalf("wait %s", wait)
			}
			th.cleared("right", "1.1.1.1")
		}
		if wait := th.take(fmt.Sprint("name-", i), "1.1.1.1"); wait > 0 {
			t.Fatalf("after %d: wait %s", i, wait)
		}
		now = now.Add(time.Second)
	}
	if wait := th.take("another", "1.1.1.1"); wait != wrongWindow-wrongPerAddress*time.Second {
		t.Errorf("wait %s", wait)
	}
	if tries, wait := th.left("name-1", "2.2.2.2"); tries != wrongPerName || wait != 0 {
		t.Errorf("from elsewhere %d tries, wait %s", tries, wait)
	}
	now = now.Add(wrongWindow)
	if tries, wait := th.left("another", "1.1.1.1"); tries != wrongPerName || wait != 0 {
		t.Errorf("after the window %d tries, wait %s", tries, wait)
	}
}
