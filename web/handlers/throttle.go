package handlers

import (
	"sync"
	"time"
)

// How many wrong passwords are allowed within the window, per e-mail and
// address, before waiting is asked for.
const (
	wrongPerName    = 5
	wrongPerAddress = 30
	wrongWindow     = 15 * time.Minute
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
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.look(name, address)
}

// take counts a try before it is made, unless there is none left: then it
// returns how long to wait. Tries made at once are no more than one by one.
func (t *throttle) take(name, address string) (wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, wait = t.look(name, address); wait == 0 {
		t.count(name, address)
	}
	return wait
}

func (t *throttle) look(name, address string) (tries int, wait time.Duration) {
	tries = wrongPerName
	for key, most := range limits(name, address) {
		recent := t.recent(key)
		tries = min(tries, most-len(recent))
		if len(recent) >= most {
			wait = max(wait, recent[len(recent)-most].Add(wrongWindow).Sub(t.now()))
		}
	}
	return max(0, tries), wait
}

func (t *throttle) count(name, address string) {
	for key := range limits(name, address) {
		t.wrong[key] = append(t.recent(key), t.now())
	}
}

// cleared forgets the wrong passwords of someone who got in, and the try that
// was taken for it.
func (t *throttle) cleared(name, address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.wrong, pairKey(name, address))
	if list := t.recent(addressKey(address)); len(list) > 0 {
		t.wrong[addressKey(address)] = list[:len(list)-1]
	}
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

// limits counts a name together with the address it is tried from, so that a
// stranger's guesses do not lock the owner out.
func limits(name, address string) map[string]int {
	return map[string]int{pairKey(name, address): wrongPerName, addressKey(address): wrongPerAddress}
}

func addressKey(address string) string { return "address " + address }

func pairKey(name, address string) string { return "name " + name + " from " + address }
