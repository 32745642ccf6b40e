package models

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"pinfold/internal/form"
)

// Begun returns what the person entered so far for a new thing in an account,
// and when it was kept; nil if nothing was.
func (sc Scope) Begun(ctx context.Context, kind string, account Account) (form.Values, time.Time, error) {
	var rows []Draft
	err := begunOf(sc.store.reader(ctx), sc.User.ID, kind, account.ID).Where("team_id = ?", sc.Team.ID).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, time.Time{}, err
	}
	var values form.Values
	if json.Unmarshal([]byte(rows[0].Text), &values) != nil {
		return nil, time.Time{}, nil // Of an earlier form: nothing can be made of it.
	}
	return values, rows[0].At, nil
}

// KeepBegun keeps what the person entered so far. Without any text in the named
// fields, what was kept is erased.
func (sc Scope) KeepBegun(ctx context.Context, kind string, account Account, values form.Values, texts ...string) error {
	if _, err := sc.Account(ctx, account.ID); err != nil {
		return err
	}
	empty := true
	for _, name := range texts {
		empty = empty && strings.TrimSpace(values[name]) == ""
	}
	data, err := json.Marshal(values)
	if err != nil {
		return err
	}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if empty {
			return begunOf(tx, sc.User.ID, kind, account.ID).Delete(&Draft{}).Error
		}
		return tx.Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "user_id"}, {Name: "kind"}, {Name: "resource_id"}, {Name: "account_id"}},
			DoUpdates: clause.AssignmentColumns([]string{"text", "at", "team_id"}),
		}).Create(&Draft{TeamID: sc.Team.ID, UserID: sc.User.ID, Kind: kind, AccountID: account.ID, Text: string(data), At: sc.store.Now()}).Error
	})
}

func begunOf(tx *gorm.DB, user ID, kind string, account ID) *gorm.DB {
	return tx.Where("user_id = ? AND kind = ? AND resource_id = 0 AND account_id = ?", user, kind, account)
}

// eraseBegun erases what was kept for a new thing that an operation has made.
// A text that was changed meanwhile stays.
func eraseBegun(tx *gorm.DB, sent Operation) error {
	var rows []Draft
	err := begunOf(tx, sent.UserID, sent.Action, sent.AccountID).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return err
	}
	var kept form.Values
	if json.Unmarshal([]byte(rows[0].Text), &kept) == nil && PlainLines(kept["text"]) != PlainLines(sent.Input["text"]) {
		return nil
	}
	return tx.Where("id = ?", rows[0].ID).Delete(&Draft{}).Error
}
