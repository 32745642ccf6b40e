package jobs

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/feed"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
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

func (r *Runner) prepare(ctx context.Context, lease *models.Lease) (*actions.Run, providers.Client, error) {
	op := lease.Operation
	action, ok := actions.Named(op.Action)
	if !ok {
		return nil, nil, fmt.Errorf("no action %q", op.Action)
	}
	account, err := lease.Scope.Account(ctx, op.AccountID)
	if err != nil {
		return nil, nil, err
	}
	input, err := r.input(op)
	if err != nil {
		return nil, nil, err
	}
	vendor, _ := r.o.Fleet.Vendor(account.Provider)
	if err := spare(ctx, lease, vendor); err != nil {
		return nil, nil, err
	}
	run := &actions.Run{
		Lease: lease, Vendor: vendor, Action: action, Input: input, Keys: r.o.Keys, Now: r.o.Store.Now,
		LookFor: r.o.LookFor, SettleFor: r.o.SettleFor, Secrets: map[string]secrets.Text{}, ResourceID: op.ResourceID,
	}
	if op.ResourceID != 0 && !action.Creates() {
		resource, err := lease.Scope.Resource(ctx, action.On, op.ResourceID)
		if err != nil {
			return nil, nil, err
		}
		run.Resource = &resource
	}
	intake := r.o.Fleet.Intake(account, lease.Scope)
	run.Record = func(ctx context.Context, source providers.Source, listing providers.Listing) error {
		outcome, err := intake.List(ctx, source, listing)
		for _, id := range outcome.Changed {
			r.publishThing(op, source.Kinds[0], id)
		}
		if err != nil || source.Parent == "" {
			return err
		}
		return recordPart(ctx, lease, account.ID, source, outcome.Check)
	}
	run.Room = func(ctx context.Context, write providers.OpID) error { return r.o.Fleet.Room(ctx, account.ID, write) }
	run.With = func(changed form.Values) (providers.Client, error) { return r.o.Fleet.With(account, changed) }
	run.Reseal = func(ctx context.Context, changed form.Values) error { return r.reseal(ctx, lease, account, changed) }
	made := intake
	made.By = &lease.Operation
	run.Observe = func(ctx context.Context, item providers.Observation) (models.ID, error) {
		id, err := made.One(ctx, sourceOf(vendor, item.Kind), item)
		r.publishThing(op, item.Kind, id)
		return id, err
	}
	run.Gone = func(ctx context.Context, kind providers.Kind, ref providers.Ref) error {
		id, err := intake.Gone(ctx, kind, ref)
		r.publishThing(op, kind, id)
		return err
	}
	client, err := r.o.Fleet.Client(account)
	return run, client, err
}

// reseal stores other credentials of the account. The next turn opens a client
// with them.
func (r *Runner) reseal(ctx context.Context, lease *models.Lease, account models.Account, changed form.Values) error {
	sealed, fingerprint, err := r.o.Fleet.Seal(account, changed)
	if err != nil {
		return err
	}
	return lease.Reseal(context.WithoutCancel(ctx), account, sealed, fingerprint)
}

// recordPart notes on a server that one of its parts was read.
func recordPart(ctx context.Context, lease *models.Lease, account models.ID, source providers.Source, check models.Check) error {
	server, err := lease.Scope.ResourceByRef(ctx, account, providers.KindServer, providers.Ref{ID: source.Parent, Location: source.Location})
	if errors.Is(err, models.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return lease.Scope.RecordPart(ctx, server, source.Name, models.PartCheck{ReadAt: &check.At, Items: check.Items})
}

// InputOf names the place that an operation's secret input is sealed for.
func InputOf(team, operation models.ID) secrets.Binding {
	return secrets.Binding{Team: int64(team), Table: "operations", Row: int64(operation), Column: "sealed"}
}

// AnswerOf names the place that an operation's secret output is sealed for.
func AnswerOf(team, operation models.ID) secrets.Binding {
	return secrets.Binding{Team: int64(team), Table: "operations", Row: int64(operation), Column: "answer"}
}

func (r *Runner) input(op models.Operation) (form.Values, error) {
	hidden, err := r.o.Keys.OpenMap(InputOf(op.TeamID, op.ID), op.Sealed)
	if err != nil {
		return nil, err
	}
	values := form.Join(op.Input)
	for name, value := range hidden {
		values[name] = value.Reveal()
	}
	return values, nil
}

func (r *Runner) publish(op models.Operation) {
	events := []feed.Event{
		{Team: int64(op.TeamID), Account: int64(op.AccountID), Kind: "operation", ID: int64(op.ID)},
		{Team: int64(op.TeamID), Account: int64(op.AccountID), Kind: "operation"},
	}
	if op.ParentID != nil {
		events = append(events, feed.Event{Team: int64(op.TeamID), Kind: "operation", ID: int64(*op.ParentID)})
	}
	r.o.Bus.Publish(events...)
	if op.ServerID != 0 {
		r.publishThing(op, providers.KindServer, op.ServerID)
	}
	if op.ResourceID != 0 {
		r.publishThing(op, op.Kind, op.ResourceID)
	}
}

func (r *Runner) publishThing(op models.Operation, kind providers.Kind, id models.ID) {
	r.o.Bus.Publish(
		feed.Event{Team: int64(op.TeamID), Account: int64(op.AccountID), Kind: string(kind), ID: int64(id)},
		feed.Event{Team: int64(op.TeamID), Account: int64(op.AccountID), Kind: string(kind)},
	)
}

func owner() string {
	var b [8]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}
