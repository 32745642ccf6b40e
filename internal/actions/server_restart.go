package actions

import (
	"context"
	"errors"

	"pinfold/internal/providers"
)

// The steps of a reboot at a provider that has no call for it.
const (
	stepDown = "stop"
	stepUp   = "start"
)

// stopsAndStarts reports whether a reboot at the provider is a stop and a start.
func stopsAndStarts(v providers.Vendor) bool {
	_, able := v.Zero.(providers.PowerController)
	_, reboots := v.Zero.(providers.Rebooter)
	return able && !reboots
}

func planRestart(t Target) Plan {
	slug := t.Vendor.Slug
	return Plan{
		Consequences: []Consequence{
			{Disturbing, t.Vendor.Name + " has no call to reboot: the server is stopped, and started once it shows as stopped."},
			{Disturbing, "It does not answer from the stop until it has booted, often a minute or two."},
			{Fine, "If it cannot be started again, it stays stopped and its page offers Start. Disks and addresses stay."},
		},
		Calls: []PlannedCall{
			t.Call(ServerStop.Write[slug], ServerStop.Variant[slug]),
			t.Call(ServerStart.Write[slug], ServerStart.Variant[slug]),
		},
	}
}

// restartServer stops a running server and starts it. Both set a state, so each
// may be sent again; once the start has begun, the stop is not looked at any
// more, since what it waited for has passed.
func restartServer(ctx context.Context, r *Run, c providers.PowerController) error {
	_, begun, err := r.Lease.Journal(ctx, stepUp)
	if err != nil {
		return err
	}
	if !begun {
		if err := stopFirst(ctx, r, c); err != nil {
			return err
		}
	}
	err = apply(ctx, r, c, change{
		step: stepUp, op: ServerStart.Write[r.Vendor.Slug], words: ServerStart.Words.Doing,
		reached: func(item providers.Observation) bool { return item.State == providers.Running },
		send:    func(ctx context.Context) error { return c.Start(ctx, r.Ref()) },
	})
	return leftStopped(err)
}

// stopFirst stops the server, unless it turns out that somebody else did: then
// it is not for a reboot to start it.
func stopFirst(ctx context.Context, r *Run, c providers.PowerController) error {
	_, begun, err := r.Lease.Journal(ctx, stepDown)
	if err != nil {
		return err
	}
	if !begun {
		item, err := r.look(ctx, c)
		if err != nil {
			return &Retry{Step: r.Action.Words.Doing, Err: err}
		}
		if item.State == providers.Stopped {
			return &providers.Error{Kind: providers.ErrConflict, NotSent: true,
				Sentence: "It is stopped by now. Start it instead. Nothing was sent."}
		}
	}
	return apply(ctx, r, c, change{
		step: stepDown, op: ServerStop.Write[r.Vendor.Slug], words: ServerStop.Words.Doing,
		reached: func(item providers.Observation) bool { return item.State == providers.Stopped },
		send:    func(ctx context.Context) error { return c.Stop(ctx, r.Ref()) },
	})
}

// leftStopped adds to what ends the second half that the first was done.
func leftStopped(err error) error {
	var e *providers.Error
	if !errors.As(err, &e) {
		return err
	}
	const stopped = " The server was stopped before. Start it when that is possible."
	told := *e
	told.Sentence += stopped
	var retry *Retry
	if errors.As(err, &retry) {
		return &Retry{Step: retry.Step, Sent: retry.Sent, Err: &told}
	}
	return &told
}
