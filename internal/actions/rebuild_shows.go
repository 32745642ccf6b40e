package actions

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"pinfold/internal/providers"
)

// quietFor is how long a server that was never seen at work, and of whose
// rebuild the provider shows no end, has to show as running or stopped until it
// counts as rebuilt.
const quietFor = 2 * time.Minute

// followRebuild waits until the server is there again, and shows meanwhile how
// the provider shows it.
func followRebuild(ctx context.Context, r *Run, c providers.Rebuilder) error {
	var word string
	err := r.untilTask(ctx, c, stepRebuild, r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		item, err := r.look(ctx, c)
		if err != nil {
			return false, err
		}
		word = item.StateWord
		return rebuildShows(ctx, r, c, item)
	})
	var snooze *Snooze
	if errors.As(err, &snooze) && word != "" && snooze.Step == r.Action.Words.Doing {
		snooze.Step += ". " + r.Vendor.Name + " shows it as " + word + "."
	}
	return err
}

// rebuildShows tells whether the rebuild has ended: the server runs or stands
// still after it was seen at work, or the provider shows the end, or time
// enough has passed for either.
func rebuildShows(ctx context.Context, r *Run, c providers.Rebuilder, item providers.Observation) (bool, error) {
	row, _, err := r.Lease.Journal(ctx, stepRebuild)
	if err != nil {
		return false, err
	}
	// Right after the call it may still show as it was before.
	ended := row.Note == seenDown || row.EndedAt == nil || r.Now().Sub(*row.EndedAt) >= quietFor
	switch item.State {
	case providers.Running, providers.Stopped:
	case providers.Failed:
		if !ended {
			return false, nil
		}
		return false, &providers.Error{Kind: providers.ErrConflict, Op: r.Write(),
			Sentence: r.Vendor.Name + " took the call, but could not install the system: " + item.StateWord + "."}
	default:
		if row.Note == seenDown || item.State == providers.Unknown {
			return false, nil
		}
		return false, r.Lease.Looked(ctx, stepRebuild, seenDown)
	}
	var mark string
	if ended || json.Unmarshal(row.Before, &mark) != nil {
		return ended, nil
	}
	// What cannot be read is no trace: the time decides.
	begun, done, err := c.RebuildsSince(ctx, r.Ref(), mark)
	return err == nil && begun > 0 && done == begun, nil
}
