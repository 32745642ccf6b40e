package actions

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/internal/zone"
)

const writeStep = "write"

// read reads the zone. What is told is the zone's state from then on.
func (z *zoneRun) read(ctx context.Context) (err error) {
	z.now, err = z.c.Zone(ctx, z.Ref(), z.Resource.Name)
	return err
}

// begin reads the zone before anything is sent, keeps the state to come back
// to, and ends the operation if somebody changed what the changes touch.
func (z *zoneRun) begin(ctx context.Context) error {
	if err := z.read(ctx); err != nil {
		return &Retry{Step: "Reading the zone", Err: err}
	}
	if err := z.keep(ctx, nil); err != nil {
		return err
	}
	all := slices.Concat(z.edits, z.drops)
	met, clash := clashes(z.now.Records, all)
	if clash != nil {
		return &providers.Error{Kind: providers.ErrConflict, Op: z.Write(), NotSent: true, Sentence: clashWords(*clash)}
	}
	if len(met) == 0 {
		return nil
	}
	if err := z.Lease.Log(ctx, "read", fmt.Sprintf("%d of %d changes are in the zone already.", len(met), len(all))); err != nil {
		return err
	}
	return z.Lease.DropZoneChanges(ctx, *z.Resource, met)
}

// clashes returns the changes that the zone meets already, and the first one
// that it stands in the way of.
func clashes(now []zone.Record, changes []zone.Change) (met []zone.Change, clash *zone.Conflict) {
	for _, c := range zone.Conflicts(now, changes) {
		if c.Clash == zone.Already && (c.Now == nil || c.Change.After == nil || zone.Same(*c.Now, *c.Change.After)) {
			met = append(met, c.Change)
			continue
		}
		if clash == nil {
			clash = &c
		}
	}
	return met, clash
}

func clashWords(c zone.Conflict) string {
	what := c.Change.Record()
	sentence := fmt.Sprintf("The zone was changed meanwhile, not by this operation: %s %s", what.Type, what.Name)
	switch {
	case c.Clash == zone.Gone:
		sentence += " is not there any more."
	case c.Now != nil:
		sentence += " is now " + recordLine(*c.Now) + "."
	default:
		sentence += " is another."
	}
	return sentence + " Nothing was sent. Your changes are kept."
}

// unmet are the edits that the zone does not meet yet.
func unmet(now []zone.Record, edits []zone.Change) []zone.Change {
	met, _ := clashes(now, edits)
	return slices.DeleteFunc(slices.Clone(edits), func(c zone.Change) bool {
		return slices.ContainsFunc(met, func(m zone.Change) bool { return m.Before == c.Before && m.After == c.After })
	})
}

// write sends additions and changes in one call. New records have no mark of
// their own, so the call is sent once and its records are found by reading.
func (z *zoneRun) write(ctx context.Context) error {
	row, sent, err := z.Lease.Journal(ctx, writeStep)
	if err != nil {
		return err
	}
	if sent && row.State == models.JournalDone {
		return z.Lease.DropZoneChanges(ctx, *z.Resource, z.edits)
	}
	if !sent && len(unmet(z.now.Records, z.edits)) == 0 {
		return nil
	}
	var sending []zone.Change
	once := Once[toggled, models.ZoneSnapshot]{
		Step: writeStep, Op: z.Write(), Showing: z.Action.Words.Doing,
		Before: func(ctx context.Context) (models.ZoneSnapshot, error) {
			if err := z.read(ctx); err != nil {
				return models.ZoneSnapshot{}, err
			}
			if _, clash := clashes(z.now.Records, z.edits); clash != nil {
				return models.ZoneSnapshot{}, &providers.Error{Kind: providers.ErrConflict, Op: z.Write(), NotSent: true, Sentence: clashWords(*clash)}
			}
			sending = unmet(z.now.Records, z.edits)
			before := models.ZoneSnapshot{Sent: sending}
			for _, r := range z.now.Records {
				before.IDs = append(before.IDs, r.ID)
			}
			return before, nil
		},
		Send: func(ctx context.Context) (toggled, map[string]secrets.Text, error) {
			return toggled{}, nil, z.c.EditZone(ctx, z.Ref(), providers.ZoneEdit{Name: z.Resource.Name, Manner: z.now.Manner, Changes: sending})
		},
		Find: z.find,
	}
	if _, err := once.Do(ctx, z.Run); err != nil {
		return err
	}
	err = z.Until(ctx, writeStep, z.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		err := z.read(ctx)
		return err == nil && len(unmet(z.now.Records, z.edits)) == 0, err
	})
	if err != nil {
		return err
	}
	return z.Lease.DropZoneChanges(ctx, *z.Resource, z.edits)
}

// find tells whether what was sent is in the zone: additions as records that
// were not there before.
func (z *zoneRun) find(ctx context.Context, before models.ZoneSnapshot) ([]toggled, error) {
	if err := z.read(ctx); err != nil {
		return nil, err
	}
	fresh := slices.DeleteFunc(slices.Clone(z.now.Records), func(r zone.Record) bool { return slices.Contains(before.IDs, r.ID) })
	n := 0
	for _, c := range before.Sent {
		among := z.now.Records
		if c.Adds() {
			among = fresh
		}
		if slices.ContainsFunc(among, func(r zone.Record) bool {
			return zone.Same(r, *c.After) && (c.Adds() || r.ID == c.Before.ID)
		}) {
			n++
		}
	}
	switch n {
	case len(before.Sent):
		return []toggled{{}}, nil
	case 0:
		return nil, nil
	}
	return nil, &Doubt{Sentence: fmt.Sprintf("It was sent once and the answer was lost. %d of %d additions and changes are in the zone.", n, len(before.Sent))}
}

// half says of a failure how much of the changes is in the zone. What is not
// stays with the person's changes.
func (z *zoneRun) half(ctx context.Context, cause error) error {
	var e *providers.Error
	var retry *Retry
	if !errors.As(cause, &e) || errors.As(cause, &retry) {
		return cause
	}
	done, err := z.done(ctx)
	if err != nil {
		return err
	}
	if done == 0 {
		return cause
	}
	if err := z.read(ctx); err == nil {
		_ = z.keep(ctx, &z.Lease.Operation) // The failure itself is what has to be told.
	}
	told := *e
	told.NotSent = false
	told.Sentence = fmt.Sprintf("%d of %d changes are in the zone. The others are kept: apply them again, or bring back the state before. %s",
		done, len(z.edits)+len(z.drops), e.Sentence)
	return &told
}
