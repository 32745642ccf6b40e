package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
)

// SetPassword stores the hash of the person's new password. All their sessions
// but the one to keep end, and so do links that set a password.
func (sc Scope) SetPassword(ctx context.Context, hash, keep string, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		entry.UserID = sc.User.ID
		return sc.store.setPassword(tx, sc.User, hash, keep, entry)
	})
}

func (s *Store) setPassword(tx *gorm.DB, user User, hash, keep string, entry Audit) error {
	done := tx.Model(&User{}).Where("id = ?", user.ID).Update("password_hash", hash)
	if done.Error != nil || done.RowsAffected == 0 {
		return missing(done.Error)
	}
	if err := dropSignIns(tx, user.ID, keep); err != nil {
		return err
	}
	return s.auditPerson(tx, user, entry)
}

// AddReset stores a link that sets a new password for the person with the
// e-mail address; earlier ones are worth nothing from then on. It returns
// ErrNotFound for who may not sign in.
func (s *Store) AddReset(ctx context.Context, email, digest string, lasts time.Duration, entry Audit) (user User, err error) {
	err = s.inWrite(ctx, func(tx *gorm.DB) error {
		if user, err = person(tx.Where("disabled_at IS NULL"), email); err != nil {
			return err
		}
		return s.addReset(tx, user, digest, lasts, entry)
	})
	return user, err
}

func (s *Store) addReset(tx *gorm.DB, user User, digest string, lasts time.Duration, entry Audit) error {
	if err := tx.Where("user_id = ?", user.ID).Delete(&PasswordReset{}).Error; err != nil {
		return err
	}
	now := s.Now().UTC()
	row := PasswordReset{UserID: user.ID, Digest: digest, CreatedAt: now, ExpiresAt: now.Add(lasts)}
	if err := tx.Create(&row).Error; err != nil {
		return err
	}
	return s.auditPerson(tx, user, entry)
}

// AddResetByHolder is AddReset for whoever holds the installation's files. With
// drop, second factors and passkeys are removed too, and sessions end.
func (s *Store) AddResetByHolder(ctx context.Context, email, digest string, lasts time.Duration, drop bool, entry Audit) (user User, err error) {
	err = s.inWrite(ctx, func(tx *gorm.DB) error {
		if user, err = person(tx, email); err != nil || user.DisabledAt != nil {
			return err
		}
		if drop {
			dropped := Audit{Action: "factors.drop", Outcome: "removed", Address: entry.Address}
			if err := errors.Join(dropFactors(tx, user.ID), dropSignIns(tx, user.ID, ""), s.auditPerson(tx, user, dropped)); err != nil {
				return err
			}
		}
		return s.addReset(tx, user, digest, lasts, entry)
	})
	return user, err
}

// Reset returns the person whose password a link may set now.
func (s *Store) Reset(ctx context.Context, digest string) (User, error) {
	return reset(s.reader(ctx), digest, s.Now())
}

func reset(tx *gorm.DB, digest string, now time.Time) (user User, err error) {
	var row PasswordReset
	err = tx.Where("digest = ? AND used_at IS NULL AND expires_at > ?", digest, now.UTC()).Take(&row).Error
	if err == nil {
		err = tx.Where("id = ? AND disabled_at IS NULL", row.UserID).Take(&user).Error
	}
	return user, found(err)
}

// UseReset sets the password by a link, which works once. All sessions of the
// person end.
func (s *Store) UseReset(ctx context.Context, digest, hash string, entry Audit) (user User, err error) {
	err = s.inWrite(ctx, func(tx *gorm.DB) error {
		if user, err = reset(tx, digest, s.Now()); err != nil {
			return err
		}
		entry.UserID = user.ID
		return s.setPassword(tx, user, hash, "", entry) // This drops the link too.
	})
	return user, err
}

// SweepResets removes links that have expired, and those that confirm an
// address.
func (s *Store) SweepResets(ctx context.Context, now time.Time) error {
	over := func(table any) error {
		return s.write.WithContext(ctx).Where("expires_at <= ?", now.UTC()).Delete(table).Error
	}
	return errors.Join(over(&PasswordReset{}), over(&EmailChange{}))
}
