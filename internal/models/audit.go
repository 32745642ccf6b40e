package models

import (
	"context"

	"gorm.io/gorm"
)

// audit writes an entry in the transaction of what it records, so that
// nothing happens unrecorded.
func (sc Scope) audit(tx *gorm.DB, entry Audit) error {
	entry.TeamID, entry.UserID, entry.At = sc.Team.ID, sc.User.ID, sc.store.Now()
	return tx.Create(&entry).Error
}

// Record writes an audit entry for something that changes no other row.
func (sc Scope) Record(ctx context.Context, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error { return sc.audit(tx, entry) })
}

// AuditTrail returns the newest entries first.
func (sc Scope) AuditTrail(ctx context.Context, limit int) ([]Audit, error) {
	var entries []Audit
	err := sc.store.reader(ctx).Where("team_id = ?", sc.Team.ID).Order("id DESC").Limit(limit).Find(&entries).Error
	return entries, err
}
