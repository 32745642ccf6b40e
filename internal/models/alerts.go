package models

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"
)

// AlertCheck is what one rule found: all that it would tell of now.
type AlertCheck struct {
	Rule  string
	Found []Alert
	// Moments says that the rule tells of what happened and not of what goes on:
	// a channel hears of what happened since the rule was chosen for it, and
	// nothing is sent twice.
	Moments bool
	// Remind is after what time an alert that goes on is sent again, 0 for never.
	Remind time.Duration
}

// RecordAlerts compares what a rule found with the alerts that are open: new
// ones are opened, those not found have ended, and each channel that is to hear
// of an open alert has a delivery of it. It writes only if something is new and
// reports whether it did.
func (sc Scope) RecordAlerts(ctx context.Context, check AlertCheck) (bool, error) {
	plan, err := sc.alertPlan(sc.store.reader(ctx), check)
	if err != nil || plan.empty() {
		return false, err
	}
	err = sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		// What was read may be old by now; within the transaction it is not.
		plan, err := sc.alertPlan(tx, check)
		if err != nil {
			return err
		}
		return sc.carryOut(tx, check, plan)
	})
	return err == nil, err
}

// alertPlan is what is to be written.
type alertPlan struct {
	opened, told []Alert
	over         []ID
	missing      []AlertDelivery
}

func (p alertPlan) empty() bool {
	return len(p.opened)+len(p.told)+len(p.over)+len(p.missing) == 0
}

func (sc Scope) alertPlan(db *gorm.DB, check AlertCheck) (plan alertPlan, err error) {
	var open []Alert
	if err = db.Where("team_id = ? AND rule = ? AND ended_at IS NULL", sc.Team.ID, check.Rule).Find(&open).Error; err != nil {
		return plan, err
	}
	bySubject, now := map[string]Alert{}, sc.store.Now()
	for _, a := range open {
		bySubject[a.Subject] = a
	}
	going := map[string]bool{}
	var told []Alert
	for _, found := range check.Found {
		if going[found.Subject] {
			continue
		}
		going[found.Subject] = true
		known, ok := bySubject[found.Subject]
		if !ok {
			plan.opened = append(plan.opened, found)
			continue
		}
		if check.Remind > 0 && !check.Moments && now.Sub(known.ToldAt) >= check.Remind {
			known.Round++
			known.Severity, known.Title, known.Text = found.Severity, found.Title, found.Text
			plan.told = append(plan.told, known)
		}
		told = append(told, known)
	}
	for _, a := range open {
		if !going[a.Subject] {
			plan.over = append(plan.over, a.ID)
		}
	}
	plan.missing, err = sc.missingDeliveries(db, check, told)
	return plan, err
}

func (sc Scope) carryOut(tx *gorm.DB, check AlertCheck, plan alertPlan) error {
	now := sc.store.Now()
	for i := range plan.opened {
		a := &plan.opened[i]
		a.TeamID, a.Rule, a.SeenAt, a.ToldAt, a.At = sc.Team.ID, check.Rule, now, now, a.At.UTC()
		if a.At.IsZero() {
			a.At = now
		}
		if err := tx.Create(a).Error; err != nil {
			return err
		}
	}
	for _, a := range plan.told {
		a.ToldAt = now
		err := tx.Model(&Alert{}).Where("id = ?", a.ID).Select("round", "told_at", "severity", "title", "text").Updates(a).Error
		if err != nil {
			return err
		}
	}
	for ids := range slices.Chunk(plan.over, 100) {
		if err := tx.Model(&Alert{}).Where("id IN ?", ids).Update("ended_at", now).Error; err != nil {
			return err
		}
	}
	fresh, err := sc.missingDeliveries(tx, check, plan.opened)
	if rows := append(plan.missing, fresh...); err == nil && len(rows) > 0 {
		err = tx.CreateInBatches(rows, 100).Error
	}
	return err
}

// missingDeliveries are those of the alerts that the channels lack.
func (sc Scope) missingDeliveries(db *gorm.DB, check AlertCheck, alerts []Alert) (rows []AlertDelivery, err error) {
	if len(alerts) == 0 {
		return nil, nil
	}
	var channels []AlertChannel
	if err = db.Where("team_id = ?", sc.Team.ID).Order("id").Find(&channels).Error; err != nil {
		return nil, err
	}
	have, err := deliveriesOf(db, alerts)
	now := sc.store.Now()
	for _, c := range channels {
		since, wanted := c.Rules[check.Rule]
		for _, a := range alerts {
			if !wanted || have[deliveryKey{a.ID, c.ID, a.Round}] || check.Moments && a.At.Before(since) {
				continue
			}
			rows = append(rows, AlertDelivery{TeamID: sc.Team.ID, AlertID: a.ID, ChannelID: c.ID, ChannelName: c.Name, ChannelKind: c.Kind,
				Round: a.Round, Severity: a.Severity, State: DeliveryWaiting, NextTry: now, CreatedAt: now})
		}
	}
	return rows, err
}

type deliveryKey struct {
	AlertID, ChannelID ID
	Round              int
}

func deliveriesOf(db *gorm.DB, alerts []Alert) (map[deliveryKey]bool, error) {
	have := map[deliveryKey]bool{}
	for some := range slices.Chunk(alerts, 200) {
		ids := make([]ID, 0, len(some))
		for _, a := range some {
			ids = append(ids, a.ID)
		}
		var keys []deliveryKey
		err := db.Model(&AlertDelivery{}).Where("alert_id IN ?", ids).Select("alert_id", "channel_id", "round").Scan(&keys).Error
		if err != nil {
			return nil, err
		}
		for _, key := range keys {
			have[key] = true
		}
	}
	return have, nil
}
