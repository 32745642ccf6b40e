package handlers

import (
	"fmt"
	"net/http"
	"testing"
	"time"
)

// Case 15: 1,000 guesses with rotating X-Forwarded-For are slowed per account
// and real address, also where the addresses are real; the owner still gets in,
// from a browser or an address of before; an unknown person is treated alike.
func TestThousandGuesses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		remote string
		most   int
	}{
		"one real address":    {"198.51.100.7:1", wrongPerName},
		"many real addresses": {"10.0.0.1:1", wrongEverywhere},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, behindProxy).withPassword()
			owner, home := h.browser(), h.browser()
			owner.address, home.address = "192.0.2.77:1", "192.0.2.77:1"
			owner.signIn(goodPassword).want(t, http.StatusSeeOther)
			for _, email := range []string{"ann@example.com", "nobody@example.com"} {
				answers := map[int]int{}
				for i := range 1000 {
					b := h.browser()
					b.address = test.remote
					b.header.Set("X-Forwarded-For", fmt.Sprintf("203.%d.113.%d", i/250, i%250))
					answers[b.post("/sign-in", "email", email, "password", "wrong horse battery").StatusCode]++
				}
				if answers[http.StatusUnprocessableEntity] != test.most || answers[http.StatusTooManyRequests] != 1000-test.most {
					t.Errorf("%s: answers %v", email, answers)
				}
			}
			owner.cookie = ""
			owner.address = "203.0.113.1:1" // A browser of before, from where it is guessed.
			owner.signIn(goodPassword).want(t, http.StatusSeeOther)
			home.signIn(goodPassword).want(t, http.StatusSeeOther)
			elsewhere := h.browser()
			elsewhere.address = "192.0.2.99:1"
			want := http.StatusSeeOther
			if test.most == wrongEverywhere {
				want = http.StatusTooManyRequests
			}
			elsewhere.signIn(goodPassword).want(t, want)
		})
	}
}

// TestKnownBrowserIsCountedToo, by itself, and knows one person alone.
func TestKnownBrowserIsCountedToo(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	b := h.browser()
	b.signIn(goodPassword).want(t, http.StatusSeeOther)
	known := b.known
	if known == "" {
		t.Fatal("the browser is not known")
	}
	for i := range wrongPerName {
		b.address = fmt.Sprintf("192.0.2.%d:1", 10+i)
		b.signIn("wrong horse battery").want(t, http.StatusUnprocessableEntity)
	}
	b.signIn(goodPassword).want(t, http.StatusTooManyRequests)
	for _, forged := range []string{"", "x", known + "x", "other" + known[5:]} {
		other := h.browser()
		other.known = forged
		other.address = "192.0.2.200:1"
		other.signIn(goodPassword).want(t, http.StatusSeeOther) // counted by its address, like any
	}
	other := h.browser()
	other.known, other.address = known, "192.0.2.10:1"
	for range wrongPerName {
		other.post("/sign-in", "email", "bob@example.com", "password", "wrong horse battery").want(t, http.StatusUnprocessableEntity)
	}
	other.post("/sign-in", "email", "bob@example.com", "password", "wrong horse battery").want(t, http.StatusTooManyRequests)
}

// TestNetworks: whoever has a /64 of IPv6 has one address.
func TestNetworks(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.1": "192.0.2.1", "2001:db8:1:2:3::4": "2001:db8:1:2::/64", "2001:db8:1:2:ffff::": "2001:db8:1:2::/64",
		"::ffff:192.0.2.1": "::ffff:192.0.2.1", "fe80::1%eth0": "fe80::/64", "odd": "odd",
	} {
		if got := network(address); got != want {
			t.Errorf("%s is of %s, want %s", address, got, want)
		}
	}
}

// TestThrottleIsBounded: a flood of names takes no more memory, and does not
// free the one that is being guessed.
func TestThrottleIsBounded(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 8, 0, 0, 0, 0, time.UTC)
	th := newThrottle(func() time.Time { return now })
	for range wrongPerName {
		th.take("guessed", "1.1.1.1")
	}
	for i := range 2 * keysMost {
		now = now.Add(time.Millisecond)
		th.take(fmt.Sprint("name-", i), fmt.Sprint("address-", i))
		if i%1000 == 0 { // somebody goes on guessing
			th.wrong[pairKey("guessed", "1.1.1.1")][wrongPerName-1] = now
		}
		if len(th.wrong) > keysMost+2 {
			t.Fatalf("%d keys", len(th.wrong))
		}
	}
	if th.take("guessed", "1.1.1.1") == 0 {
		t.Error("the flood freed it")
	}
	now = now.Add(2 * wrongWindow)
	th.take("one", "more")
	for i := range keysMost / 2 {
		th.take(fmt.Sprint("late-", i), fmt.Sprint("late-", i))
	}
	if len(th.wrong) > keysMost {
		t.Errorf("%d keys", len(th.wrong))
	}
}
