package models

import (
	"context"

	"gorm.io/gorm"
)

// DeliveryQuery is what the log of deliveries is asked for.
type DeliveryQuery struct {
	// Channels and Rules limit the log; none means any. Test stands for tests.
	Channels []ID
	Rules    []string
	// State is "" for any.
	State         DeliveryState
	Offset, Limit int
}

// TestRule stands for tests among the rules of a DeliveryQuery.
const TestRule = "test"

// Delivered is a delivery with its alert, which is empty for a test.
type Delivered struct {
	AlertDelivery
	Alert Alert
}

// Deliveries lists the deliveries of alerts about visible accounts, the newest
// first, and how many there are.
func (sc Scope) Deliveries(ctx context.Context, q DeliveryQuery) (rows []Delivered, total int64, err error) {
	if err = sc.deliveries(ctx, q).Count(&total).Error; err != nil || total == 0 {
		return nil, total, err
	}
	var found []AlertDelivery
	if err = sc.deliveries(ctx, q).Order("id DESC").Offset(q.Offset).Limit(q.Limit).Find(&found).Error; err != nil {
		return nil, total, err
	}
	rows, err = sc.withAlerts(ctx, found)
	return rows, total, err
}

// CountDeliveries counts what a query leaves.
func (sc Scope) CountDeliveries(ctx context.Context, q DeliveryQuery) (n int64, err error) {
	err = sc.deliveries(ctx, q).Count(&n).Error
	return n, err
}

func (sc Scope) deliveries(ctx context.Context, q DeliveryQuery) *gorm.DB {
	db := sc.store.reader(ctx).Model(&AlertDelivery{}).Where("team_id = ?", sc.Team.ID)
	if sc.limited {
		db = db.Where("(alert_id = 0 OR alert_id IN (?))", sc.rows(ctx).Model(&Alert{}).Select("id"))
	}
	if len(q.Channels) > 0 {
		db = db.Where("channel_id IN ?", q.Channels)
	}
	if len(q.Rules) > 0 {
		ruled := sc.store.reader(ctx).Model(&Alert{}).Select("id").Where("team_id = ? AND rule IN ?", sc.Team.ID, q.Rules)
		tests := false
		for _, rule := range q.Rules {
			tests = tests || rule == TestRule
		}
		db = db.Where("(alert_id IN (?) OR alert_id = 0 AND ?)", ruled, tests)
	}
	switch q.State {
	case "":
	case DeliveryWaiting:
		db = db.Where("state IN ?", []DeliveryState{DeliveryWaiting, DeliverySending})
	default:
		db = db.Where("state = ?", q.State)
	}
	return db
}

func (sc Scope) withAlerts(ctx context.Context, found []AlertDelivery) ([]Delivered, error) {
	ids := []ID{0}
	for _, d := range found {
		ids = append(ids, d.AlertID)
	}
	alerts, err := sc.AlertsByID(ctx, ids)
	rows := make([]Delivered, 0, len(found))
	for _, d := range found {
		rows = append(rows, Delivered{d, alerts[d.AlertID]})
	}
	return rows, err
}

// AlertsByID returns those of the alerts that are about visible accounts.
func (sc Scope) AlertsByID(ctx context.Context, ids []ID) (map[ID]Alert, error) {
	var alerts []Alert
	err := sc.rows(ctx).Where("id IN ?", ids).Find(&alerts).Error
	byID := make(map[ID]Alert, len(alerts))
	for _, a := range alerts {
		byID[a.ID] = a
	}
	return byID, err
}

// LastDeliveries returns the newest delivery of each channel that was tried or
// is waited for.
func (sc Scope) LastDeliveries(ctx context.Context) (map[ID]AlertDelivery, error) {
	last := sc.deliveries(ctx, DeliveryQuery{}).Select("MAX(id)").Where("tries > 0").Group("channel_id")
	var rows []AlertDelivery
	err := sc.store.reader(ctx).Where("id IN (?)", last).Find(&rows).Error
	byChannel := make(map[ID]AlertDelivery, len(rows))
	for _, d := range rows {
		byChannel[d.ChannelID] = d
	}
	return byChannel, err
}

// WaitingDeliveries counts what waits for each channel.
func (sc Scope) WaitingDeliveries(ctx context.Context) (map[ID]int64, error) {
	var groups []struct {
		ChannelID ID
		N         int64
	}
	err := sc.deliveries(ctx, DeliveryQuery{State: DeliveryWaiting}).Select("channel_id, COUNT(*) AS n").Group("channel_id").Scan(&groups).Error
	counts := make(map[ID]int64, len(groups))
	for _, g := range groups {
		counts[g.ChannelID] = g.N
	}
	return counts, err
}

// SendAgain makes a delivery that failed, or waits to be tried again, due now.
// It returns ErrNotFound if there is none, or its channel is gone.
func (sc Scope) SendAgain(ctx context.Context, id ID, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var row AlertDelivery
		err := sc.deliveries(ctx, DeliveryQuery{}).Where("id = ? AND alert_id <> 0", id).Take(&row).Error
		if err != nil {
			return found(err)
		}
		channels := tx.Model(&AlertChannel{}).Select("id").Where("team_id = ?", sc.Team.ID)
		done := tx.Model(&AlertDelivery{}).Where("team_id = ? AND id = ? AND channel_id IN (?)", sc.Team.ID, id, channels).
			Where("state = ? OR state = ? AND tries > 0", DeliveryFailed, DeliveryWaiting).
			Updates(map[string]any{"state": DeliveryWaiting, "next_try": sc.store.Now(), "first_try": nil, "ended_at": nil, "batch": ""})
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 0 {
			return ErrChanged
		}
		entry.TargetID, entry.TargetName = row.ChannelID, row.ChannelName
		return sc.audit(tx, entry)
	})
}
