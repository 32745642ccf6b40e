package sandbox

import (
	"maps"
	"slices"
	"sync"
	"time"
)

// Undocumented is the name under which calls are counted that match no
// documented operation.
const Undocumented = "undocumented"

// maxReceived bounds the times kept per operation, so that a sandbox that
// runs for days does not grow.
const maxReceived = 20_000

type callLog struct {
	mu     sync.Mutex
	counts map[string]int
	times  map[string][]time.Time
}

func newCallLog() *callLog {
	l := &callLog{}
	l.reset()
	return l
}

func (l *callLog) reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.counts = map[string]int{}
	l.times = map[string][]time.Time{}
}

func (l *callLog) add(op string, at time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.counts[op]++
	kept := l.times[op]
	if len(kept) >= 2*maxReceived {
		// Halving now and then costs less than shifting on every call.
		kept = append(kept[:0], kept[len(kept)-maxReceived:]...)
	}
	l.times[op] = append(kept, at)
}

// Calls returns how often each documented operation was called, refused and
// faulted calls included.
func (s *Sandbox) Calls() map[string]int {
	s.calls.mu.Lock()
	defer s.calls.mu.Unlock()
	return maps.Clone(s.calls.counts)
}

// Received returns when the latest calls of an operation arrived, oldest
// first, on the sandbox's clock. At most 20,000 are returned.
func (s *Sandbox) Received(op string) []time.Time {
	s.calls.mu.Lock()
	defer s.calls.mu.Unlock()
	kept := s.calls.times[op]
	return slices.Clone(kept[max(0, len(kept)-maxReceived):])
}
