package models

import (
	"context"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// StorageQuery is what the list of buckets and stores is asked for.
type StorageQuery struct {
	Text string
	// Accounts limit the list; none means any.
	Accounts []ID
	// Sort is a key of storageSorts or "checked", with a minus for the other way
	// round.
	Sort          string
	Offset, Limit int
}

// StorageKinds are the kinds that the list of storage shows.
func StorageKinds() []providers.Kind {
	return []providers.Kind{providers.KindBucket, providers.KindStorage}
}

const (
	storageS3   = "COALESCE(json_extract(resources.facts, '$.s3'), 0) = 1"
	storageSize = "CASE WHEN " + storageS3 + " THEN NULL ELSE json_extract(resources.gauges, '$.size_bytes') END"
)

// storageSorts are the orders of the list. States stand as the words that the
// list has for them.
var storageSorts = plainly(map[string]string{
	"name": shownName,
	"state": `CASE
		WHEN ` + storageS3 + ` AND COALESCE(json_extract(resources.facts, '$.login'), '') = '' THEN 'no user yet'
		WHEN ` + storageS3 + ` THEN 'ready'
		WHEN COALESCE(json_extract(resources.gauges, CASE resources.kind WHEN 'bucket' THEN '$.objects' ELSE '$.size_bytes' END), 0) = 0 THEN 'empty'
		ELSE 'in use' END`,
	"size":    storageSize,
	"objects": "CASE resources.kind WHEN 'bucket' THEN json_extract(resources.gauges, '$.objects') END",
	"account": ofAccount,
	"billing": `NULLIF(LOWER(COALESCE((SELECT NULLIF(b.name, '') FROM resources b WHERE b.account_id = resources.account_id AND b.kind = 'billing'
		AND b.external_id = json_extract(resources.facts, '$.billing') AND b.gone_at IS NULL LIMIT 1), json_extract(resources.facts, '$.billing'))), '')`,
	"created": "julianday(json_extract(resources.facts, '$.created_at'))",
})

// Storage lists stores and buckets, unless it is asked otherwise by account and
// each store before its buckets.
func (sc Scope) Storage(ctx context.Context, q StorageQuery) (rows []Resource, total int64, err error) {
	query := func() *gorm.DB {
		db := sc.rows(ctx).Model(&Resource{}).Where("kind IN ? AND gone_at IS NULL", StorageKinds())
		for _, word := range searchWords(q.Text) {
			db = db.Where(`search LIKE ? ESCAPE '\'`, "%"+escapeLike(word)+"%")
		}
		if len(q.Accounts) > 0 {
			db = db.Where("account_id IN ?", q.Accounts)
		}
		return db
	}
	if err = query().Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	list := orders{by: storageSorts, usual: "resources.account_id, resources.kind DESC, LOWER(resources.name), resources.id"}
	if list.accounts, err = sc.Accounts(ctx); err != nil {
		return nil, total, err
	}
	err = query().Clauses(list.of(q.Sort).by()).Offset(q.Offset).Limit(q.Limit).Find(&rows).Error
	return rows, total, err
}
