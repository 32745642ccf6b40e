package actions

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// Once is a write that must not be sent twice. T is its answer, S the
// snapshot against which a lost answer is looked for.
type Once[T, S any] struct {
	// Step is the key of the journal row.
	Step string
	Op   providers.OpID
	// Showing is what the page says meanwhile.
	Showing string
	// Alone names writes that could not be told apart from this one
	// afterwards; they are sent one after another.
	Alone string
	// Made names what a creation brought about, for the operation to hold; nil
	// for a write that makes nothing.
	Made func(T) providers.Ref
	// Before takes a complete snapshot. If it fails, nothing is sent.
	Before func(ctx context.Context) (S, error)
	// Send makes the one attempt.
	Send func(ctx context.Context) (T, map[string]secrets.Text, error)
	// Find reads the provider for what the write brought about. A Doubt ends the
	// search where reading cannot tell.
	Find func(ctx context.Context, before S) ([]T, error)
}

// Do sends the write unless the journal says that it was sent before, and
// returns its answer. A run that finds it sent without an answer never sends
// again: it looks at the provider until it knows, or until a person must say.
func (o Once[T, S]) Do(ctx context.Context, r *Run) (answer T, err error) {
	row, ok, err := r.Lease.Journal(ctx, o.Step)
	if err != nil {
		return answer, err
	}
	switch {
	case ok && row.State == models.JournalDone:
		return o.recall(r, row)
	case ok && row.State == models.JournalSent:
		return o.look(ctx, r, row)
	}
	return o.send(ctx, r)
}

func (o Once[T, S]) recall(r *Run, row models.Journal) (answer T, err error) {
	if err = json.Unmarshal(row.Answer, &answer); err != nil {
		return answer, err
	}
	values, err := r.Keys.OpenMap(r.binding(o.Step), row.Sealed)
	for name, value := range values {
		r.Secrets[name] = value
	}
	return answer, err
}

func (o Once[T, S]) send(ctx context.Context, r *Run) (answer T, err error) {
	if r.Lease.Operation.LookOnly {
		return answer, &Doubt{Sentence: "Nothing shows that it was sent. Nothing is sent now either."}
	}
	if err := r.room(ctx, o.Op); err != nil {
		return answer, &Retry{Step: o.Showing, Err: err}
	}
	snapshot, err := o.Before(ctx)
	if err != nil {
		return answer, &Retry{Step: o.Showing, Err: err}
	}
	before, err := json.Marshal(snapshot)
	if err != nil {
		return answer, err
	}
	err = r.Lease.Begin(ctx, o.Step, o.Op, o.Alone, before)
	var other *models.NotAloneError
	if errors.As(err, &other) {
		return answer, waitFor(other.Holder)
	}
	if err != nil {
		return answer, err
	}
	answer, values, err := o.Send(r.intent(ctx, o.Step, o.Op))
	switch {
	case err == nil:
		return answer, o.finish(ctx, r, answer, values, "The provider answered.")
	case providers.Refused(err):
		return answer, o.refused(ctx, r, err)
	}
	_ = r.Lease.Log(context.WithoutCancel(ctx), "lost", providers.Sentence(err))
	return answer, &Snooze{For: time.Second, Step: "The answer was lost. Looking whether it happened"}
}

// waitFor waits until the other write has an outcome: soon if the panel finds
// it, calmly if a person has to decide.
func waitFor(holder models.Operation) *Snooze {
	if holder.Status == models.StatusUnknown {
		return &Snooze{For: 15 * time.Second, Step: fmt.Sprintf("Waits for a decision about operation %d, of the same name", holder.ID)}
	}
	return &Snooze{For: time.Second, Step: fmt.Sprintf("Waits for operation %d, of the same name", holder.ID)}
}

func (o Once[T, S]) refused(ctx context.Context, r *Run, cause error) error {
	err := r.Lease.Finish(context.WithoutCancel(ctx), o.Step, models.JournalRefused, nil, nil, providers.Sentence(cause))
	if err != nil {
		return err
	}
	if refusedForNow(cause) {
		return &Retry{Step: o.Showing, Err: cause}
	}
	return cause
}

func (o Once[T, S]) finish(ctx context.Context, r *Run, answer T, values map[string]secrets.Text, note string) error {
	data, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	sealed, err := r.seal(o.Step, values)
	if err != nil {
		return err
	}
	for name, value := range values {
		r.Secrets[name] = value
	}
	ctx = context.WithoutCancel(ctx)
	if o.Made != nil {
		return r.Lease.FinishFound(ctx, o.Step, data, sealed, note, o.Made(answer))
	}
	return r.Lease.Finish(ctx, o.Step, models.JournalDone, data, sealed, note)
}

func (o Once[T, S]) look(ctx context.Context, r *Run, row models.Journal) (answer T, err error) {
	var before S
	if err := json.Unmarshal(row.Before, &before); err != nil {
		return answer, err
	}
	matches, err := o.Find(ctx, before)
	waited := r.Now().Sub(row.SentAt)
	var doubt *Doubt
	if errors.As(err, &doubt) { // Looking on would tell no more.
		return answer, errors.Join(err, r.Lease.Looked(ctx, o.Step, doubt.Sentence))
	}
	note := lookNote(len(matches), err)
	if err := r.Lease.Looked(ctx, o.Step, note); err != nil {
		return answer, err
	}
	switch {
	case err == nil && len(matches) == 1:
		return matches[0], o.finish(ctx, r, matches[0], nil, "The answer was lost; found by reading.")
	case err == nil && len(matches) > 1:
		return answer, &Doubt{Sentence: fmt.Sprintf("It was sent once and the answer was lost. %d things fit what was asked.", len(matches))}
	case waited < r.LookFor:
		return answer, &Snooze{For: pace(waited), Step: "The answer was lost. Looking whether it happened"}
	}
	return answer, &Doubt{Sentence: "It was sent once and the answer was lost. " + note}
}

func lookNote(matches int, err error) string {
	switch {
	case err != nil:
		return "The provider cannot be read: " + providers.Sentence(err)
	case matches == 0:
		return "Reading the provider shows no trace of it."
	default:
		return fmt.Sprintf("Reading the provider shows %d that fit.", matches)
	}
}
