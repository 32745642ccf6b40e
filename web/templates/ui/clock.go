package ui

import (
	"context"
	"time"
)

// Clock is what the times on a page depend on: the moment of the answer and
// the reader's time zone.
type Clock struct {
	Now  time.Time
	Zone *time.Location
}

type clockKey struct{}

// WithClock returns a context whose pages show times by the clock.
func WithClock(ctx context.Context, c Clock) context.Context {
	return context.WithValue(ctx, clockKey{}, c)
}

// ClockOf returns the clock of the context, else the present in UTC.
func ClockOf(ctx context.Context) Clock {
	c, _ := ctx.Value(clockKey{}).(Clock)
	if c.Now.IsZero() {
		c.Now = time.Now()
	}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	return c
}
