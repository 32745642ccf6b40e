package models

import (
	"context"
	"time"

	"pinfold/internal/providers"
)

// ZonesDue lists zones of an account whose records should be read: those never
// read, those of which the list counts other records than when they were read,
// and those read before old. A zone that failed after rest is left alone.
func (sc Scope) ZonesDue(ctx context.Context, account ID, old, rest time.Time, limit int) (zones []Resource, err error) {
	if !sc.Sees(sc.Team.ID, account) {
		return nil, ErrNotFound
	}
	err = sc.store.reader(ctx).Model(&Resource{}).Select("resources.*").Where("resources.team_id = ?", sc.Team.ID).
		Joins("LEFT JOIN part_checks ON part_checks.resource_id = resources.id AND part_checks.name = ?", RecordsPart).
		Where("resources.account_id = ? AND resources.kind = ? AND resources.gone_at IS NULL", account, providers.KindZone).
		Where("part_checks.failed_at IS NULL OR part_checks.failed_at < ? OR part_checks.read_at > part_checks.failed_at", rest).
		Where("part_checks.read_at IS NULL OR part_checks.read_at < ? OR "+zoneMoved, old).
		Order("part_checks.read_at IS NOT NULL, part_checks.read_at, resources.id").Limit(limit).Find(&zones).Error
	return zones, err
}

const zoneMoved = `COALESCE(json_extract(resources.gauges, '$.listed'), 0) <> COALESCE(json_extract(resources.facts, '$.records'), 0)`

// ReadRecords tells how the last reading of a zone's records went.
func (sc Scope) ReadRecords(ctx context.Context, r Resource) (PartCheck, error) {
	checks, err := sc.PartChecks(ctx, r.ID)
	return checks[RecordsPart], err
}
