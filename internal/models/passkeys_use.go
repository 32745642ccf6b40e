package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
)

// ErrSignCount is returned for a passkey that counts backwards, as a copy of it
// would.
var ErrSignCount = errors.New("the passkey's counter went back")

// PasskeyByCredential finds a passkey by the id that its authenticator gave it,
// and its user, who may sign in.
func (s *Store) PasskeyByCredential(ctx context.Context, credential string) (row Passkey, user User, err error) {
	if err = s.reader(ctx).Where("credential_id = ?", credential).Take(&row).Error; err != nil {
		return row, user, found(err)
	}
	err = s.reader(ctx).Where("id = ? AND disabled_at IS NULL", row.UserID).Take(&user).Error
	return row, user, found(err)
}

// UsePasskey takes a verified answer of a passkey: the challenge is spent, and
// the passkey's record is stored. It returns ErrTaken for a challenge that was
// answered before and ErrSignCount for a counter that did not go on; the
// challenge is spent then, too.
func (s *Store) UsePasskey(ctx context.Context, row Passkey, spent SpentChallenge) error {
	copied := false
	err := s.inWrite(ctx, func(tx *gorm.DB) error {
		if err := s.spend(tx, spent); err != nil {
			return err
		}
		var before Passkey
		if err := tx.Where("id = ?", row.ID).Take(&before).Error; err != nil {
			return found(err)
		}
		// Those that do not count say 0 each time.
		if copied = row.SignCount <= before.SignCount && row.SignCount+before.SignCount > 0; copied {
			return nil
		}
		return tx.Model(&before).Updates(map[string]any{"credential": row.Credential, "sign_count": row.SignCount, "used_at": s.Now()}).Error
	})
	if err == nil && copied {
		return ErrSignCount
	}
	return err
}

// spend marks a challenge as answered and forgets those that have ended.
func (s *Store) spend(tx *gorm.DB, challenge SpentChallenge) error {
	if err := tx.Where("expires_at < ?", s.Now().Add(-time.Minute)).Delete(&SpentChallenge{}).Error; err != nil {
		return err
	}
	challenge.ExpiresAt = challenge.ExpiresAt.UTC()
	return taken(tx.Create(&challenge).Error)
}
