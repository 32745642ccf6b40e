package actions

import (
	"context"

	"pinfold/internal/providers"
)

// thingChange is a repeatable write whose effect shows on the target itself.
type thingChange struct {
	step string
	// reached tells from a reading whether the change is there.
	reached func(providers.Observation) bool
	send    func(ctx context.Context) error
	// after reads what else the change shows on; nil reads nothing.
	after func(ctx context.Context) error
}

// applyToAddress sends a change until the provider takes it, waits until a
// reading shows it, and stores what was read.
func applyToAddress(ctx context.Context, r *Run, c providers.AddressReader, ch thingChange) error {
	read := func(ctx context.Context) (providers.Observation, error) { return c.Address(ctx, r.Ref()) }
	return applyTo(ctx, r, read, ch)
}

// applyToNetwork is applyToAddress for a network.
func applyToNetwork(ctx context.Context, r *Run, c providers.NetworkReader, ch thingChange) error {
	read := func(ctx context.Context) (providers.Observation, error) { return c.Network(ctx, r.Ref()) }
	return applyTo(ctx, r, read, ch)
}

func applyTo(ctx context.Context, r *Run, read func(context.Context) (providers.Observation, error), ch thingChange) error {
	var item providers.Observation
	reached := func(ctx context.Context) (done bool, err error) {
		item, err = read(ctx)
		return err == nil && ch.reached(item), err
	}
	set := Set{Step: ch.step, Op: r.Write(), Showing: r.Action.Words.Doing, Reached: reached, Send: ch.send}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, ch.step, r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		done, err := reached(ctx)
		if err != nil || !done {
			return false, err
		}
		// The thing itself comes last: what it belonged to is known by it.
		if ch.after != nil {
			if err := ch.after(ctx); err != nil {
				return false, err
			}
		}
		return true, r.store(ctx, item)
	})
}

// deleteThing deletes by id, and waits until reading finds the thing no more.
func deleteThing(ctx context.Context, r *Run, kind providers.Kind, read, send func(context.Context) error) error {
	isGone := func(ctx context.Context) (bool, error) {
		err := read(ctx)
		if !gone(err) {
			return false, err
		}
		return true, nil
	}
	set := Set{Step: "delete", Op: r.Write(), Showing: r.Action.Words.Doing, Reached: isGone,
		Send: orGone(send)}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	if err := r.Until(ctx, "delete", r.Action.Words.Doing, isGone); err != nil {
		return err
	}
	return r.Gone(ctx, kind, r.Ref())
}

// orGone makes a deletion of what is not there any more a success.
func orGone(send func(ctx context.Context) error) func(ctx context.Context) error {
	return func(ctx context.Context) error {
		if err := send(ctx); !gone(err) {
			return err
		}
		return nil
	}
}
