package models

import (
	"context"
	"time"

	"pinfold/internal/providers"
)

// ServersOfAccount returns all servers that an account has or had, with their
// ids and names only.
func (sc Scope) ServersOfAccount(ctx context.Context, account ID) (rows []Resource, err error) {
	err = sc.rows(ctx).Select("id", "name").Where("account_id = ? AND kind = ?", account, providers.KindServer).Find(&rows).Error
	return rows, err
}

// ChangedFrom returns when a fact of a resource was last seen to change from a
// value to another, zero if it never was.
func (sc Scope) ChangedFrom(ctx context.Context, resource ID, field, before string) (time.Time, error) {
	var changes []Change
	err := sc.store.reader(ctx).Where("team_id = ? AND resource_id IN (?) AND field = ? AND before = ?", sc.Team.ID, sc.visible(ctx, resource), field, before).
		Order("id DESC").Limit(1).Find(&changes).Error
	if err != nil || len(changes) == 0 {
		return time.Time{}, err
	}
	return changes[0].At, nil
}
