package fleet

import (
	"context"
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
	return detailOf(f.vendors[account.Provider].Zero, r.Kind) != nil && f.openDue(r, check, detailEvery, false)
}

// detailOf is how a client reads one thing of the kind, nil if it cannot.
func detailOf(client providers.Client, kind providers.Kind) reader {
	if able, ok := client.(providers.BucketReader); ok && kind == providers.KindBucket {
		return able.Bucket
	}
	if able, ok := client.(providers.StoreReader); ok && kind == providers.KindStorage {
		return able.Store
	}
	return nil
}

// ReadDetail reads one bucket or store and stores what it tells. A failure is
// recorded for the page and returned; what was known stays.
func (f *Fleet) ReadDetail(ctx context.Context, account models.Account, r models.Resource) error {
	return f.readOpened(ctx, account, opened{r: r, part: models.DetailPart}, func(client providers.Client) reader {
		return detailOf(client, r.Kind)
	})
}
