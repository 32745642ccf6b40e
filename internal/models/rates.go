package models

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"pinfold/internal/form"
)

// Rates returns the rates that hold for the team, without a base if none were
// entered.
func (sc Scope) Rates(ctx context.Context) (rates RateSet, err error) {
	err = sc.store.reader(ctx).Where("team_id = ?", sc.Team.ID).Order("id DESC").Take(&rates).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return RateSet{}, nil
	}
	return rates, err
}

// RateHistory returns the newest of the team's rates first.
func (sc Scope) RateHistory(ctx context.Context, limit int) (sets []RateSet, err error) {
	err = sc.store.reader(ctx).Where("team_id = ?", sc.Team.ID).Order("id DESC").Limit(limit).Find(&sets).Error
	return sets, err
}

// EnterRates makes rates hold from now on. Those before are kept.
func (sc Scope) EnterRates(ctx context.Context, base string, rates form.Values, entry Audit) error {
	set := RateSet{TeamID: sc.Team.ID, UserID: sc.User.ID, Base: base, Rates: rates, At: sc.store.Now()}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var before RateSet
		if err := tx.Where("team_id = ?", sc.Team.ID).Order("id DESC").Limit(1).Find(&before).Error; err != nil {
			return err
		}
		if err := tx.Create(&set).Error; err != nil {
			return err
		}
		entry.changing(form.Join(form.Values{"base": before.Base}, before.Rates), form.Join(form.Values{"base": base}, rates))
		return sc.audit(tx, entry)
	})
}

// Currencies lists the currencies of the visible accounts, by name.
func (sc Scope) Currencies(ctx context.Context) (codes []string, err error) {
	err = sc.within(sc.store.reader(ctx), "id").Model(&Account{}).Where("currency <> ''").Distinct().Order("currency").Pluck("currency", &codes).Error
	return codes, err
}
