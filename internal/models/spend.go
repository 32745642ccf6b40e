package models

import (
	"context"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"pinfold/internal/providers"
)

// billion is what stored amounts are multiplied with.
const billion = 9

// Amounts are sums of money by what was paid for.
type Amounts map[providers.SpendKind]decimal.Decimal

// Spending is one reading of spend. Servers holds those parts of the amounts
// that the same reading tells of servers.
type Spending struct {
	SpendKey
	First    string
	Final    bool
	Currency string
	Amounts  Amounts
	Servers  map[ID]Amounts
}

// RecordSpend stores a reading in the place of an earlier one with the same
// key, so that repeating it changes nothing.
func (sc Scope) RecordSpend(ctx context.Context, s Spending) error {
	if !sc.Sees(sc.Team.ID, s.AccountID) {
		return ErrNotFound
	}
	rows := s.rows(sc.Team.ID, s.ServerID, s.Amounts)
	for server, amounts := range s.Servers {
		rows = append(rows, s.rows(sc.Team.ID, server, amounts)...)
	}
	day := SpendDay{SpendKey: s.SpendKey, TeamID: sc.Team.ID, First: s.First, Final: s.Final, ReadAt: sc.store.Now()}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var there int64
		if err := sc.within(tx.Model(&Account{}), "id").Where("id = ?", s.AccountID).Count(&there).Error; err != nil || there == 0 {
			return err // An account that was removed meanwhile has no spend.
		}
		old := tx.Where("account_id = ? AND source = ? AND ref = ? AND day = ?", s.AccountID, s.Source, s.Ref, s.Day)
		if s.ServerID != 0 || s.Servers == nil {
			old = old.Where("server_id = ?", s.ServerID)
		}
		if err := old.Delete(&Spend{}).Error; err != nil {
			return err
		}
		if len(rows) > 0 {
			if err := tx.CreateInBatches(rows, 200).Error; err != nil {
				return err
			}
		}
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&day).Error
	})
}

func (s Spending) rows(team, server ID, amounts Amounts) (rows []Spend) {
	key := s.SpendKey
	key.ServerID = server
	for kind, amount := range amounts {
		if billionths := amount.Shift(billion).Round(0); !billionths.IsZero() && billionths.BigInt().IsInt64() {
			rows = append(rows, Spend{SpendKey: key, Kind: kind, TeamID: team, First: s.First, Currency: s.Currency, Amount: billionths.IntPart()})
		}
	}
	return rows
}

// SpendDays returns what was read of an account from a source since the day.
func (sc Scope) SpendDays(ctx context.Context, account ID, source SpendSource, since string) (days []SpendDay, err error) {
	err = sc.rows(ctx).Where("account_id = ? AND source = ? AND day >= ?", account, source, since).Order("day, server_id").Find(&days).Error
	return days, err
}

// SpendOf returns the stored spend of one reading's days: what a source told
// of the days from first until before the day.
func (sc Scope) SpendOf(ctx context.Context, account ID, source SpendSource, ref, first, before string) (rows []Spend, err error) {
	err = sc.rows(ctx).Where("account_id = ? AND source = ? AND ref = ? AND day >= ? AND day < ?", account, source, ref, first, before).
		Find(&rows).Error
	return rows, err
}

// Value is the amount as a decimal number.
func (s Spend) Value() decimal.Decimal { return decimal.New(s.Amount, -billion) }

// SpendChecks tells how the reading of spend stands, by account.
func (sc Scope) SpendChecks(ctx context.Context) (map[ID]SpendCheck, error) {
	var rows []SpendCheck
	err := sc.rows(ctx).Find(&rows).Error
	checks := make(map[ID]SpendCheck, len(rows))
	for _, row := range rows {
		checks[row.AccountID] = row
	}
	return checks, err
}

// RecordSpendCheck stores when an account's spend is read next, and why it
// could not be read now.
func (sc Scope) RecordSpendCheck(ctx context.Context, account ID, next time.Time, failure string) error {
	check := SpendCheck{AccountID: account, TeamID: sc.Team.ID, NextAt: next.UTC(), Error: failure}
	if failure != "" {
		now := sc.store.Now()
		check.FailedAt = &now
	}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var there int64
		if err := sc.within(tx.Model(&Account{}), "id").Where("id = ?", account).Count(&there).Error; err != nil || there == 0 {
			return err
		}
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&check).Error
	})
}
