package testdb

import (
	"sync"
	"time"
)

// Clock stands still until a test moves it.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock starts at a time with a fraction of a second, in a zone west of
// Greenwich: whoever forgets UTC or compares times as text is found out.
func NewClock() *Clock {
	return &Clock{now: time.Date(2026, 3, 8, 1, 59, 59, 900_000_000, time.FixedZone("west", -5*3600))}
}

// Now returns the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Add moves the clock.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
