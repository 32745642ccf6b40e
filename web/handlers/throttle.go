package handlers

import (
	"net/netip"
	"slices"
	"sync"
	"time"
)

// How many wrong passwords are allowed within the window before waiting is
// asked for: per e-mail and address, per address, and per e-mail over all
// addresses that are not known.
const (
	wrongPerName    = 5
	wrongPerAddress = 30
	wrongEverywhere = 30
	wrongWindow     = 15 * time.Minute
	// keysMost bounds the memory: a key holds thirty moments at most.
	keysMost = 20_000
)

// throttle counts wrong passwords.
type throttle struct {
	mu    sync.Mutex
	now   func() time.Time
	wrong map[string][]time.Time
}

func newThrottle(now func() time.Time) *throttle {
	return &throttle{now: now, wrong: map[string][]time.Time{}}
}

// left returns how many tries the keys have left, and how long to wait if
// there is none.
func (t *throttle) left(name, address string) (tries int, wait time.Duration) {
	return t.leftOf(limits(name, address))
}

// take counts a try before it is made, unless there is none left: then it
// returns how long to wait. Tries made at once are no more than one by one.
func (t *throttle) take(name, address string) (wait time.Duration) {
	return t.takeOf(limits(name, address))
}

// cleared forgets the wrong passwords of someone who got in, and the try that
// was taken for it.
func (t *throttle) cleared(name, address string) {
	t.clearedOf(pairKey(name, address), limits(name, address))
}

func (t *throttle) leftOf(limits map[string]int) (tries int, wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.look(limits)
}

func (t *throttle) takeOf(limits map[string]int) (wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, wait = t.look(limits); wait > 0 {
		return wait
	}
	for key := range limits {
		t.wrong[key] = append(t.recent(key), t.now())
	}
	t.bound()
	return 0
}

// clearedOf forgets one key, and one try of the others.
func (t *throttle) clearedOf(own string, limits map[string]int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for key := range limits {
		if list := t.recent(key); len(list) > 1 && key != own {
			t.wrong[key] = list[:len(list)-1]
		} else {
			delete(t.wrong, key)
		}
	}
}

func (t *throttle) look(limits map[string]int) (tries int, wait time.Duration) {
	tries = wrongPerName
	for key, most := range limits {
		recent := t.recent(key)
		tries = min(tries, most-len(recent))
		if len(recent) >= most {
			wait = max(wait, recent[len(recent)-most].Add(wrongWindow).Sub(t.now()))
		}
	}
	return max(0, tries), wait
}

func (t *throttle) recent(key string) []time.Time {
	list := t.wrong[key]
	for len(list) > 0 && t.now().Sub(list[0]) > wrongWindow {
		list = list[1:]
	}
	if len(list) == 0 {
		delete(t.wrong, key)
	} else {
		t.wrong[key] = list
	}
	return list
}

// bound keeps the number of keys within memory: what is over goes, then a
// quarter of the rest, that which was tried longest ago. What is being guessed
// now stays.
func (t *throttle) bound() {
	if len(t.wrong) <= keysMost {
		return
	}
	var keys []string
	for key := range t.wrong {
		if len(t.recent(key)) > 0 {
			keys = append(keys, key)
		}
	}
	if len(keys) <= keysMost*3/4 {
		return
	}
	last := func(key string) time.Time { return t.wrong[key][len(t.wrong[key])-1] }
	slices.SortFunc(keys, func(a, b string) int { return last(a).Compare(last(b)) })
	for _, key := range keys[:len(keys)-keysMost*3/4] {
		delete(t.wrong, key)
	}
}

// limits counts a name together with the address it is tried from, so that a
// stranger's guesses do not lock the owner out.
func limits(name, address string) map[string]int {
	return map[string]int{pairKey(name, address): wrongPerName, addressKey(address): wrongPerAddress}
}

func addressKey(address string) string { return "address " + network(address) }

func pairKey(name, address string) string { return "name " + name + " from " + network(address) }

// network is what one person has of addresses: a /64 of IPv6, else the address.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Unmap().Is4() {
		return address
	}
	prefix, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return address
	}
	return prefix.String()
}
