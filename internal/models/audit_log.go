package models

import (
	"context"
	"time"
)

// AuditLogQuery asks for the trail by its ids, so that what comes meanwhile
// moves no page.
type AuditLogQuery struct {
	// Since leaves out what is older, if it is not zero.
	Since time.Time
	// Before leaves out this id and those after it, if it is not 0.
	Before ID
	Limit  int
}

// AuditLog returns the newest entries first, as AuditRows.
func (sc Scope) AuditLog(ctx context.Context, q AuditLogQuery) (entries []Audit, err error) {
	db := sc.audits(ctx, AuditQuery{})
	if !q.Since.IsZero() {
		db = db.Where("at >= ?", q.Since.UTC())
	}
	if q.Before != 0 {
		db = db.Where("id < ?", q.Before)
	}
	err = db.Order("id DESC").Limit(q.Limit).Find(&entries).Error
	return entries, err
}
