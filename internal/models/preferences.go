package models

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Preference returns the person's choice, "" if none was made.
func (sc Scope) Preference(ctx context.Context, name string) (string, error) {
	key := fmt.Sprint("preference ", sc.User.ID, " ", name)
	return remember(ctx, sc.store, key, func(ctx context.Context) (string, error) {
		var p Preference
		err := sc.store.reader(ctx).Where("user_id = ? AND name = ?", sc.User.ID, name).Take(&p).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return "", nil
		}
		return p.Value, err
	})
}

// Prefer keeps the person's choice.
func (sc Scope) Prefer(ctx context.Context, name, value string) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).
			Create(&Preference{UserID: sc.User.ID, Name: name, Value: value}).Error
	})
}
