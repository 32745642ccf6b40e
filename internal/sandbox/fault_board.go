package sandbox

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
)

// faultBoard holds the faults that are set, oldest first.
type faultBoard struct {
	mu     sync.Mutex
	random *rand.Rand
	last   int
	faults []*Fault
}

func newFaultBoard(seed int64) *faultBoard {
	return &faultBoard{random: newRandom(seed, 1)}
}

// take returns the oldest fault that hits the call and uses it up by one.
func (b *faultBoard) take(provider, op, account string) (Fault, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, f := range b.faults {
		if !f.matches(provider, op, account) {
			continue
		}
		if f.Chance > 0 && b.random.Float64() >= f.Chance {
			continue
		}
		if f.Times == 1 {
			b.faults = slices.Delete(b.faults, i, i+1)
		} else if f.Times > 1 {
			f.Times--
		}
		return *f, true
	}
	return Fault{}, false
}

// SetFault makes matching calls misbehave from now on and returns the id by
// which the fault can be cleared. Where several faults match a call, the
// oldest one is played. It panics on a fault that could never be played or
// match anything: that is a mistake in a test.
func (s *Sandbox) SetFault(f Fault) (id int) {
	id, err := s.trySetFault(f)
	if err != nil {
		panic("sandbox: " + err.Error())
	}
	return id
}

func (s *Sandbox) trySetFault(f Fault) (int, error) {
	if err := f.check(); err != nil {
		return 0, err
	}
	if !s.exists(f.Provider, f.Op) {
		return 0, fmt.Errorf("fault matches no operation: provider %q, op %q", f.Provider, f.Op)
	}
	b := s.faults
	b.mu.Lock()
	defer b.mu.Unlock()
	b.last++
	f.ID = b.last
	b.faults = append(b.faults, &f)
	return f.ID, nil
}

func (s *Sandbox) exists(providerName, op string) bool {
	for name, p := range s.providers {
		if providerName != "" && providerName != name {
			continue
		}
		if op == "" || op == Undocumented {
			return true
		}
		if slices.ContainsFunc(p.routes(), func(r route) bool { return r.op == op }) {
			return true
		}
	}
	return false
}

// Faults returns the faults that are set, with what remains of their Times.
func (s *Sandbox) Faults() []Fault {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	out := make([]Fault, 0, len(s.faults.faults))
	for _, f := range s.faults.faults {
		out = append(out, *f)
	}
	return out
}

// ClearFault removes one fault and reports whether it was still set. Calls
// that already suffer from it go on suffering.
func (s *Sandbox) ClearFault(id int) bool {
	b := s.faults
	b.mu.Lock()
	defer b.mu.Unlock()
	before := len(b.faults)
	b.faults = slices.DeleteFunc(b.faults, func(f *Fault) bool { return f.ID == id })
	return len(b.faults) < before
}

// ClearFaults removes all faults.
func (s *Sandbox) ClearFaults() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.faults = nil
}
