package fleet

import (
	"context"
	"errors"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// detailEvery is how long what is told of one bucket or store by itself stays
// fresh for somebody who opens it.
const detailEvery = 2 * time.Minute

// DetailDue reports whether a bucket or a store should be read by itself for
// somebody who opens it.
func (f *Fleet) DetailDue(account models.Account, r models.Resource, check models.PartCheck) bool {
	if detailOf(f.vendors[account.Provider].Zero, r.Kind) == nil || r.GoneAt != nil {
		return false
	}
	now := f.store.Now()
	if check.FailedAt != nil && now.Sub(*check.FailedAt) < partRest {
		return false
	}
	return check.ReadAt == nil || now.Sub(*check.ReadAt) >= detailEvery
}

// detailOf is how a client reads one thing of the kind, nil if it cannot.
func detailOf(client providers.Client, kind providers.Kind) func(context.Context, providers.Ref) (providers.Observation, error) {
	if reader, ok := client.(providers.BucketReader); ok && kind == providers.KindBucket {
		return reader.Bucket
	}
	if reader, ok := client.(providers.StoreReader); ok && kind == providers.KindStorage {
		return reader.Store
	}
	return nil
}

// ReadDetail reads one bucket or store and stores what it tells. A failure is
// recorded for the page and returned; what was known stays.
func (f *Fleet) ReadDetail(ctx context.Context, account models.Account, r models.Resource) error {
	account, scope, err := f.store.WorkerAccount(ctx, account.TeamID, account.ID)
	if err != nil {
		return err
	}
	client, err := f.Client(account)
	if err != nil {
		return err
	}
	read := detailOf(client, r.Kind)
	if read == nil || r.GoneAt != nil {
		return nil
	}
	_, err = f.looks.once(ctx, r.ID, models.DetailPart, func(ctx context.Context) (any, error) {
		return nil, f.readDetail(ctx, read, account, scope, r)
	})
	return err
}

func (f *Fleet) readDetail(ctx context.Context, read func(context.Context, providers.Ref) (providers.Observation, error),
	account models.Account, scope models.Scope, r models.Resource) error {
	intake := f.Intake(account, scope)
	intake.Began = f.store.Now()
	item, err := read(ctx, r.Ref())
	if waits(err) {
		return err
	}
	now := f.store.Now()
	check := models.PartCheck{ReadAt: &now}
	if err != nil {
		f.log.Warn("storage not read", "resource", r.ID, "error", err)
		check = models.PartCheck{FailedAt: &now, Error: providers.Sentence(err)}
	} else if _, err := intake.One(ctx, r.Source, item); err != nil {
		return err
	}
	recorded := scope.RecordPart(context.WithoutCancel(ctx), r, models.DetailPart, check)
	f.publish(account, string(r.Kind), int64(r.ID))
	return errors.Join(err, recorded)
}
