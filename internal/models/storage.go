package models

import (
	"context"
	"strconv"

	"pinfold/internal/providers"
)

// Bucket decodes the facts of a bucket, Holds what is in it.
func (r Resource) Bucket() providers.BucketFacts { return decode[providers.BucketFacts](r.Facts) }

// Holds decodes the gauges of a bucket.
func (r Resource) Holds() providers.BucketGauges { return decode[providers.BucketGauges](r.Gauges) }

// Storage decodes the facts of a store.
func (r Resource) Storage() providers.StorageFacts { return decode[providers.StorageFacts](r.Facts) }

// Stored decodes the gauges of a store.
func (r Resource) Stored() providers.StorageGauges { return decode[providers.StorageGauges](r.Gauges) }

// withSettings keeps the settings of a store, which its list does not tell.
func withSettings(gauges any, known Resource) any {
	if g, ok := gauges.(providers.StorageGauges); ok && g.Settings == nil && known.Kind == providers.KindStorage {
		g.Settings = known.Stored().Settings
		return g
	}
	return gauges
}

func namedBucket(r Resource) (named providers.NamedFacts) {
	named.Details = detail(named.Details, "Billing account", r.Bucket().Billing)
	named.Details = detail(named.Details, "Objects", strconv.FormatInt(r.Holds().Objects, 10))
	named.Details = detail(named.Details, "Bytes", strconv.FormatInt(r.Holds().SizeBytes, 10))
	return named
}

func namedStorage(r Resource) (named providers.NamedFacts) {
	named.Details = detail(named.Details, "Endpoint", r.Storage().Endpoint)
	named.Details = detail(named.Details, "User", r.Storage().Login)
	return named
}

// StorageKeys lists the keys that open the buckets of an account by their
// public half; the panel's own browser uses the first.
func (sc Scope) StorageKeys(ctx context.Context, account ID) (keys []Resource, err error) {
	err = sc.rows(ctx).Where("account_id = ? AND kind = ? AND gone_at IS NULL", account, providers.KindS3Key).
		Order("external_id").Find(&keys).Error
	return keys, err
}

// StoreOf is the account's store of buckets; ErrNotFound if none is known.
func (sc Scope) StoreOf(ctx context.Context, account ID) (Resource, error) {
	var r Resource
	err := sc.rows(ctx).Where("account_id = ? AND kind = ? AND gone_at IS NULL AND json_extract(facts, '$.s3') = 1",
		account, providers.KindStorage).Order("id").Take(&r).Error
	return r, found(err)
}

// DetailPart is the name under which readings of one bucket or store are
// recorded.
const DetailPart = "detail"
