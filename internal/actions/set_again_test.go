package actions_test

import (
	"context"
	"errors"
	"testing"

	"pinfold/internal/actions"
	"pinfold/internal/providers"
)

// A repetition that is refused says nothing of the first attempt, whose answer
// was lost: the write stays open.
func TestRefusedRepetitionForgetsNothing(t *testing.T) {
	r := newRig(t)
	r.sendErr = errLost
	if err := r.set().Do(ctx, r.run()); err == nil {
		t.Fatal("a lost answer is an answer")
	}
	for name, refusal := range map[string]error{"our limit": errLimit, "a refusal": errRefused} {
		r.crash()
		r.sendErr = refusal
		var retry *actions.Retry
		if err := r.set().Do(ctx, r.run()); !errors.As(err, &retry) || !retry.Sent {
			t.Errorf("%s: %v", name, err)
		}
		if n, err := r.lease.OpenWrites(ctx, false); n != 1 || err != nil || r.state("power") != "sent" {
			t.Errorf("%s: %d open writes, %s, %v", name, n, r.state("power"), err)
		}
	}
	r.crash()
	r.sendErr = &providers.Error{Kind: providers.ErrConflict, Sentence: "It is busy."}
	if err := r.set().Do(ctx, r.run()); err != nil || r.state("power") != "done" {
		t.Errorf("the first attempt at work: %v, %s", err, r.state("power"))
	}
}

// After a person asked to look again, nothing is sent.
func TestLookOnlySendsNothing(t *testing.T) {
	r := newRig(t)
	r.lease.Operation.LookOnly = true
	if _, err := r.once("").Do(ctx, r.run()); !is[*actions.Doubt](err) || r.sends != 0 {
		t.Errorf("%v, sent %d times", err, r.sends)
	}
}

// A write that has no place under the limits costs no read.
func TestNoRoomCostsNoRead(t *testing.T) {
	r := newRig(t)
	run := r.run()
	run.Room = func(_ context.Context, op providers.OpID) error { return errLimit }
	var retry *actions.Retry
	if _, err := r.once("").Do(ctx, run); !errors.As(err, &retry) || r.looks != 0 || r.sends != 0 {
		t.Errorf("%v, %d reads, sent %d times", err, r.looks, r.sends)
	}
	if _, ok, _ := r.lease.Journal(ctx, "create"); ok {
		t.Error("the journal has what was not tried")
	}
}
