package models

import (
	"context"

	"gorm.io/gorm"
)

// OthersRun counts the operations of the account that have a turn now, beside
// this one.
func (l *Lease) OthersRun(ctx context.Context) (n int64, err error) {
	err = l.Scope.rows(ctx).Model(&Operation{}).
		Where("status = ? AND id <> ? AND children = 0", StatusRunning, l.Operation.ID).Count(&n).Error
	return n, err
}

// Reseal stores other credentials of the account that the operation works on,
// while the lease holds. It returns ErrChanged if the account is not the
// version that was read.
func (l *Lease) Reseal(ctx context.Context, account Account, sealed []byte, fingerprint string) error {
	return l.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := l.prove(tx); err != nil {
			return err
		}
		done := l.Scope.within(tx.Model(&Account{}), "id").Where("id = ? AND version = ?", account.ID, account.Version).
			Updates(map[string]any{"sealed": sealed, "fingerprint": fingerprint, "version": account.Version + 1, "next_refresh": l.store.Now()})
		if done.Error == nil && done.RowsAffected == 0 {
			return ErrChanged
		}
		if done.Error != nil {
			return done.Error
		}
		return l.event(tx, "stored", "The account has new credentials.")
	})
}
