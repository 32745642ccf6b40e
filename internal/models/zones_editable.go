package models

import (
	"context"

	"pinfold/internal/providers"
)

// EditableZones returns the present zones by name, also those that are slaves.
func (sc Scope) EditableZones(ctx context.Context) (rows []Resource, err error) {
	err = sc.rows(ctx).Where("kind = ? AND gone_at IS NULL", providers.KindZone).Order("name, id").Find(&rows).Error
	return rows, err
}

// UnsentZones returns the zones that the person has changes of which are not
// sent yet, by name.
func (sc Scope) UnsentZones(ctx context.Context) (rows []Resource, err error) {
	mine := sc.store.reader(ctx).Model(&ZoneDraft{}).Select("resource_id").Where("team_id = ? AND user_id = ? AND count > 0", sc.Team.ID, sc.User.ID)
	err = sc.rows(ctx).Where("kind = ? AND gone_at IS NULL AND id IN (?)", providers.KindZone, mine).Order("name, id").Find(&rows).Error
	return rows, err
}
