package models

import (
	"context"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// ReverseQuery is what the list of reverse names is asked for.
type ReverseQuery struct {
	Text          string
	Accounts      []ID
	Offset, Limit int
}

// ReverseNames lists the reverse names of addresses and tells how many there are.
func (sc Scope) ReverseNames(ctx context.Context, q ReverseQuery) (rows []Resource, total int64, err error) {
	if err = sc.reverse(ctx, q).Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	err = sc.reverse(ctx, q).Order("json_extract(facts, '$.zone'), LENGTH(external_id), external_id, id").
		Offset(q.Offset).Limit(q.Limit).Find(&rows).Error
	return rows, total, err
}

func (sc Scope) reverse(ctx context.Context, q ReverseQuery) *gorm.DB {
	db := sc.rows(ctx).Model(&Resource{}).Where("kind = ? AND gone_at IS NULL", providers.KindReverse)
	if len(q.Accounts) > 0 {
		db = db.Where("account_id IN ?", q.Accounts)
	}
	for _, word := range searchWords(q.Text) {
		db = db.Where(`search LIKE ? ESCAPE '\'`, "%"+escapeLike(word)+"%")
	}
	return db
}

// Holder is a server and one of its addresses.
type Holder struct {
	Resource
	IP string
}

// ServersWith returns the present servers that have the addresses, by address.
func (sc Scope) ServersWith(ctx context.Context, addresses []string) (map[string]Resource, error) {
	var rows []Holder
	db := sc.store.reader(ctx).Table("resources, json_each(resources.facts, '$.addresses') AS held").
		Select("resources.*, json_extract(held.value, '$.ip') AS ip")
	err := sc.within(db, "resources.account_id").
		Where("resources.kind = ? AND resources.gone_at IS NULL", providers.KindServer).
		Where("json_extract(held.value, '$.ip') IN ?", append([]string{""}, addresses...)).Scan(&rows).Error
	holders := map[string]Resource{}
	for _, row := range rows {
		holders[row.IP] = row.Resource
	}
	return holders, err
}
