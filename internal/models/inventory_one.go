package models

import (
	"context"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// One stores a single observation, as read for one thing by itself. It reads
// and writes in one transaction, so that it never meets a refresh halfway.
func (in Intake) One(ctx context.Context, source string, item providers.Observation) (id ID, err error) {
	err = in.Scope.store.inWrite(ctx, func(tx *gorm.DB) error {
		known, err := in.lookup(tx, item.Kind, providers.Ref{ID: item.ID, Location: item.Location})
		if err != nil {
			return err
		}
		now := in.Scope.store.Now()
		write := in.compare(known, item, source, now)
		if write == nil {
			write = touch(known.ID, now)
		}
		if known != nil {
			id = known.ID
		}
		changed, err := write(tx)
		id = max(id, changed)
		if err != nil || in.By == nil || known != nil && known.FirstSeen.Before(in.By.CreatedAt) {
			return err
		}
		return tx.Model(&Change{}).Where("resource_id = ? AND field = 'found' AND operation_id IS NULL", id).
			Update("operation_id", in.By.ID).Error
	})
	return id, err
}

// Gone marks a thing that the provider says does not exist.
func (in Intake) Gone(ctx context.Context, kind providers.Kind, ref providers.Ref) (id ID, err error) {
	err = in.Scope.store.inWrite(ctx, func(tx *gorm.DB) error {
		row, err := in.lookup(tx, kind, ref)
		if err != nil {
			return err
		}
		if row == nil {
			return ErrNotFound
		}
		if id = row.ID; row.GoneAt != nil {
			return nil
		}
		return markGone(tx, row, in.Scope.store.Now())
	})
	return id, err
}

// lookup finds the row of a thing within a transaction, nil if there is none.
func (in Intake) lookup(tx *gorm.DB, kind providers.Kind, ref providers.Ref) (*Resource, error) {
	if err := in.current(tx); err != nil {
		return nil, err
	}
	var rows []Resource
	err := in.Scope.within(tx, "account_id").Where("account_id = ? AND kind = ? AND location = ? AND external_id = ?",
		in.Account.ID, kind, ref.Location, ref.ID).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

// current fails with ErrChanged if the account was removed or changed since
// the provider was asked: what it told belongs to other settings.
func (in Intake) current(tx *gorm.DB) error {
	var n int64
	err := in.Scope.within(tx.Model(&Account{}), "id").
		Where("id = ? AND version = ?", in.Account.ID, in.Account.Version).Count(&n).Error
	if err == nil && n == 0 {
		return ErrChanged
	}
	return err
}

// touch records that a thing was read by itself and had not changed.
func touch(id ID, now time.Time) func(tx *gorm.DB) (ID, error) {
	return func(tx *gorm.DB) (ID, error) {
		return 0, tx.Model(&Resource{}).Where("id = ?", id).Updates(map[string]any{"checked_at": now}).Error
	}
}
