package actions

import (
	"context"
	"fmt"
	"slices"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/zone"
)

func removeStep(c zone.Change) string { return models.RemovalStep(c.Before.ID) }

// remove takes the records away that are to go, a call each. An id is never
// given to another record, so a removal may be repeated.
func (z *zoneRun) remove(ctx context.Context) error {
	for i, c := range z.drops {
		row, known, err := z.Lease.Journal(ctx, removeStep(c))
		if err != nil {
			return err
		}
		if known && row.State == models.JournalDone {
			continue
		}
		if err := z.fits(ctx, c); err != nil {
			return err
		}
		showing := fmt.Sprintf("Removing record %d of %d", i+1, len(z.drops))
		if err := z.Lease.Progress(ctx, showing, 100*i/len(z.drops)); err != nil {
			return err
		}
		if err := z.removeOne(ctx, c, showing); err != nil {
			return err
		}
	}
	return nil
}

// fits reads the zone, unless this turn did, and refuses to remove a record
// that says something else by now.
func (z *zoneRun) fits(ctx context.Context, c zone.Change) error {
	if z.now.Records == nil {
		if err := z.read(ctx); err != nil {
			return &Retry{Step: "Reading the zone", Err: err}
		}
	}
	if _, clash := clashes(z.now.Records, []zone.Change{c}); clash != nil {
		return &providers.Error{Kind: providers.ErrConflict, Op: removesRecords[z.Vendor.Slug], NotSent: true, Sentence: fmt.Sprintf(
			"The zone was changed meanwhile, not by this operation: %s %s. It was not removed.", c.Before.Type, c.Before.Name)}
	}
	return nil
}

func (z *zoneRun) removeOne(ctx context.Context, c zone.Change, showing string) error {
	set := Set{Step: removeStep(c), Op: removesRecords[z.Vendor.Slug], Showing: showing,
		Reached: func(ctx context.Context) (bool, error) {
			err := z.read(ctx)
			return err == nil && !z.holds(c), err
		},
		Send: orGone(func(ctx context.Context) error {
			_, err := z.c.RemoveRecord(ctx, z.Ref(), c.Before.ID)
			return err
		})}
	_, begun, err := z.Lease.Journal(ctx, set.Step)
	switch {
	case err != nil:
		return err
	case !begun && !z.holds(c): // It is gone already.
		return nil
	case !begun && z.Lease.Operation.LookOnly:
		return &providers.Error{Kind: providers.ErrConflict, Op: set.Op, NotSent: true,
			Sentence: "Looking again sends nothing, so what was not sent before stays."}
	}
	if err := set.Do(ctx, z.Run); err != nil {
		return err
	}
	if err := z.stillListed(ctx); err != nil {
		return err
	}
	return z.Lease.DropZoneChanges(ctx, *z.Resource, []zone.Change{c})
}

func (z *zoneRun) holds(c zone.Change) bool {
	return slices.ContainsFunc(z.now.Records, func(r zone.Record) bool { return r.ID == c.Before.ID })
}

// stillListed stops the work if the whole zone is gone: the same call without
// its record deletes it.
func (z *zoneRun) stillListed(ctx context.Context) error {
	all, err := z.c.Zones(ctx)
	if err != nil {
		return &Retry{Step: "Reading the list of zones", Sent: true, Err: err}
	}
	if slices.ContainsFunc(all, func(o providers.Observation) bool { return o.ID == z.Ref().ID }) {
		return nil
	}
	return &providers.Error{Kind: providers.ErrConflict, Op: removesRecords[z.Vendor.Slug],
		Sentence: "After the record was removed, " + z.Vendor.Name + " does not list the zone any more. Nothing else was sent. History has its last state."}
}

// finish waits until the zone is as wanted, and keeps the state.
func (z *zoneRun) finish(ctx context.Context) error {
	err := z.Until(ctx, z.lastStep(), "Reading the zone", func(ctx context.Context) (bool, error) {
		err := z.read(ctx)
		return err == nil && !slices.ContainsFunc(z.drops, z.holds), err
	})
	if err != nil {
		return err
	}
	if err := z.Lease.DropZoneChanges(ctx, *z.Resource, slices.Concat(z.edits, z.drops)); err != nil {
		return err
	}
	return z.keep(ctx, &z.Lease.Operation)
}

func (z *zoneRun) lastStep() string {
	if len(z.drops) > 0 {
		return removeStep(z.drops[len(z.drops)-1])
	}
	return writeStep
}

// keep stores what was read, as a state that the operation made or, for nil,
// found.
func (z *zoneRun) keep(ctx context.Context, by *models.Operation) error {
	if _, err := z.Lease.Scope.KeepZone(ctx, *z.Resource, z.now.Records, by); err != nil {
		return err
	}
	_, err := z.Observe(ctx, z.Resource.ZoneObserved(z.now.Types, z.now.Records))
	return err
}

// done counts the changes that the provider took.
func (z *zoneRun) done(ctx context.Context) (n int, err error) {
	row, ok, err := z.Lease.Journal(ctx, writeStep)
	if err != nil {
		return 0, err
	}
	if ok && row.State == models.JournalDone {
		n = len(z.edits)
	}
	for _, c := range z.drops {
		row, ok, err := z.Lease.Journal(ctx, removeStep(c))
		if err != nil {
			return 0, err
		}
		if ok && row.State == models.JournalDone {
			n++
		}
	}
	return n, nil
}
