package jobs

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"runtime/debug"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// The lease of a turn: how long it holds, and how often it is renewed.
const (
	leaseHold  = 10 * time.Second
	leaseRenew = 3 * time.Second
)

// Runner gives operations their turns.
type Runner struct {
	o     Options
	slots slots
	wake  func(ctx context.Context, id models.ID, at time.Time)
}

func newRunner(o Options) *Runner {
	if o.LookFor == 0 {
		o.LookFor = 3 * time.Minute
	}
	if o.SettleFor == 0 {
		o.SettleFor = 20 * time.Minute
	}
	return &Runner{o: o, wake: func(context.Context, models.ID, time.Time) {}}
}

// Turn runs an operation until it ends or has to wait. It does nothing if the
// operation is not due, leased by another, or finished.
func (r *Runner) Turn(ctx context.Context, id models.ID) {
	account, priority, err := r.o.Store.TurnOf(ctx, id)
	if err != nil {
		r.o.Log.Warn("operation cannot be read", "operation", id, "error", err)
		return
	}
	if !r.slots.take(account, priority) {
		r.wake(ctx, id, r.o.Store.Now().Add(fullWait))
		return
	}
	defer r.slots.free(account)
	r.turn(ctx, id)
}

func (r *Runner) turn(ctx context.Context, id models.ID) {
	lease, ok, err := r.o.Store.Claim(ctx, id, owner(), leaseHold)
	if err != nil {
		r.o.Log.Warn("claim failed", "operation", id, "error", err)
		return
	}
	if !ok {
		return
	}
	r.publish(lease.Operation)
	working, release := r.keep(ctx, lease)
	run, err := r.work(working, lease)
	interrupted := working.Err() != nil
	release()
	r.end(context.WithoutCancel(ctx), lease, run, interrupted, err)
}

// keep renews the lease until released. Losing it cancels the turn.
func (r *Runner) keep(ctx context.Context, lease *models.Lease) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(leaseRenew)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				if ok, err := lease.Extend(ctx, leaseHold); err == nil && !ok {
					cancel()
				}
			}
		}
	}()
	return ctx, func() { cancel(); <-ended }
}

// work runs the action once from its top. A panic is a failure of the panel,
// and after a write it is doubt.
func (r *Runner) work(ctx context.Context, lease *models.Lease) (run *actions.Run, err error) {
	defer func() {
		if p := recover(); p != nil {
			r.o.Log.Error("panic in operation", "operation", lease.Operation.ID, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	run, client, err := r.prepare(ctx, lease)
	if err != nil {
		return run, err
	}
	priority := providers.WithPriority(ctx, lease.Operation.Priority)
	return run, run.Action.Do(priority, run, client)
}

func owner() string {
	var b [8]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}
