package jobs

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// maxAttempts is how often a failure that may pass is tried again in a row.
const maxAttempts = 8

// LimitStep ends the step of an operation that waits for a rate limit.
const LimitStep = "'s rate limit"

// end turns what the action's work returned into the operation's next state.
func (r *Runner) end(ctx context.Context, lease *models.Lease, run *actions.Run, interrupted bool, err error) {
	var snooze *actions.Snooze
	var doubt *actions.Doubt
	var retry *actions.Retry
	switch {
	case errors.Is(err, models.ErrLeaseLost):
		return
	case err == nil:
		r.settle(ctx, lease, run, models.End{Status: models.StatusSucceeded})
	case errors.As(err, &snooze):
		r.parkAt(ctx, lease, snooze.For, snooze.Step, 0, snooze.Percent)
	case interrupted:
		// A stop of the panel is not an outcome: the next turn goes on from here.
		r.park(ctx, lease, 0, lease.Operation.Step, lease.Operation.Attempt)
	case errors.As(err, &doubt):
		r.settle(ctx, lease, run, models.End{Status: models.StatusUnknown, Kind: providers.ErrUnknown, Sentence: doubt.Sentence})
	case errors.As(err, &retry):
		r.retry(ctx, lease, run, retry)
	case errors.As(err, new(*providers.Error)):
		r.fail(ctx, lease, run, err)
	default:
		// A failure of the panel itself, such as a database that is busy.
		r.retry(ctx, lease, run, &actions.Retry{Step: lease.Operation.Step, Err: err})
	}
}

// retry parks the operation after a failure that may pass, and gives up after
// some: as failed if nothing was sent, else as unknown.
func (r *Runner) retry(ctx context.Context, lease *models.Lease, run *actions.Run, retry *actions.Retry) {
	op := lease.Operation
	var e *providers.Error
	known := errors.As(retry.Err, &e)
	if known && e.Kind == providers.ErrLimit {
		r.park(ctx, lease, spread(op, max(e.RetryAfter, 200*time.Millisecond)), "Waits for "+run.Vendor.Name+LimitStep, op.Attempt)
		return
	}
	if known && final(e.Kind, retry.Sent) {
		r.fail(ctx, lease, run, retry.Err)
		return
	}
	if op.Attempt+1 < maxAttempts {
		r.o.Log.Info("operation tries again", "operation", op.ID, "attempt", op.Attempt+1, "error", retry.Err)
		r.park(ctx, lease, min(time.Second<<op.Attempt, time.Minute), "Tries again: "+providers.Sentence(retry.Err), op.Attempt+1)
		return
	}
	if !retry.Sent {
		r.fail(ctx, lease, run, retry.Err)
		return
	}
	r.settle(ctx, lease, run, models.End{Status: models.StatusUnknown, Kind: providers.ErrUnknown, Said: providers.Said(retry.Err),
		Sentence: "It was sent, but its outcome cannot be read. " + providers.Sentence(retry.Err)})
}

// spread keeps the many parts of a bulk run from asking all at once for the
// one place that becomes free.
func spread(op models.Operation, wait time.Duration) time.Duration {
	if op.Priority == providers.Interactive {
		return wait
	}
	return wait + rand.N(min(wait, 20*time.Second)+1)
}

// final reports whether an error ends an operation at once. Refused
// credentials or input end it only while nothing was sent.
func final(kind providers.ErrorKind, sent bool) bool {
	switch kind {
	case providers.ErrNotFound, providers.ErrConflict:
		return true
	case providers.ErrAuth, providers.ErrPermission, providers.ErrInvalid:
		return !sent
	}
	return false
}

// fail ends the operation as failed, or as unknown if a write was sent whose
// outcome is not in the journal, or if the panel itself failed after a write.
func (r *Runner) fail(ctx context.Context, lease *models.Lease, run *actions.Run, err error) {
	r.o.Log.Warn("operation failed", "operation", lease.Operation.ID, "action", lease.Operation.Action, "error", err)
	end := models.End{Status: models.StatusFailed, Kind: providers.KindOf(err), Sentence: providers.Sentence(err), Said: providers.Said(err)}
	if end.Kind == providers.ErrAuth && run != nil {
		r.doubtCredentials(ctx, lease)
	}
	open, journalErr := lease.OpenWrites(ctx, end.Kind == providers.ErrInternal)
	if journalErr != nil || open > 0 {
		end.Status, end.Kind = models.StatusUnknown, providers.ErrUnknown
		end.Sentence = "It was sent and its outcome is not known. " + end.Sentence
	}
	r.settle(ctx, lease, run, end)
}

func (r *Runner) settle(ctx context.Context, lease *models.Lease, run *actions.Run, end models.End) {
	op := lease.Operation
	if run != nil {
		end.ResourceID = run.ResourceID
		if len(run.Secrets) > 0 {
			sealed, err := r.o.Keys.SealMap(AnswerOf(op.TeamID, op.ID), run.Secrets)
			if err == nil {
				end.Answer = sealed
			}
		}
	}
	_ = lease.Log(ctx, string(end.Status), end.Sentence)
	if err := lease.Settle(ctx, end); err != nil {
		r.o.Log.Error("outcome not recorded", "operation", op.ID, "error", err)
		return
	}
	op.ResourceID = max(op.ResourceID, end.ResourceID)
	r.publish(op)
}

func (r *Runner) park(ctx context.Context, lease *models.Lease, wait time.Duration, step string, attempt int) {
	r.parkAt(ctx, lease, wait, step, attempt, 0)
}

func (r *Runner) parkAt(ctx context.Context, lease *models.Lease, wait time.Duration, step string, attempt, percent int) {
	op := lease.Operation
	due := r.o.Store.Now().Add(wait)
	if err := lease.Park(ctx, due, step, attempt, percent); err != nil {
		r.o.Log.Error("wait not recorded", "operation", op.ID, "error", err)
		return
	}
	r.wake(ctx, op.ID, due)
	r.publish(op)
}
