package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// SSOLife is how long somebody may take to sign in at the issuer.
const SSOLife = 10 * time.Minute

// ssoMost bounds the attempts of one address that are on their way. Those that
// ended do not count.
const ssoMost = 30

// ErrManyAttempts is returned while too many attempts of an address are on
// their way.
var ErrManyAttempts = errors.New("too many attempts")

// BeginSSO stores an attempt and drops those that were given up.
func (s *Store) BeginSSO(ctx context.Context, a SSOAttempt) error {
	now := s.Now().UTC()
	a.CreatedAt, a.ExpiresAt = now, now.Add(SSOLife)
	return s.inWrite(ctx, func(tx *gorm.DB) error {
		if err := tx.Where("expires_at <= ?", now).Delete(&SSOAttempt{}).Error; err != nil {
			return err
		}
		var n int64
		if err := tx.Model(&SSOAttempt{}).Where("address = ?", a.Address).Count(&n).Error; err != nil {
			return err
		}
		if n >= ssoMost {
			return ErrManyAttempts
		}
		return tx.Create(&a).Error
	})
}

// TakeSSO returns an attempt that is on its way in the browser and ends it.
// Of several who take it at once one gets it.
func (s *Store) TakeSSO(ctx context.Context, state, browser string) (SSOAttempt, error) {
	var rows []SSOAttempt
	err := s.write.WithContext(ctx).Clauses(clause.Returning{}).
		Where("state = ? AND browser = ?", state, browser).Delete(&rows).Error
	if err != nil {
		return SSOAttempt{}, err
	}
	if len(rows) != 1 || !rows[0].ExpiresAt.After(s.Now()) {
		return SSOAttempt{}, ErrNotFound
	}
	return rows[0], nil
}
