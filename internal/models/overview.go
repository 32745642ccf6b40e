package models

import (
	"context"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// ServerStates counts the present servers of an account.
type ServerStates struct {
	// Counts are those of a server list's filters, "" is all of them.
	Counts map[string]int64
	// Each counts every server once, by what the provider says of it.
	Each map[providers.State]int64
	// Old counts those that were not confirmed since a moment.
	Old int64
}

// stateColumns count what the filters of a server list find. Operations are
// looked up once for all servers, which at thousands of them takes half the
// time of the filters themselves.
const stateColumns = `resources.account_id, resources.source, resources.state, resources.missed = 0 AS listed,
	resources.checked_at < ? AS stale, COUNT(*) AS n,
	SUM(resources.state IN ('error','unknown') OR COALESCE(held.doubt, 0)) AS attention,
	SUM(resources.state = 'working' OR COALESCE(held.busy, 0)) AS working`

// held are the things that operations work on or that wait for a decision.
const held = `LEFT JOIN (SELECT resource_id, MAX(status = 'unknown') AS doubt, MAX(status <> 'unknown') AS busy
	FROM operations WHERE operations.team_id = ? AND status IN ('waiting','running','unknown') GROUP BY resource_id
	) held ON held.resource_id = resources.id`

// stateGroup is one group of servers that count alike.
type stateGroup struct {
	AccountID                                       ID
	Source                                          string
	State                                           providers.State
	Listed, Stale                                   bool
	N                                               int64
	Attention, Working, Running, Stopped, Suspended int64
}

// ServerStates counts the present servers of each visible account, in one
// query. Old are those that neither they themselves nor their list confirmed
// since the moment.
func (sc Scope) ServerStates(ctx context.Context, accounts map[ID]Account, since time.Time) (map[ID]ServerStates, error) {
	var groups []stateGroup
	err := sc.serverRows(ctx, ServerQuery{}).Model(&Resource{}).Joins(held, sc.Team.ID).Select(stateColumns, since.UTC()).
		Group("resources.account_id, resources.source, resources.state, listed, stale").Scan(&groups).Error
	if err != nil {
		return nil, err
	}
	states := map[ID]ServerStates{}
	for _, g := range groups {
		s, ok := states[g.AccountID]
		if !ok {
			s = ServerStates{Counts: map[string]int64{}, Each: map[providers.State]int64{}}
		}
		s.add(g, accounts[g.AccountID].Checks[g.Source], since)
		states[g.AccountID] = s
	}
	return states, nil
}

func (s *ServerStates) add(g stateGroup, check Check, since time.Time) {
	s.Counts[""] += g.N
	s.Counts["attention"] += g.Attention
	s.Counts["working"] += g.Working
	switch g.State {
	case providers.Running, providers.Stopped, providers.Suspended:
		s.Counts[string(g.State)] += g.N
	}
	s.Each[g.State] += g.N
	if confirmed := g.Listed && !check.Partial && !check.At.Before(since); g.Stale && !confirmed {
		s.Old += g.N
	}
}

// TroubledServers returns the present servers that are in error or whose state
// is not known, by name, and how many there are.
func (sc Scope) TroubledServers(ctx context.Context, limit int) (rows []Resource, total int64, err error) {
	troubled := func() *gorm.DB {
		return sc.serverRows(ctx, ServerQuery{}).Where("resources.state IN ?", []providers.State{providers.Failed, providers.Unknown})
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
		return sc.serverRows(ctx, ServerQuery{}).Where("resources.expires_at IS NOT NULL AND resources.expires_at BETWEEN ? AND ?", from.UTC(), to.UTC())
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
		return sc.rows(ctx).Model(&Operation{}).Where("status = ? AND parent_id IS NULL AND ended_at > ?", StatusFailed, since.UTC()).
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
	err := sc.rows(ctx).Where("id IN ?", ids).Find(&rows).Error
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
	db := func() *gorm.DB { return sc.rows(ctx).Model(&Operation{}).Where(condition, args...) }
	if err = db().Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	err = db().Order("id DESC").Limit(limit).Find(&rows).Error
	return rows, total, err
}
