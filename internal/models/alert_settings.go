package models

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// DefaultAlertSettings are those of a team that has not chosen.
func DefaultAlertSettings() AlertSettings {
	return AlertSettings{InvoiceDays: 3, ExpireDays: 7, FailHours: 1, RemindHours: 24,
		QuietFrom: "22:00", QuietTo: "07:00", QuietZone: "UTC", QuietPass: []string{"urgent"}}
}

// AlertSettings returns the team's, or the defaults.
func (sc Scope) AlertSettings(ctx context.Context) (AlertSettings, error) {
	var row AlertSettings
	err := sc.store.reader(ctx).Where("team_id = ?", sc.Team.ID).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		row = DefaultAlertSettings()
		row.TeamID = sc.Team.ID
		return row, nil
	}
	return row, err
}

// SaveAlertSettings stores the team's settings.
func (sc Scope) SaveAlertSettings(ctx context.Context, row AlertSettings, entry Audit) error {
	row.TeamID = sc.Team.ID
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		before := DefaultAlertSettings()
		if err := tx.Where("team_id = ?", row.TeamID).Limit(1).Find(&before).Error; err != nil {
			return err
		}
		entry.changing(before.recorded(), row.recorded())
		if err := tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error; err != nil {
			return err
		}
		return sc.audit(tx, entry)
	})
}
