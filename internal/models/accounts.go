package models

import (
	"context"
	"errors"
	"maps"
	"time"

	"gorm.io/gorm"
)

// ErrTaken is returned where a name must be unique in the team.
var ErrTaken = errors.New("already taken")

// Accounts returns the visible accounts by label. Callers must not change them.
func (sc Scope) Accounts(ctx context.Context) ([]Account, error) {
	return remember(ctx, sc.store, sc.key("accounts"), func(ctx context.Context) (accounts []Account, err error) {
		err = sc.within(sc.store.reader(ctx), "id").Order("label").Find(&accounts).Error
		return accounts, err
	})
}

// Account returns one visible account.
func (sc Scope) Account(ctx context.Context, id ID) (Account, error) {
	var account Account
	err := sc.within(sc.store.reader(ctx), "id").Where("id = ?", id).Take(&account).Error
	return account, found(err)
}

// Sealer seals bytes for one row and column.
type Sealer func(row ID) ([]byte, error)

// AddAccount stores a new account of the team together with its audit entry.
// It returns ErrTaken if the label is in use, and a TwiceError if the team has
// an account of the same fingerprint.
func (sc Scope) AddAccount(ctx context.Context, account *Account, seal Sealer, entry Audit) error {
	now := sc.store.Now()
	account.TeamID, account.CreatedAt, account.NextRefresh, account.Version = sc.Team.ID, now, now, 1
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.twice(tx, *account); err != nil {
			return err
		}
		if err := tx.Create(account).Error; err != nil {
			return taken(err)
		}
		sealed, err := seal(account.ID)
		if err != nil {
			return err
		}
		if err := tx.Model(account).Update("sealed", sealed).Error; err != nil {
			return err
		}
		entry.TargetID, entry.TargetName = account.ID, account.Label
		entry.changing(nil, account.recorded())
		return sc.audit(tx, entry)
	})
}

// ErrChanged is returned where a row was changed since it was read.
var ErrChanged = errors.New("changed meanwhile")

// ChangeAccount stores new settings and, if seal is not nil, new credentials.
// It returns ErrChanged if the account is not the version that was read: two
// changes under one number would leave a client with the old credentials.
func (sc Scope) ChangeAccount(ctx context.Context, account Account, seal Sealer, entry Audit) error {
	changes := Account{
		Label: account.Label, Currency: account.Currency, Settings: account.Settings,
		NextRefresh: sc.store.Now(), Version: account.Version + 1, Fingerprint: account.Fingerprint,
	}
	fields := []string{"label", "currency", "settings", "next_refresh", "version", "fingerprint"}
	if seal != nil {
		sealed, err := seal(account.ID)
		if err != nil {
			return err
		}
		changes.Sealed, fields = sealed, append(fields, "sealed")
	}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var now Account
		if err := sc.within(tx, "id").Where("id = ?", account.ID).Take(&now).Error; err != nil {
			return found(err)
		}
		if now.Version != account.Version {
			return ErrChanged
		}
		if err := sc.twice(tx, account); err != nil {
			return err
		}
		if err := moved(tx, now, account, sc.store.Now()); err != nil {
			return err
		}
		if err := tx.Model(&Account{}).Where("id = ?", account.ID).Select(fields).Updates(changes).Error; err != nil {
			return taken(err)
		}
		entry.TargetID, entry.TargetName = account.ID, account.Label
		after := account
		after.Provider = now.Provider
		entry.changing(now.recorded(), after.recorded())
		if seal != nil {
			entry.After["credentials"] = "replaced"
		}
		return sc.audit(tx, entry)
	})
}

// moved guards a change of what an account talks to: not while operations are
// open, which belong to the old settings, and what is known is put aside until
// the next reading finds it again.
func moved(tx *gorm.DB, from, to Account, now time.Time) error {
	if maps.Equal(from.Settings, to.Settings) {
		return nil
	}
	if err := idle(tx, from.ID); err != nil {
		return err
	}
	return tx.Model(&Resource{}).Where("account_id = ? AND gone_at IS NULL", from.ID).
		Updates(map[string]any{"gone_at": now, "missed": 2, "checked_at": now}).Error
}

// RemoveAccount forgets the account, its credentials and its inventory. Its
// finished operations and audit entries stay.
func (sc Scope) RemoveAccount(ctx context.Context, id ID, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var account Account
		if err := sc.within(tx, "id").Where("id = ?", id).Take(&account).Error; err != nil {
			return found(err)
		}
		entry.changing(account.recorded(), nil)
		if err := tx.Where("id = ?", id).Delete(&Account{}).Error; err != nil {
			return err
		}
		if err := idle(tx, id); err != nil {
			return err
		}
		resources := tx.Model(&Resource{}).Select("id").Where("account_id = ?", id)
		for _, step := range []*gorm.DB{
			tx.Where("resource_id IN (?)", resources).Delete(&Change{}),
			tx.Where("resource_id IN (?)", resources).Delete(&Tag{}),
			tx.Where("resource_id IN (?)", resources).Delete(&Note{}),
			tx.Where("resource_id IN (?)", resources).Delete(&Padlock{}),
			tx.Where("resource_id IN (?)", resources).Delete(&PartCheck{}),
			tx.Where("resource_id IN (?)", resources).Delete(&Sample{}),
			tx.Where("resource_id IN (?)", resources).Delete(&Draft{}),
			tx.Where("resource_id IN (?)", resources).Delete(&ZoneDraft{}),
			tx.Where("account_id = ?", id).Delete(&ZoneRecord{}),
			tx.Where("account_id = ?", id).Delete(&ZoneVersion{}),
			tx.Where("account_id = ?", id).Delete(&Draft{}),
			tx.Where("resource_id IN (?)", resources).Delete(&TicketLink{}),
			tx.Where("account_id = ?", id).Delete(&Resource{}),
			tx.Where("account_id = ?", id).Delete(&MembershipAccount{}),
			tx.Where("account_id = ?", id).Delete(&Spend{}),
			tx.Where("account_id = ?", id).Delete(&SpendDay{}),
			tx.Where("account_id = ?", id).Delete(&SpendCheck{}),
		} {
			if step.Error != nil {
				return step.Error
			}
		}
		return sc.audit(tx, entry)
	})
}

func taken(err error) error {
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return ErrTaken
	}
	return err
}

// CountFailing counts the visible accounts whose last refresh failed.
func (sc Scope) CountFailing(ctx context.Context) (n int64, err error) {
	return remember(ctx, sc.store, sc.key("failing"), func(ctx context.Context) (n int64, err error) {
		err = sc.within(sc.store.reader(ctx), "id").Model(&Account{}).Where("failures > 0").Count(&n).Error
		return n, err
	})
}
