package actions

import (
	"context"
	"encoding/json"
	"errors"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// resizeServer stops the server if that was asked for, changes its size and
// starts it again, also if the change was refused.
func resizeServer(ctx context.Context, r *Run, c providers.Resizer) error {
	power, _ := c.(providers.PowerController)
	if r.Input["stop"] == "" || power == nil {
		return resize(ctx, r, c)
	}
	row, begun, err := r.Lease.Journal(ctx, "resize")
	if err != nil {
		return err
	}
	if !begun {
		if err := toState(ctx, r, power, "stop", ServerStop, providers.Stopped, power.Stop); err != nil {
			return err
		}
	}
	refused, err := resizeOrRefusal(ctx, r, c, row)
	if err != nil {
		return stillStopped(err)
	}
	err = toState(ctx, r, power, "start", ServerStart, providers.Running, power.Start)
	switch {
	case err != nil && refused != nil:
		return prefixed(err, refused.Sentence+" The server is stopped, and was not started again.")
	case err != nil:
		return prefixed(err, "The size was changed, but the server was not started again.")
	case refused != nil:
		refused.Sentence += " The server runs again as it was."
		return refused
	}
	return nil
}

func resize(ctx context.Context, r *Run, c providers.Resizer) error {
	cpu, memory := numberIn(r.Input, "cpu"), numberIn(r.Input, "memory_mb")
	return apply(ctx, r, c, change{
		step:    "resize",
		reached: func(item providers.Observation) bool { return sizeIs(item, r.Input["cpu"], r.Input["memory_mb"]) },
		send:    func(ctx context.Context) error { return c.Resize(ctx, r.Ref(), cpu, memory) },
	})
}

// resizeOrRefusal changes the size. A refusal for good is returned as such; one
// of an earlier turn is remembered by the journal, once the start has begun.
func resizeOrRefusal(ctx context.Context, r *Run, c providers.Resizer, row models.Journal) (*providers.Error, error) {
	_, starting, err := r.Lease.Journal(ctx, "start")
	switch {
	case err != nil:
		return nil, err
	case starting && row.State == models.JournalRefused:
		return remembered(row), nil
	case starting:
		return nil, nil // It was seen to have changed before the start.
	}
	err = resize(ctx, r, c)
	if refused, ok := err.(*providers.Error); ok {
		told := *refused
		return &told, nil
	}
	return nil, err
}

// remembered is a refusal as the journal tells it.
func remembered(row models.Journal) *providers.Error {
	e := &providers.Error{Kind: providers.ErrInvalid, Op: row.OpID, Sentence: row.Note}
	_ = json.Unmarshal(row.Answer, &e.Said) // Without the provider's words the sentence stands alone.
	return e
}

// toState switches the server on or off as a step of a larger action.
func toState(ctx context.Context, r *Run, c providers.PowerController, step string, as Action, want providers.State,
	send func(context.Context, providers.Ref) error,
) error {
	reached := func(ctx context.Context) (bool, error) {
		item, err := r.look(ctx, c)
		return err == nil && item.State == want, err
	}
	set := Set{Step: step, Op: as.Write[r.Vendor.Slug], Showing: as.Words.Doing, Reached: reached,
		Send: func(ctx context.Context) error { return send(ctx, r.Ref()) }}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, step, as.Words.Doing, reached)
}

// stillStopped adds to a doubt that the server was not started again.
func stillStopped(err error) error {
	var doubt *Doubt
	if errors.As(err, &doubt) {
		return &Doubt{Sentence: doubt.Sentence + " The server is stopped."}
	}
	return err
}
