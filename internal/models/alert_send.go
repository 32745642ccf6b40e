package models

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"
)

// dueDeliveries bounds how many are looked at in one go.
const dueDeliveries = 2000

// DueDeliveries lists what all teams have to send now, the oldest first.
func (s *Store) DueDeliveries(ctx context.Context) (rows []AlertDelivery, err error) {
	err = s.reader(ctx).Where("state = ? AND next_try <= ?", DeliveryWaiting, s.Now()).Order("id").Limit(dueDeliveries).Find(&rows).Error
	return rows, err
}

// FreeDeliveries makes due what was being sent when the process before this one
// ended: nobody knows whether it was taken, so it is sent again.
func (s *Store) FreeDeliveries(ctx context.Context) error {
	return s.write.WithContext(ctx).Model(&AlertDelivery{}).Where("state = ?", DeliverySending).
		Updates(map[string]any{"state": DeliveryWaiting, "next_try": s.Now()}).Error
}

// PruneAlerts removes alerts that ended before the moment, and deliveries that
// did.
func (s *Store) PruneAlerts(ctx context.Context, before time.Time) error {
	return s.inWrite(ctx, func(tx *gorm.DB) error {
		err := tx.Where("ended_at < ?", before.UTC()).Delete(&AlertDelivery{}).Error
		if err != nil {
			return err
		}
		kept := tx.Model(&AlertDelivery{}).Select("alert_id")
		return tx.Where("ended_at < ? AND id NOT IN (?)", before.UTC(), kept).Delete(&Alert{}).Error
	})
}

// HoldDeliveries notes that quiet hours keep the deliveries back.
func (sc Scope) HoldDeliveries(ctx context.Context, ids []ID) error {
	return sc.eachChunk(ctx, ids, map[string]any{"held": true})
}

// BeginDeliveries notes, before anything is sent, that the deliveries are one
// message and are being sent. It returns false if one of them is not waiting
// any more or the channel was removed.
func (sc Scope) BeginDeliveries(ctx context.Context, channel ID, ids []ID, batch string) (bool, error) {
	now, whole := sc.store.Now(), true
	err := sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		done := tx.Model(&AlertChannel{}).Where("team_id = ? AND id = ?", sc.Team.ID, channel).Update("tried_at", now)
		if done.Error != nil || done.RowsAffected == 0 {
			whole = false
			return done.Error
		}
		var began int64
		for some := range slices.Chunk(ids, 200) {
			done := tx.Model(&AlertDelivery{}).Where("team_id = ? AND id IN ? AND state = ?", sc.Team.ID, some, DeliveryWaiting).
				Updates(map[string]any{"state": DeliverySending, "batch": batch, "tries": gorm.Expr("tries + 1"), "first_try": gorm.Expr("COALESCE(first_try, ?)", now)})
			if done.Error != nil {
				return done.Error
			}
			began += done.RowsAffected
		}
		if whole = began == int64(len(ids)); !whole {
			return gorm.ErrInvalidTransaction // Undo.
		}
		return nil
	})
	if !whole {
		return false, nil
	}
	return err == nil, err
}

// SentOutcome is how the sending of a message ended.
type SentOutcome struct {
	// Reason is "" if it was taken.
	Reason string
	// NextTry is nil if it is not tried again.
	NextTry *time.Time
}

// EndDeliveries records how the sending of a message ended.
func (sc Scope) EndDeliveries(ctx context.Context, batch string, o SentOutcome) error {
	now := sc.store.Now()
	changes := map[string]any{"state": DeliverySent, "reason": "", "ended_at": now}
	switch {
	case o.Reason != "" && o.NextTry != nil:
		changes = map[string]any{"state": DeliveryWaiting, "reason": o.Reason, "next_try": o.NextTry.UTC()}
	case o.Reason != "":
		changes = map[string]any{"state": DeliveryFailed, "reason": o.Reason, "ended_at": now}
	}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		return tx.Model(&AlertDelivery{}).Where("team_id = ? AND batch = ? AND state = ?", sc.Team.ID, batch, DeliverySending).Updates(changes).Error
	})
}

// AddTestDelivery records a test that was just sent.
func (sc Scope) AddTestDelivery(ctx context.Context, channel AlertChannel, reason string) error {
	now := sc.store.Now()
	row := AlertDelivery{TeamID: sc.Team.ID, ChannelID: channel.ID, ChannelName: channel.Name, ChannelKind: channel.Kind,
		State: DeliverySent, Tries: 1, NextTry: now, FirstTry: &now, CreatedAt: now, EndedAt: &now, Reason: reason}
	if reason != "" {
		row.State = DeliveryFailed
	}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error { return tx.Create(&row).Error })
}

func (sc Scope) eachChunk(ctx context.Context, ids []ID, changes map[string]any) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		for some := range slices.Chunk(ids, 200) {
			err := tx.Model(&AlertDelivery{}).Where("team_id = ? AND id IN ?", sc.Team.ID, some).Updates(changes).Error
			if err != nil {
				return err
			}
		}
		return nil
	})
}
