package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"pinfold/internal/models"
)

// The sweeper looks at the rows for what is due.
const (
	sweepEvery   = time.Second
	sweepLimit   = 200
	refreshHold  = 3 * time.Minute
	sessionsTick = 600
	// changesTick is an hour: what is due then is little.
	changesTick = 3600
	changesKept = 400 * 24 * time.Hour
	samplesTick = 24 * 60 * 60
)

// sweep inserts the jobs that are missing: after a crash, after a lost
// insert, and for accounts whose refresh is due.
func (j *Jobs) sweep(ctx context.Context, o Options) {
	defer close(j.swept)
	ticker := time.NewTicker(sweepEvery)
	defer ticker.Stop()
	for tick := 0; ; tick++ {
		j.accounts.look(ctx, o)
		j.sweepOnce(ctx, o)
		if tick%sessionsTick == 0 {
			_ = o.Store.SweepSessions(ctx, o.Store.Now())
			_ = o.Store.SweepResets(ctx, o.Store.Now())
		}
		if tick%changesTick == 0 {
			if err := o.Store.PruneChanges(ctx, o.Store.Now().Add(-changesKept)); err != nil {
				o.Log.Warn("old changes were not removed", "error", err)
			}
		}
		if tick%samplesTick == 0 {
			_ = o.Store.SweepSamples(ctx, o.Store.Now().Add(-models.KeepSamples))
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (j *Jobs) sweepOnce(ctx context.Context, o Options) {
	ids, err := o.Store.Due(ctx, sweepLimit)
	if err != nil {
		o.Log.Warn("sweep failed", "error", err)
	}
	for _, id := range ids {
		j.waker.enqueue(ctx, id)
	}
	accounts, err := o.Store.DueAccounts(ctx, o.Store.Now())
	if err != nil {
		o.Log.Warn("sweep failed", "error", err)
	}
	for _, due := range accounts {
		j.wakeRefresh(ctx, o, due)
	}
}

// wakeRefresh claims the account before the job is inserted, so that one
// account never has two refreshes in the queue.
func (j *Jobs) wakeRefresh(ctx context.Context, o Options, due models.DueAccount) {
	ok, err := o.Store.ClaimRefresh(ctx, due, refreshHold)
	if err != nil || !ok {
		return
	}
	_, err = j.queue.client.Insert(ctx, refreshJob{Team: int64(due.TeamID), Account: int64(due.ID)},
		&river.InsertOpts{Queue: refreshQueue})
	if err != nil {
		o.Log.Warn("queue insert failed", "account", due.ID, "error", err)
	}
}

func (j *Jobs) refresh(o Options) func(ctx context.Context, due models.DueAccount) {
	return func(ctx context.Context, due models.DueAccount) {
		if err := o.Fleet.Refresh(ctx, due.TeamID, due.ID); err != nil {
			o.Log.Error("refresh not recorded", "account", due.ID, "error", err)
		}
		if err := o.Fleet.RecordSpend(ctx, due.TeamID, due.ID); err != nil {
			o.Log.Error("spend not recorded", "account", due.ID, "error", err)
		}
	}
}
