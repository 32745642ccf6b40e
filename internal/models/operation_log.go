package models

import (
	"context"
	"time"

	"pinfold/internal/providers"
)

// OperationLogQuery asks for operations by when they were asked for.
type OperationLogQuery struct {
	// Statuses limits to any of them; none means all.
	Statuses []Status
	// Server limits to what was done to it and to what belongs to it, if it is
	// not 0.
	Server ID
	// Since leaves out what was asked for before, if it is not zero.
	Since time.Time
	// Before leaves out this id and those after it, if it is not 0.
	Before ID
	Limit  int
}

// OperationLog returns the newest operations first, also those of bulk runs.
// What comes meanwhile moves no page that is asked for by the last id.
func (sc Scope) OperationLog(ctx context.Context, q OperationLogQuery) (rows []Operation, err error) {
	db := sc.ops(ctx)
	if len(q.Statuses) > 0 {
		db = db.Where("status IN ?", q.Statuses)
	}
	if q.Server != 0 {
		db = db.Where("(resource_id = ? AND kind = ? OR server_id = ?)", q.Server, providers.KindServer, q.Server)
	}
	if !q.Since.IsZero() {
		db = db.Where("created_at >= ?", q.Since.UTC())
	}
	if q.Before != 0 {
		db = db.Where("id < ?", q.Before)
	}
	err = db.Order("id DESC").Limit(q.Limit).Find(&rows).Error
	return rows, err
}
