package actions

import "time"

// Snooze ends a turn: the operation waits and holds no worker meanwhile.
type Snooze struct {
	For time.Duration
	// Step is what the page shows while it waits.
	Step string
	// Percent is how far the provider says it is, 0 if it does not say.
	Percent int
}

// Error implements error.
func (s *Snooze) Error() string { return "wait: " + s.Step }

// Doubt ends an operation whose outcome reading cannot tell: a person decides.
type Doubt struct{ Sentence string }

// Error implements error.
func (d *Doubt) Error() string { return "unknown outcome: " + d.Sentence }

// Retry asks for another turn after a failure that may pass.
type Retry struct {
	// Step is what the page shows while it waits.
	Step string
	// Sent says that a write is under way, so that giving up is doubt.
	Sent bool
	Err  error
}

// Error implements error.
func (r *Retry) Error() string { return "retry: " + r.Err.Error() }

// Unwrap returns the failure.
func (r *Retry) Unwrap() error { return r.Err }
