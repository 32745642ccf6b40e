package actions

import (
	"cmp"
	"context"

	"pinfold/internal/providers"
)

// change is a repeatable write whose effect shows on the server itself.
type change struct {
	// step is the key of the journal row.
	step string
	// op is the documented write, "" for that of the action.
	op providers.OpID
	// words are what the page says meanwhile, "" for those of the action.
	words string
	// reached tells from a reading whether the change is there.
	reached func(providers.Observation) bool
	send    func(ctx context.Context) error
}

func (ch change) showing(r *Run) string { return cmp.Or(ch.words, r.Action.Words.Doing) }

// apply sends a change until the provider takes it, and waits until a reading
// of the server shows it.
func apply(ctx context.Context, r *Run, c providers.ServerReader, ch change) error {
	reached := func(ctx context.Context) (bool, error) {
		item, err := r.look(ctx, c)
		return err == nil && ch.reached(item), err
	}
	if ch.op == "" {
		ch.op = r.Write()
	}
	set := Set{Step: ch.step, Op: ch.op, Showing: ch.showing(r), Reached: reached, Send: ch.send}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	return r.untilTask(ctx, c, ch.step, ch.showing(r), reached)
}
