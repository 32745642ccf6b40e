package models

import (
	"context"

	"gorm.io/gorm"
)

// OperationQuery is what an operations list is asked for.
type OperationQuery struct {
	// Show is "open", "finished" or "" for both.
	Show     string
	Resource ID
	Parent   ID
	Offset   int
	Limit    int
}

// Operations returns the newest operations first; unknown ones lead.
func (sc Scope) Operations(ctx context.Context, q OperationQuery) (rows []Operation, total int64, err error) {
	db := sc.ops(ctx).Model(&Operation{})
	switch {
	case q.Parent != 0:
		db = db.Where("parent_id = ?", q.Parent)
	case q.Resource != 0:
		db = db.Where("(resource_id = ? OR server_id = ?)", q.Resource, q.Resource)
	default:
		db = db.Where("parent_id IS NULL OR status = ?", StatusUnknown)
	}
	switch q.Show {
	case "open":
		db = db.Where("status IN ?", []Status{StatusUnknown, StatusWaiting, StatusRunning})
	case "finished":
		db = db.Where("status IN ?", []Status{StatusSucceeded, StatusFailed, StatusCancelled})
	}
	if err = db.Count(&total).Error; err != nil {
		return nil, 0, err
	}
	err = db.Order("CASE status WHEN 'unknown' THEN 0 WHEN 'running' THEN 1 WHEN 'waiting' THEN 1 ELSE 2 END, id DESC").
		Offset(q.Offset).Limit(q.Limit).Find(&rows).Error
	return rows, total, err
}

// Operation returns one visible operation.
func (sc Scope) Operation(ctx context.Context, id ID) (Operation, error) {
	var op Operation
	err := sc.ops(ctx).Where("id = ?", id).Take(&op).Error
	return op, found(err)
}

// OperationByForm returns the operation that a one-time form id started.
func (sc Scope) OperationByForm(ctx context.Context, formID string) (Operation, error) {
	var op Operation
	err := sc.ops(ctx).Where("form_id = ?", formID).Take(&op).Error
	return op, found(err)
}

// Newest returns for each resource the operation that holds it: an open one,
// else one whose outcome is not known.
func (sc Scope) Newest(ctx context.Context, resources []ID) (map[ID]Operation, error) {
	held, err := remember(ctx, sc.store, sc.key("held"), sc.held)
	newest := map[ID]Operation{}
	for _, id := range resources {
		if op, ok := held[id]; ok {
			newest[id] = op
		}
	}
	return newest, err
}

// held are all resources that an operation holds.
func (sc Scope) held(ctx context.Context) (map[ID]Operation, error) {
	var rows []Operation
	err := sc.rows(ctx).Where("status IN ?", []Status{StatusWaiting, StatusRunning, StatusUnknown}).
		Order("CASE status WHEN 'unknown' THEN 1 ELSE 0 END, id DESC").Find(&rows).Error
	held := make(map[ID]Operation, len(rows))
	for i := len(rows) - 1; i >= 0; i-- {
		held[rows[i].ResourceID] = rows[i]
		if rows[i].ServerID != 0 {
			held[rows[i].ServerID] = rows[i]
		}
	}
	return held, err
}

// Journals returns the provider writes of an operation in order.
func (sc Scope) Journals(ctx context.Context, op Operation) ([]Journal, error) {
	var rows []Journal
	err := sc.of(ctx, op).Order("id").Find(&rows).Error
	return rows, err
}

// of limits a query to what belongs to a visible operation.
func (sc Scope) of(ctx context.Context, op Operation) *gorm.DB {
	return sc.store.reader(ctx).Where("operation_id IN (?)",
		sc.ops(ctx).Model(&Operation{}).Select("id").Where("id = ?", op.ID))
}

// Events returns the log of an operation in order.
func (sc Scope) Events(ctx context.Context, op Operation) ([]Event, error) {
	var rows []Event
	err := sc.of(ctx, op).Order("id").Find(&rows).Error
	return rows, err
}

// OpenCounts tells how many operations run or wait, a bulk run as one, and how
// many need a person.
func (sc Scope) OpenCounts(ctx context.Context) (open, unknown int64, err error) {
	type counts struct{ Open, Unknown int64 }
	n, err := remember(ctx, sc.store, sc.key("open"), func(ctx context.Context) (n counts, err error) {
		err = sc.ops(ctx).Model(&Operation{}).Where("status IN ?",
			[]Status{StatusWaiting, StatusRunning, StatusUnknown}).Select(
			"COALESCE(SUM(CASE WHEN status <> 'unknown' AND parent_id IS NULL THEN 1 ELSE 0 END),0) AS open",
			"COALESCE(SUM(CASE WHEN status = 'unknown' THEN 1 ELSE 0 END),0) AS unknown").Scan(&n).Error
		return n, err
	})
	return n.Open, n.Unknown, err
}
