package actions

import (
	"context"
	"time"

	"pinfold/internal/providers"
)

// followFor bounds how long a request is followed that its provider shows as
// under way, in times of Run.SettleFor.
const followFor = 12

// follow waits until the provider has carried out a request that a step began.
// Percent tells how far it is, nil or an error where nothing does. A provider
// without requests, and a request that it forgot, have nothing to wait for:
// what they changed is read next.
func follow(ctx context.Context, r *Run, c any, step, request string, percent func(context.Context) (int, error)) error {
	reader, ok := c.(providers.RequestReader)
	if !ok || request == "" {
		return nil
	}
	waited, err := r.since(ctx, step)
	if err != nil {
		return err
	}
	snooze := &Snooze{For: pace(waited), Step: r.Vendor.Name + " carries out request " + request}
	if percent != nil {
		if n, err := percent(ctx); err == nil && n < 100 {
			snooze.Percent = n
			return r.patient(snooze, waited, request)
		}
	}
	told, err := reader.Request(ctx, providers.Ref{ID: request, Location: r.Server().Location})
	switch {
	case gone(err):
		return nil
	case err != nil:
		return &Retry{Step: snooze.Step, Sent: true, Err: err}
	case told.Done:
		return nil
	}
	return r.patient(snooze, waited, request)
}

// patient waits on, unless it has waited too long for anyone to believe in it.
func (r *Run) patient(snooze *Snooze, waited time.Duration, request string) error {
	if waited <= followFor*r.SettleFor {
		return snooze
	}
	return &Doubt{Sentence: r.Vendor.Name + " has not ended request " + request + " after " + waited.Round(time.Minute).String() + "."}
}

// since is how long ago the provider took the step.
func (r *Run) since(ctx context.Context, step string) (time.Duration, error) {
	row, ok, err := r.Lease.Journal(ctx, step)
	if err != nil || !ok || row.EndedAt == nil {
		return 0, err
	}
	return r.Now().Sub(*row.EndedAt), nil
}
