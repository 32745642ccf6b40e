package actions

import (
	"context"

	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

// toggled is the answer to a turn: there is none but that it was taken.
type toggled struct{}

// turn is a write that turns a thing into what it is not, each time it is sent.
type turn struct {
	// step is the key of the journal row.
	step string
	// reached reads whether it is so by now.
	reached func(ctx context.Context) (bool, error)
	send    func(ctx context.Context) error
}

// do reads first: what is so already is left alone. A lost answer is found by
// reading.
func (t turn) do(ctx context.Context, r *Run) error {
	row, sent, err := r.Lease.Journal(ctx, t.step)
	if err != nil {
		return err
	}
	if !sent || row.State == models.JournalRefused {
		done, err := t.reached(ctx)
		if err != nil {
			return &Retry{Step: r.Action.Words.Doing, Err: err}
		}
		if done {
			return r.Lease.Log(ctx, "read", "It is so already. Nothing was sent.")
		}
	}
	once := Once[toggled, any]{
		Step: t.step, Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: func(context.Context) (any, error) { return nil, nil }, // Read above: it is not so.
		Send: func(ctx context.Context) (toggled, map[string]secrets.Text, error) {
			return toggled{}, nil, t.send(ctx)
		},
		Find: func(ctx context.Context, _ any) ([]toggled, error) {
			done, err := t.reached(ctx)
			if !done {
				return nil, err
			}
			return []toggled{{}}, err
		},
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, t.step, r.Action.Words.Doing, t.reached)
}
