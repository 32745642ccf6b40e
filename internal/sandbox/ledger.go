package sandbox

import (
	"maps"
	"slices"
	"sync"
	"time"
)

// Entry is one executed call that changed something at a provider. Refused
// calls and reads leave no entry.
type Entry struct {
	Seq      int               `json:"seq"` // from 1, in order of execution
	Time     time.Time         `json:"time"`
	Provider string            `json:"provider"`
	Account  string            `json:"account"`
	Op       string            `json:"op"`     // number of the documented operation
	Target   string            `json:"target"` // external id of what was changed or created
	Details  map[string]string `json:"details,omitempty"`
}

type ledger struct {
	mu      sync.Mutex
	entries []Entry
}

func (l *ledger) add(c *call) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = append(l.entries, Entry{
		Seq:      len(l.entries) + 1,
		Time:     c.now,
		Provider: c.provider.name(),
		Account:  c.account.name,
		Op:       c.op(),
		Target:   c.effect.target,
		Details:  c.effect.details,
	})
}

func (l *ledger) reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = nil
}

// Ledger returns a copy of the record of all executed changes, oldest first,
// whether or not their answers reached the caller.
func (s *Sandbox) Ledger() []Entry {
	s.ledger.mu.Lock()
	defer s.ledger.mu.Unlock()
	out := slices.Clone(s.ledger.entries)
	for i := range out {
		out[i].Details = maps.Clone(out[i].Details)
	}
	return out
}
