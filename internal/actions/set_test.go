package actions_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

type secretText = secrets.Text

// set is a stop that counts how often it is sent; answers tell by their number
// whether the state is reached.
func (r *rig) set() actions.Set {
	return actions.Set{Step: "power", Op: "CLO-10", Showing: "Stopping",
		Reached: func(context.Context) (bool, error) { r.looks++; return len(r.answers) > 0, r.findErr },
		Send: func(ctx context.Context) error {
			r.sends++
			if _, ok := providers.IntentOf(ctx); !ok || r.state("power") != "sent" {
				r.t.Error("sent before it was recorded")
			}
			return r.sendErr
		},
	}
}

func TestSetAnswers(t *testing.T) {
	r := newRig(t)
	for range 3 {
		if err := r.set().Do(ctx, r.run()); err != nil || r.sends != 1 || r.state("power") != "done" {
			t.Errorf("%v, sent %d times, %s", err, r.sends, r.state("power"))
		}
		r.crash()
	}
}

func TestSetRefused(t *testing.T) {
	for _, test := range []struct {
		name    string
		err     error
		reached bool
		retry   bool
		state   string
	}{
		{"for good", errRefused, false, false, "refused"},
		{"since it is so already", errRefused, true, false, "done"},
		{"by the limit", errLimit, false, true, "refused"},
	} {
		r := newRig(t)
		r.sendErr = test.err
		if test.reached {
			r.answers = []string{"yes"}
		}
		err := r.set().Do(ctx, r.run())
		if is[*actions.Retry](err) != test.retry || (err == nil) != test.reached || r.state("power") != test.state {
			t.Errorf("%s: %v, %s", test.name, err, r.state("power"))
		}
		if n, err := r.lease.OpenWrites(ctx, false); n != 0 || err != nil {
			t.Errorf("%s: %d writes count as sent, %v", test.name, n, err)
		}
	}
}

func TestSetLost(t *testing.T) {
	r := newRig(t)
	r.sendErr = errLost
	retried := func(sends int) {
		t.Helper()
		var retry *actions.Retry
		if err := r.set().Do(ctx, r.run()); !errors.As(err, &retry) || !retry.Sent || r.sends != sends || r.state("power") != "sent" {
			t.Errorf("%v, sent %d times, %s", err, r.sends, r.state("power"))
		}
		r.crash()
	}
	retried(1)
	retried(2) // Not there yet: sending again does no harm.
	r.findErr = errDown
	retried(2) // It cannot be told: nothing is sent.
	r.findErr, r.answers = nil, []string{"yes"}
	if err := r.set().Do(ctx, r.run()); err != nil || r.sends != 2 || r.state("power") != "done" {
		t.Errorf("%v, sent %d times, %s", err, r.sends, r.state("power"))
	}
}

func TestUntil(t *testing.T) {
	r := newRig(t)
	if err := r.set().Do(ctx, r.run()); err != nil {
		t.Fatal(err)
	}
	shows, failure := false, error(nil)
	until := func() error {
		return r.run().Until(ctx, "power", "Stopping", func(context.Context) (bool, error) { return shows, failure })
	}
	started := r.Now()
	var snooze *actions.Snooze
	for waited, want := range map[time.Duration]time.Duration{0: time.Second, time.Minute: 5 * time.Second, 20 * time.Minute: 15 * time.Second} {
		r.Clock.Add(started.Add(waited).Sub(r.Now()))
		if err := until(); !errors.As(err, &snooze) || snooze.For != want || snooze.Step != "Stopping" {
			t.Errorf("after %v: %v", waited, err)
		}
	}
	r.Clock.Add(started.Add(20*time.Minute + 1).Sub(r.Now()))
	if err := until(); !is[*actions.Doubt](err) {
		t.Errorf("after 20 minutes: %v", err)
	}
	failure = errDown
	var retry *actions.Retry
	if err := until(); !errors.As(err, &retry) || !retry.Sent {
		t.Errorf("unreadable: %v", err)
	}
	shows, failure = true, nil
	if err := until(); err != nil {
		t.Errorf("it shows: %v", err)
	}
}
