package models

import (
	"context"

	"gorm.io/gorm"

	"pinfold/internal/form"
)

// audit writes an entry in the transaction of what it records, so that
// nothing happens unrecorded.
func (sc Scope) audit(tx *gorm.DB, entry Audit) error {
	entry.TeamID, entry.UserID = sc.Team.ID, sc.User.ID
	if sc.via != "" {
		entry.Details = form.Join(entry.Details, form.Values{"api_token": sc.via})
	}
	return sc.store.audit(tx, entry)
}

// audit is the one place that adds to the trail.
func (s *Store) audit(tx *gorm.DB, entry Audit) error {
	entry.At = s.Now()
	return tx.Create(&entry).Error
}

// Record writes an audit entry for what no scope stands for, such as a refused
// sign-in. Team 0 is the installation itself.
func (s *Store) Record(ctx context.Context, entry Audit) error {
	return s.inWrite(ctx, func(tx *gorm.DB) error { return s.audit(tx, entry) })
}

// Record writes an audit entry for something that changes no other row.
func (sc Scope) Record(ctx context.Context, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error { return sc.audit(tx, entry) })
}

// AuditTrail returns the newest entries first. Who sees some accounts only
// gets the own entries and those of operations on these accounts.
func (sc Scope) AuditTrail(ctx context.Context, limit int) ([]Audit, error) {
	var entries []Audit
	err := sc.trail(ctx).Order("id DESC").Limit(limit).Find(&entries).Error
	return entries, err
}

// trail limits a query to the entries that the person may see.
func (sc Scope) trail(ctx context.Context) *gorm.DB {
	query := sc.store.reader(ctx).Where("team_id = ?", sc.Team.ID)
	if sc.limited {
		query = query.Where("(user_id = ? OR operation_id IN (?))", sc.User.ID, sc.rows(ctx).Model(&Operation{}).Select("id"))
	}
	return query
}
