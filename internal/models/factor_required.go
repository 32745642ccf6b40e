package models

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"pinfold/internal/form"
)

// ErrNoFactor is returned to who requires of others what they lack themselves.
var ErrNoFactor = errors.New("no second factor of one's own")

// SetRequireFactor stores whether the team requires a second factor of its
// members. Who requires it needs one: ErrNoFactor.
func (sc Scope) SetRequireFactor(ctx context.Context, on bool, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if on {
			has, err := sc.hasFactor(tx)
			if err != nil {
				return err
			}
			if !has {
				return ErrNoFactor
			}
		}
		done := tx.Model(&Team{}).Where("id = ? AND require_factor <> ?", sc.Team.ID, on).Update("require_factor", on)
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		entry.Before, entry.After = requires(!on), requires(on)
		return sc.audit(tx, entry)
	})
}

func requires(on bool) form.Values {
	if on {
		return form.Values{"second factor": "required"}
	}
	return form.Values{"second factor": "not required"}
}

// withFactor limits a query on users to those who have a second factor.
func withFactor(tx *gorm.DB) *gorm.DB {
	passkeys := tx.Session(&gorm.Session{NewDB: true}).Model(&Passkey{}).Select("user_id")
	return tx.Session(&gorm.Session{NewDB: true}).Where("totp_at IS NOT NULL OR id IN (?)", passkeys)
}

// hasFactor reports whether the person has a second factor, as the transaction
// sees it.
func (sc Scope) hasFactor(tx *gorm.DB) (bool, error) {
	var n int64
	err := tx.Model(&User{}).Where("id = ?", sc.User.ID).Where(withFactor(tx)).Count(&n).Error
	return n > 0, err
}

// MembersWithoutFactor returns the team's members who have no second factor,
// by name, and how many members there are.
func (sc Scope) MembersWithoutFactor(ctx context.Context) (lacking []User, members int, err error) {
	db := sc.store.reader(ctx)
	var all int64
	if err := db.Model(&Membership{}).Where("team_id = ?", sc.Team.ID).Count(&all).Error; err != nil {
		return nil, 0, err
	}
	err = db.Where("id IN (?)", db.Model(&Membership{}).Select("user_id").Where("team_id = ?", sc.Team.ID)).
		Not(withFactor(db)).Select("id", "name", "email").Order("LOWER(COALESCE(NULLIF(name, ''), email)), id").Find(&lacking).Error
	return lacking, int(all), err
}
