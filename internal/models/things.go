package models

import (
	"context"

	"pinfold/internal/providers"
)

// Things returns some of the present things of one kind that an account has,
// by name, and how many there are.
func (sc Scope) Things(ctx context.Context, account ID, kind providers.Kind, offset, limit int) (rows []Resource, total int64, err error) {
	query := sc.rows(ctx).Model(&Resource{}).Where("account_id = ? AND kind = ? AND gone_at IS NULL", account, kind)
	if err := query.Count(&total).Error; err != nil {
		return nil, 0, err
	}
	err = sc.rows(ctx).Where("account_id = ? AND kind = ? AND gone_at IS NULL", account, kind).
		Order("LOWER(name), location, id").Offset(offset).Limit(limit).Find(&rows).Error
	return rows, total, err
}

// KindCounts counts the present things of an account by kind.
func (sc Scope) KindCounts(ctx context.Context, account ID) (map[providers.Kind]int64, error) {
	var rows []struct {
		Kind providers.Kind
		N    int64
	}
	err := sc.rows(ctx).Model(&Resource{}).Where("account_id = ? AND gone_at IS NULL", account).
		Select("kind, COUNT(*) AS n").Group("kind").Scan(&rows).Error
	counts := make(map[providers.Kind]int64, len(rows))
	for _, row := range rows {
		counts[row.Kind] = row.N
	}
	return counts, err
}
