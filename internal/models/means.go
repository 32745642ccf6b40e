package models

import (
	"context"

	"gorm.io/gorm"
)

// Means are the ways in which a person can sign in.
type Means struct {
	Password   bool
	Passkeys   int64
	Identities int64
	// Codes are the recovery codes that are left.
	Codes int64
}

// LastPasskey reports whether the person has one passkey and nothing else.
func (m Means) LastPasskey() bool { return !m.Password && m.Identities == 0 && m.Passkeys <= 1 }

// WithoutPassword reports whether the passkeys are enough to do without a
// password: one may get lost.
func (m Means) WithoutPassword() bool {
	return m.Passkeys >= 2 || m.Passkeys == 1 && m.Codes > 0
}

// Means returns the ways in which the person who asks can sign in.
func (sc Scope) Means(ctx context.Context) (Means, error) {
	return meansOf(sc.store.reader(ctx), sc.User.ID)
}

func meansOf(tx *gorm.DB, user ID) (m Means, err error) {
	var hashes []string
	if err = tx.Model(&User{}).Where("id = ?", user).Pluck("password_hash", &hashes).Error; err != nil {
		return m, err
	}
	m.Password = len(hashes) == 1 && hashes[0] != ""
	if err = tx.Model(&Passkey{}).Where("user_id = ?", user).Count(&m.Passkeys).Error; err != nil {
		return m, err
	}
	if err = tx.Model(&Identity{}).Where("user_id = ?", user).Count(&m.Identities).Error; err != nil {
		return m, err
	}
	err = tx.Model(&RecoveryCode{}).Where("user_id = ? AND used_at IS NULL", user).Count(&m.Codes).Error
	return m, err
}

// RemovePassword lets a person sign in by passkeys alone and ends their other
// sessions. It returns ErrLastMeans if the passkeys are not enough.
func (sc Scope) RemovePassword(ctx context.Context, keep string, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		means, err := meansOf(tx, sc.User.ID)
		switch {
		case err != nil:
			return err
		case !means.Password:
			return ErrNotFound
		case !means.WithoutPassword():
			return ErrLastMeans
		}
		if err := tx.Model(&User{}).Where("id = ?", sc.User.ID).Update("password_hash", "").Error; err != nil {
			return err
		}
		return sc.endOthers(tx, keep, entry)
	})
}
