package models

import (
	"context"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// ServerStates counts the present servers of each visible account by the
// state filters of a server list; "" is all of them.
func (sc Scope) ServerStates(ctx context.Context) (map[ID]map[string]int64, error) {
	list, err := sc.serverList(ctx, ServerQuery{})
	if err != nil {
		return nil, err
	}
	groups, err := list.groups(ctx)
	states := map[ID]map[string]int64{}
	for _, g := range groups {
		if states[g.account] == nil {
			states[g.account] = map[string]int64{}
		}
		g.addTo(states[g.account])
	}
	return states, err
}

// TroubledServers returns the present servers that are in error or whose state
// is not known, by name, and how many there are.
func (sc Scope) TroubledServers(ctx context.Context, limit int) (rows []Resource, total int64, err error) {
	troubled := func() *gorm.DB {
		return sc.present(ctx).Where("resources.state IN ?", []providers.State{providers.Failed, providers.Unknown})
	}
	if err = troubled().Model(&Resource{}).Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	err = troubled().Order("LOWER(resources.name), resources.id").Limit(limit).Find(&rows).Error
	return rows, total, err
}

// ExpiringServers returns the present servers that are paid until a moment
// between the two, the first to end first, and how many there are.
func (sc Scope) ExpiringServers(ctx context.Context, from, to time.Time, limit int) (rows []Resource, total int64, err error) {
	ending := func() *gorm.DB {
		return sc.present(ctx).Where("resources.expires_at IS NOT NULL AND resources.expires_at BETWEEN ? AND ?", from.UTC(), to.UTC())
	}
	if err = ending().Model(&Resource{}).Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	err = ending().Order("resources.expires_at, LOWER(resources.name), resources.id").Limit(limit).Find(&rows).Error
	return rows, total, err
}

// made over again: the same action on the same thing succeeded later.
const madeGood = `EXISTS (SELECT 1 FROM operations later WHERE later.resource_id = operations.resource_id
	AND later.resource_id <> 0 AND later.status = 'succeeded' AND later.action = operations.action AND later.id > operations.id)`

// FailedOperations returns those that failed since the moment, newest first,
// and how many there are. What succeeded since is left out, and the parts of a
// bulk run count as that run.
func (sc Scope) FailedOperations(ctx context.Context, since time.Time, limit int) (rows []Operation, total int64, err error) {
	failed := func() *gorm.DB {
		return sc.ops(ctx).Model(&Operation{}).Where("status = ? AND parent_id IS NULL AND ended_at > ?", StatusFailed, since.UTC()).
			Where("NOT " + madeGood)
	}
	if err = failed().Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	err = failed().Order("id DESC").Limit(limit).Find(&rows).Error
	return rows, total, err
}

// OperationsByID returns those of the operations that are visible.
func (sc Scope) OperationsByID(ctx context.Context, ids []ID) (map[ID]Operation, error) {
	byID := make(map[ID]Operation, len(ids))
	if len(ids) == 0 {
		return byID, nil
	}
	var rows []Operation
	err := sc.ops(ctx).Where("id IN ?", ids).Find(&rows).Error
	for _, op := range rows {
		byID[op.ID] = op
	}
	return byID, err
}

// UnknownOperations returns those whose outcome a person must decide on, the
// newest first, and how many there are. The parts of a bulk run count each.
func (sc Scope) UnknownOperations(ctx context.Context, limit int) ([]Operation, int64, error) {
	return sc.standing(ctx, limit, "status = ?", StatusUnknown)
}

// OpenOperations returns those that run or wait, the newest first, and how
// many there are. A bulk run counts as one.
func (sc Scope) OpenOperations(ctx context.Context, limit int) ([]Operation, int64, error) {
	return sc.standing(ctx, limit, "status IN ? AND parent_id IS NULL", []Status{StatusWaiting, StatusRunning})
}

func (sc Scope) standing(ctx context.Context, limit int, condition string, args ...any) (rows []Operation, total int64, err error) {
	db := func() *gorm.DB { return sc.ops(ctx).Model(&Operation{}).Where(condition, args...) }
	if err = db().Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	err = db().Order("id DESC").Limit(limit).Find(&rows).Error
	return rows, total, err
}
