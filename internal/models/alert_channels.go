package models

import (
	"context"
	"maps"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/form"
)

// AlertTeams lists the teams that have a channel for alerts.
func (s *Store) AlertTeams(ctx context.Context) ([]Team, error) {
	var teams []Team
	err := s.reader(ctx).Where("id IN (?)", s.reader(ctx).Model(&AlertChannel{}).Select("team_id")).Order("id").Find(&teams).Error
	return teams, err
}

// AlertChannels are the team's channels by name.
func (sc Scope) AlertChannels(ctx context.Context) (rows []AlertChannel, err error) {
	err = sc.store.reader(ctx).Where("team_id = ?", sc.Team.ID).Order("LOWER(name), id").Find(&rows).Error
	return rows, err
}

// AlertChannel returns one channel of the team.
func (sc Scope) AlertChannel(ctx context.Context, id ID) (row AlertChannel, err error) {
	err = sc.store.reader(ctx).Where("team_id = ? AND id = ?", sc.Team.ID, id).Take(&row).Error
	return row, found(err)
}

// AddAlertChannel stores a new channel with its audit entry. It returns
// ErrTaken if the team has a channel of that name.
func (sc Scope) AddAlertChannel(ctx context.Context, row *AlertChannel, seal Sealer, entry Audit) error {
	row.TeamID, row.CreatedAt, row.Version = sc.Team.ID, sc.store.Now(), 1
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := tx.Create(row).Error; err != nil {
			return taken(err)
		}
		sealed, err := seal(row.ID)
		if err != nil {
			return err
		}
		row.Sealed = sealed
		if err := tx.Model(&AlertChannel{}).Where("id = ?", row.ID).Update("sealed", sealed).Error; err != nil {
			return err
		}
		entry.TargetID, entry.TargetName = row.ID, row.Name
		entry.changing(nil, row.recorded())
		return sc.audit(tx, entry)
	})
}

// ChangeAlertChannel stores new settings and secrets. What waits to be tried
// again is due at once, since the change may be what it waited for. It returns
// ErrChanged if the channel is not the version that was read.
func (sc Scope) ChangeAlertChannel(ctx context.Context, row AlertChannel, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var before AlertChannel
		if err := tx.Where("team_id = ? AND id = ?", sc.Team.ID, row.ID).Limit(1).Find(&before).Error; err != nil {
			return err
		}
		done := tx.Model(&AlertChannel{}).Where("team_id = ? AND id = ? AND version = ?", sc.Team.ID, row.ID, row.Version).
			Select("name", "settings", "sealed", "version").
			Updates(AlertChannel{Name: row.Name, Settings: row.Settings, Sealed: row.Sealed, Version: row.Version + 1})
		if done.Error != nil {
			return taken(done.Error)
		}
		if done.RowsAffected == 0 {
			return ErrChanged
		}
		err := tx.Model(&AlertDelivery{}).Where("channel_id = ? AND state = ? AND tries > 0", row.ID, DeliveryWaiting).
			Update("next_try", sc.store.Now()).Error
		if err != nil {
			return err
		}
		entry.TargetID, entry.TargetName = row.ID, row.Name
		row.Kind = before.Kind
		entry.changing(before.recorded(), row.recorded())
		return sc.audit(tx, entry)
	})
}

// RemoveAlertChannel forgets the channel. What was on its way there has failed.
func (sc Scope) RemoveAlertChannel(ctx context.Context, row AlertChannel, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		done := tx.Where("team_id = ? AND id = ?", sc.Team.ID, row.ID).Delete(&AlertChannel{})
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 0 {
			return ErrNotFound
		}
		err := tx.Model(&AlertDelivery{}).Where("channel_id = ? AND state IN ?", row.ID, []DeliveryState{DeliveryWaiting, DeliverySending}).
			Updates(map[string]any{"state": DeliveryFailed, "reason": "The channel was removed before it was sent.", "ended_at": sc.store.Now()}).Error
		if err != nil {
			return err
		}
		entry.TargetID, entry.TargetName = row.ID, row.Name
		return sc.audit(tx, entry)
	})
}

// SetAlertRules says which alerts go to which of the team's channels. A rule
// that a channel had keeps the moment since when.
func (sc Scope) SetAlertRules(ctx context.Context, rules map[ID][]string, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var rows []AlertChannel
		before, after := form.Values{}, form.Values{}
		if err := tx.Where("team_id = ?", sc.Team.ID).Find(&rows).Error; err != nil {
			return err
		}
		for _, row := range rows {
			names, asked := rules[row.ID]
			if !asked {
				continue
			}
			chosen := map[string]time.Time{}
			for _, name := range names {
				chosen[name] = sc.store.Now()
				if since, ok := row.Rules[name]; ok {
					chosen[name] = since
				}
			}
			if maps.Equal(chosen, row.Rules) {
				continue
			}
			before[row.Name], after[row.Name] = ruleNames(row.Rules), ruleNames(chosen)
			err := tx.Model(&AlertChannel{}).Where("id = ?", row.ID).Select("rules").Updates(AlertChannel{Rules: chosen}).Error
			if err != nil {
				return err
			}
		}
		entry.changing(before, after)
		return sc.audit(tx, entry)
	})
}
