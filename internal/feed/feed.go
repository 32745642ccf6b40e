// Package feed tells the parts of the panel that something changed: which
// team's and account's, and what. It carries names, never content.
package feed

import "sync"

// Event names something that changed.
type Event struct {
	Team, Account int64
	// Kind and ID name the thing, such as "server" and 17; ID 0 stands for
	// the list of the kind.
	Kind string
	ID   int64
}

// Bus hands events to all subscribers of this process. The zero value is not
// ready; use New.
type Bus struct {
	mu   sync.Mutex
	subs map[*Subscription]struct{}
}

// New returns an empty bus.
func New() *Bus { return &Bus{subs: map[*Subscription]struct{}{}} }

// Subscription receives events until it is closed.
type Subscription struct {
	bus    *Bus
	mu     sync.Mutex
	queued map[Event]struct{}
	wake   chan struct{}
}

// Subscribe starts to receive events.
func (b *Bus) Subscribe() *Subscription {
	s := &Subscription{bus: b, queued: map[Event]struct{}{}, wake: make(chan struct{}, 1)}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subs[s] = struct{}{}
	return s
}

// Publish hands events to every subscriber. It never blocks: a subscriber that
// has not caught up yet gets each name once.
func (b *Bus) Publish(events ...Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for s := range b.subs {
		s.add(events)
	}
}

func (s *Subscription) add(events []Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range events {
		s.queued[e] = struct{}{}
	}
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Wake is signaled when there is something to Take.
func (s *Subscription) Wake() <-chan struct{} { return s.wake }

// Take returns and clears what has come since the last call.
func (s *Subscription) Take() []Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	events := make([]Event, 0, len(s.queued))
	for e := range s.queued {
		events = append(events, e)
	}
	clear(s.queued)
	return events
}

// Close ends the subscription.
func (s *Subscription) Close() {
	s.bus.mu.Lock()
	defer s.bus.mu.Unlock()
	delete(s.bus.subs, s)
}
