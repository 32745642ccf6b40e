package actions

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// copied is the journaled answer to the making of a copy: the number of the
// request that makes it, or the copy where it was found by reading.
type copied struct {
	Request string `json:"request,omitempty"`
	ID      string `json:"id,omitempty"`
}

// seenBackup is one copy in the snapshot taken before another is made.
type seenBackup struct {
	ID     string    `json:"id"`
	MadeAt time.Time `json:"made_at"`
	// Type and DiskID are told by some providers only.
	Type   string `json:"type,omitempty"`
	DiskID string `json:"disk_id,omitempty"`
}

// fits reports whether the copy may be the one that was ordered: servers also
// get copies by themselves.
func (b seenBackup) fits(order providers.BackupOrder) bool {
	return (order.Type == "" || b.Type == "" || b.Type == order.Type) &&
		(order.DiskID == "" || b.DiskID == "" || b.DiskID == order.DiskID)
}

// stepCopy is the step that makes a copy.
const stepCopy = "backup"

// wantedCopy is the copy that is made: a new one as ordered, or the one of the
// id anew.
type wantedCopy struct {
	id    string
	order providers.BackupOrder
}

// makeCopy makes a copy once and waits until the provider lists it.
func makeCopy(ctx context.Context, r *Run, c backupClient, want wantedCopy, send func(context.Context) (string, error)) error {
	once := Once[copied, []seenBackup]{
		Step: stepCopy, Op: r.Write(), Showing: r.Action.Words.Doing,
		Alone: fmt.Sprintf("account-%d/backup/%s", r.Lease.Operation.AccountID, r.Server().ID),
		Before: func(ctx context.Context) ([]seenBackup, error) {
			if want.id != "" {
				if err := r.sameBackup(ctx, c); err != nil {
					return nil, err
				}
			}
			return r.seenBackups(ctx, c)
		},
		Send: func(ctx context.Context) (copied, map[string]secrets.Text, error) {
			request, err := send(ctx)
			return copied{Request: request}, nil, err
		},
		Find: func(ctx context.Context, before []seenBackup) ([]copied, error) {
			return r.copiesSince(ctx, c, before, want)
		},
	}
	made, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	if err := follow(ctx, r, c, stepCopy, made.Request, nil); err != nil {
		return err
	}
	if err := r.Until(ctx, stepCopy, r.Action.Words.Doing, func(ctx context.Context) (bool, error) { return r.copyShows(ctx, c, want) }); err != nil {
		return err
	}
	return r.settled(ctx, c, stepCopy)
}

// backupClient reads a server and its copies.
type backupClient interface {
	providers.ServerReader
	providers.ServerParts
}

// copyShows reports whether the list has a copy that it lacked when the
// snapshot was taken.
func (r *Run) copyShows(ctx context.Context, c providers.ServerParts, want wantedCopy) (bool, error) {
	row, _, err := r.Lease.Journal(ctx, stepCopy)
	if err != nil {
		return false, err
	}
	var before []seenBackup
	if err := json.Unmarshal(row.Before, &before); err != nil {
		return false, err
	}
	found, err := r.copiesSince(ctx, c, before, want)
	return len(found) > 0, err
}

func (r *Run) seenBackups(ctx context.Context, c providers.ServerParts) ([]seenBackup, error) {
	items, err := r.backups(ctx, c)
	seen := make([]seenBackup, 0, len(items))
	for _, item := range items {
		facts, _ := item.Facts.(providers.BackupFacts)
		seen = append(seen, seenBackup{ID: item.ID, MadeAt: facts.MadeAt, Type: facts.Type, DiskID: facts.DiskID})
	}
	return seen, err
}

// copiesSince lists what was made since the snapshot: copies that were not
// there and fit the order, or the one of the id if it is newer.
func (r *Run) copiesSince(ctx context.Context, c providers.ServerParts, before []seenBackup, want wantedCopy) (found []copied, err error) {
	now, err := r.seenBackups(ctx, c)
	was := make(map[string]time.Time, len(before))
	for _, b := range before {
		was[b.ID] = b.MadeAt
	}
	for _, b := range now {
		made, known := was[b.ID]
		if want.id == "" && !known && b.fits(want.order) || want.id != "" && b.ID == want.id && b.MadeAt.After(made) {
			found = append(found, copied{ID: b.ID})
		}
	}
	return found, err
}

// settled waits until the provider does not work on the server any more, and
// stores how it is then.
func (r *Run) settled(ctx context.Context, c providers.ServerReader, step string) error {
	return r.Until(ctx, step, "Reads the server again", func(ctx context.Context) (bool, error) {
		item, err := r.look(ctx, c)
		return item.State != providers.Working, err
	})
}
