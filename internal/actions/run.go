package actions

import (
	"context"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// Run is what an action's work sees of its operation during one turn.
type Run struct {
	Lease  *models.Lease
	Vendor providers.Vendor
	Action Action
	// Input is what the person entered, secret fields included.
	Input form.Values
	Keys  *secrets.Keyring
	Now   func() time.Time
	// LookFor is how long the provider is read for traces of a lost answer,
	// SettleFor how long a change may take until it shows.
	LookFor, SettleFor time.Duration
	// Room fails with a Limit error while the account's limits leave no place
	// for a call, so that no read is spent on a write that cannot go yet. Nil
	// asks nothing.
	Room func(ctx context.Context, op providers.OpID) error
	// Resource is what the action acts on, as it was known when the turn began;
	// nil for an action on an account.
	Resource *models.Resource
	// Record stores a list that was read.
	Record func(ctx context.Context, source providers.Source, listing providers.Listing) error
	// Observe stores what was read of a thing, Gone that it does not exist.
	Observe func(ctx context.Context, item providers.Observation) (models.ID, error)
	Gone    func(ctx context.Context, kind providers.Kind, ref providers.Ref) error
	// With opens a client of the account with other credentials, without storing
	// them. Reseal stores them as the account's own; the next turn works with
	// them.
	With   func(changed form.Values) (providers.Client, error)
	Reseal func(ctx context.Context, changed form.Values) error
	// Secrets collects secret output, shown once to the person who asked.
	Secrets map[string]secrets.Text
	// ResourceID is what the operation turned out to be about.
	ResourceID models.ID
	// seen is the state of the server in the last reading of this turn.
	seen providers.State
}

// Ref is how the provider knows the target.
func (r *Run) Ref() providers.Ref { return r.Lease.Operation.Ref() }

// Server is how the provider knows the server that the target is or belongs
// to.
func (r *Run) Server() providers.Ref {
	if r.Resource != nil && r.Resource.Kind != providers.KindServer && r.Resource.Parent != "" {
		return providers.Ref{ID: r.Resource.Parent, Location: r.Resource.Location}
	}
	return r.Ref()
}

// Part reads one of the lists that a server has, stores it and returns what it
// holds. A client without the list yields none. One that may lack things is an
// error: it cannot tell what is new, nor what is gone.
func (r *Run) Part(ctx context.Context, c providers.ServerParts, name string) ([]providers.Observation, error) {
	return r.partOf(ctx, c, r.Server(), name)
}

// partOf is Part for any server of the account.
func (r *Run) partOf(ctx context.Context, c providers.ServerParts, server providers.Ref, name string) ([]providers.Observation, error) {
	for _, source := range c.Parts(server) {
		if source.Name != name {
			continue
		}
		listing, err := source.Read(ctx)
		if err != nil {
			return nil, err
		}
		if err := r.Record(ctx, source, listing); err != nil {
			return nil, err
		}
		return listing.Items, whole(listing)
	}
	return nil, nil
}

func (r *Run) room(ctx context.Context, op providers.OpID) error {
	if r.Room == nil {
		return nil
	}
	return r.Room(ctx, op)
}

// Write is the documented write of the action at this provider.
func (r *Run) Write() providers.OpID { return r.Action.Write[r.Vendor.Slug] }

func (r *Run) intent(ctx context.Context, step string, op providers.OpID) context.Context {
	return providers.WithIntent(ctx, providers.Intent{Operation: int64(r.Lease.Operation.ID), Step: step, Op: op})
}

func (r *Run) seal(step string, values map[string]secrets.Text) ([]byte, error) {
	if len(values) == 0 {
		return nil, nil
	}
	return r.Keys.SealMap(r.binding(step), values)
}

func (r *Run) binding(step string) secrets.Binding {
	op := r.Lease.Operation
	return secrets.Binding{Team: int64(op.TeamID), Table: "journals", Row: int64(op.ID), Column: step}
}

// Until waits, by reading, for a change to show. Check returns true when it
// does. What does not show within SettleFor of the step's end is doubt.
func (r *Run) Until(ctx context.Context, step, showing string, check func(ctx context.Context) (bool, error)) error {
	row, ok, err := r.Lease.Journal(ctx, step)
	if err != nil {
		return err
	}
	since := r.Now()
	if ok && row.EndedAt != nil {
		since = *row.EndedAt
	}
	done, err := check(ctx)
	waited := r.Now().Sub(since)
	switch {
	case err != nil:
		return &Retry{Step: showing, Sent: true, Err: err}
	case done:
		return nil
	case waited > r.SettleFor:
		return &Doubt{Sentence: r.Vendor.Name + " took the call, but does not show the change after " +
			r.SettleFor.Round(time.Second).String() + "."}
	}
	return &Snooze{For: pace(waited), Step: showing}
}

// pace is how long to wait between two looks: often at first, then calmly.
func pace(waited time.Duration) time.Duration {
	switch {
	case waited < 3*time.Second:
		return time.Second
	case waited < 20*time.Second:
		return 2 * time.Second
	case waited < 2*time.Minute:
		return 5 * time.Second
	default:
		return 15 * time.Second
	}
}

// look reads one server, stores what it says and returns it.
func (r *Run) look(ctx context.Context, c providers.ServerReader) (providers.Observation, error) {
	item, err := c.Server(ctx, r.Server())
	if err != nil {
		return item, err
	}
	r.seen = item.State
	id, err := r.Observe(ctx, item)
	if r.ResourceID == 0 { // A creation finds out here what it made.
		r.ResourceID = id
	}
	return item, err
}

// gone reports whether the error says that the thing does not exist.
func gone(err error) bool { return providers.KindOf(err) == providers.ErrNotFound }
