package models

import (
	"context"

	"gorm.io/gorm"
)

// Doors are the ways in besides passwords that the panel is set up for. What a
// person has for another one lets them in nowhere.
type Doors struct {
	// Issuer is the present issuer of single sign-on, "" for none.
	Issuer string
	// Passkeys says that the panel's address takes them.
	Passkeys bool
}

// Means are the ways in which a person can sign in.
type Means struct {
	Password   bool
	Passkeys   int64
	Identities int64
	// Codes are the recovery codes that are left.
	Codes int64
}

// LastPasskey reports whether the person could not sign in without one of
// their passkeys.
func (m Means) LastPasskey() bool { return !m.Password && m.Identities == 0 && m.Passkeys <= 1 }

// LastIdentity reports whether the person could not sign in without one of
// their identities at the present issuer.
func (m Means) LastIdentity() bool { return !m.Password && m.Passkeys == 0 && m.Identities <= 1 }

// WithoutPassword reports whether the passkeys are enough to do without a
// password: one may get lost.
func (m Means) WithoutPassword() bool {
	return m.Passkeys >= 2 || m.Passkeys == 1 && m.Codes > 0
}

// Means returns the ways in which the person who asks can sign in.
func (sc Scope) Means(ctx context.Context, doors Doors) (Means, error) {
	return sc.means(sc.store.reader(ctx), doors)
}

func (sc Scope) means(tx *gorm.DB, doors Doors) (m Means, err error) {
	var hashes []string
	if err = tx.Model(&User{}).Where("id = ?", sc.User.ID).Pluck("password_hash", &hashes).Error; err != nil {
		return m, err
	}
	m.Password = len(hashes) == 1 && hashes[0] != ""
	if err = tx.Model(&Passkey{}).Where("user_id = ? AND ?", sc.User.ID, doors.Passkeys).Count(&m.Passkeys).Error; err != nil {
		return m, err
	}
	err = tx.Model(&Identity{}).Where("user_id = ? AND issuer = ? AND ?", sc.User.ID, doors.Issuer, doors.Issuer != "").Count(&m.Identities).Error
	if err != nil {
		return m, err
	}
	err = tx.Model(&RecoveryCode{}).Where("user_id = ? AND used_at IS NULL", sc.User.ID).Count(&m.Codes).Error
	return m, err
}

// RemovePassword lets a person sign in by passkeys alone and ends their other
// sessions. It returns ErrLastMeans if the passkeys are not enough.
func (sc Scope) RemovePassword(ctx context.Context, doors Doors, keep string, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		means, err := sc.means(tx, doors)
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
		return sc.meansChanged(tx, keep, entry)
	})
}
