package jobs

import (
	"context"
	"errors"
	"fmt"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// prepare loads what the action works on and with.
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
	r.equip(run, account)
	client, err := r.o.Fleet.Client(account)
	return run, client, err
}

// equip gives the run what it stores with: what it reads of things, and other
// credentials of the account.
func (r *Runner) equip(run *actions.Run, account models.Account) {
	lease, op := run.Lease, run.Lease.Operation
	run.Room = func(ctx context.Context, write providers.OpID) error { return r.o.Fleet.Room(ctx, account.ID, write) }
	run.With = func(changed form.Values) (providers.Client, error) { return r.o.Fleet.With(account, changed) }
	run.Reseal = func(ctx context.Context, changed form.Values) error { return r.reseal(ctx, lease, account, changed) }
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
	made := intake
	made.By = &lease.Operation
	run.Observe = func(ctx context.Context, item providers.Observation) (models.ID, error) {
		id, err := made.One(ctx, sourceOf(run.Vendor, item.Kind), item)
		r.publishThing(op, item.Kind, id)
		return id, err
	}
	run.Gone = func(ctx context.Context, kind providers.Kind, ref providers.Ref) error {
		id, err := intake.Gone(ctx, kind, ref)
		r.publishThing(op, kind, id)
		return err
	}
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
