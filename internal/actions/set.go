package actions

import (
	"context"
	"encoding/json"
	"errors"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// Set is a write that sets a state or deletes by id, so that sending it again
// does no harm.
type Set struct {
	Step    string
	Op      providers.OpID
	Showing string
	// Reached reads whether the state is there already. It is asked before a
	// repetition, and when the provider refuses.
	Reached func(ctx context.Context) (bool, error)
	Send    func(ctx context.Context) error
}

// Do sends the write until the provider has taken it.
func (s Set) Do(ctx context.Context, r *Run) error {
	row, ok, err := r.Lease.Journal(ctx, s.Step)
	if err != nil {
		return err
	}
	if ok && row.State == models.JournalDone {
		return nil
	}
	again := ok && row.State == models.JournalSent
	if again {
		reached, err := s.Reached(ctx)
		switch {
		case err != nil:
			return &Retry{Step: s.Showing, Sent: true, Err: err}
		case reached:
			return s.done(ctx, r, "The answer was lost; found by reading.")
		case r.Lease.Operation.LookOnly:
			return &Doubt{Sentence: "It was sent and the answer was lost. Reading the provider shows no trace of it."}
		}
	}
	return s.send(ctx, r, again)
}

// send makes one attempt. A refusal of a repetition because the thing is in
// another state means that the first attempt is at work: its end is waited for.
func (s Set) send(ctx context.Context, r *Run, again bool) error {
	if err := r.room(ctx, s.Op); err != nil {
		return &Retry{Step: s.Showing, Sent: again, Err: err}
	}
	if err := r.Lease.BeginAgain(ctx, s.Step, s.Op); err != nil {
		return err
	}
	sending, receipt := providers.WithReceipt(r.intent(ctx, s.Step, s.Op))
	err := s.Send(sending)
	switch {
	case err == nil:
		return s.taken(ctx, r, receipt)
	case !providers.Refused(err):
		return &Retry{Step: s.Showing, Sent: true, Err: err}
	case refusedForNow(err) && !again:
		return s.refused(ctx, r, &Retry{Step: s.Showing, Err: err}, err)
	}
	if reached, readErr := s.Reached(ctx); readErr == nil && reached {
		return s.done(ctx, r, "It was so already.")
	}
	if again && providers.KindOf(err) == providers.ErrConflict {
		return s.done(ctx, r, "The first answer was lost; the provider is at work.")
	}
	if again {
		// What was refused is the repetition: the first attempt stays open.
		return &Retry{Step: s.Showing, Sent: true, Err: err}
	}
	return s.refused(ctx, r, err, err)
}

// taken records the provider's answer, with what it tells beside yes.
func (s Set) taken(ctx context.Context, r *Run, receipt *providers.Receipt) error {
	answer, err := json.Marshal(receipt)
	if err != nil {
		return err
	}
	return r.Lease.Finish(context.WithoutCancel(ctx), s.Step, models.JournalDone, answer, nil, "The provider answered.")
}

func (s Set) done(ctx context.Context, r *Run, note string) error {
	return r.Lease.Finish(context.WithoutCancel(ctx), s.Step, models.JournalDone, nil, nil, note)
}

func (s Set) refused(ctx context.Context, r *Run, result, cause error) error {
	said, err := json.Marshal(providers.Said(cause))
	if err != nil {
		return err
	}
	err = r.Lease.Finish(context.WithoutCancel(ctx), s.Step, models.JournalRefused, said, nil, providers.Sentence(cause))
	if err != nil {
		return err
	}
	return result
}

// refusedForNow reports whether the same call may be taken later.
func refusedForNow(err error) bool {
	var e *providers.Error
	return errors.As(err, &e) && (e.Kind == providers.ErrLimit || e.NotSent && e.Kind == providers.ErrUnavailable)
}
