package models

import (
	"context"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// AllOf returns some of the present things of one kind in all visible accounts,
// by name, and how many there are.
func (sc Scope) AllOf(ctx context.Context, kind providers.Kind, offset, limit int) ([]Resource, int64, error) {
	return sc.allOf(ctx, offset, limit, "kind = ? AND gone_at IS NULL", kind)
}

// Waiting returns the present things of one kind that wait for a person, by
// name, and how many there are.
func (sc Scope) Waiting(ctx context.Context, kind providers.Kind, limit int) ([]Resource, int64, error) {
	return sc.allOf(ctx, 0, limit, "kind = ? AND gone_at IS NULL AND state = ?", kind, providers.Waiting)
}

func (sc Scope) allOf(ctx context.Context, offset, limit int, where string, args ...any) (rows []Resource, total int64, err error) {
	query := func() *gorm.DB { return sc.rows(ctx).Model(&Resource{}).Where(where, args...) }
	if err = query().Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	err = query().Order("LOWER(name), account_id, id").Offset(offset).Limit(limit).Find(&rows).Error
	return rows, total, err
}

// ThingsOf returns the present things of a kind that belong to another thing
// of the account, by name.
func (sc Scope) ThingsOf(ctx context.Context, of Resource, kind providers.Kind) (rows []Resource, err error) {
	err = sc.rows(ctx).Where("account_id = ? AND kind = ? AND parent = ? AND gone_at IS NULL", of.AccountID, kind, of.ExternalID).
		Order("LOWER(name), id").Find(&rows).Error
	return rows, err
}

// PaidBy returns the present servers that a billing account pays for, by name.
func (sc Scope) PaidBy(ctx context.Context, billing Resource) (rows []Resource, err error) {
	err = sc.rows(ctx).Where("account_id = ? AND kind = ? AND gone_at IS NULL AND json_extract(facts, '$.billing') = ?",
		billing.AccountID, providers.KindServer, billing.ExternalID).Order("LOWER(name), id").Find(&rows).Error
	return rows, err
}
