package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// ErrTaken is returned where a name must be unique in the team.
var ErrTaken = errors.New("already taken")

// Accounts returns the visible accounts by label.
func (sc Scope) Accounts(ctx context.Context) ([]Account, error) {
	var accounts []Account
	err := sc.within(sc.store.reader(ctx), "id").Order("label").Find(&accounts).Error
	return accounts, err
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
// It returns ErrTaken if the label is in use.
func (sc Scope) AddAccount(ctx context.Context, account *Account, seal Sealer, entry Audit) error {
	now := sc.store.Now()
	account.TeamID, account.CreatedAt, account.NextRefresh, account.Version = sc.Team.ID, now, now, 1
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
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
		NextRefresh: sc.store.Now(), Version: account.Version + 1,
	}
	fields := []string{"label", "currency", "settings", "next_refresh", "version"}
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
		if err := tx.Model(&Account{}).Where("id = ?", account.ID).Select(fields).Updates(changes).Error; err != nil {
			return taken(err)
		}
		entry.TargetID, entry.TargetName = account.ID, account.Label
		return sc.audit(tx, entry)
	})
}

// RemoveAccount forgets the account, its credentials and its inventory. Its
// finished operations and audit entries stay.
func (sc Scope) RemoveAccount(ctx context.Context, id ID, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		done := sc.within(tx, "id").Where("id = ?", id).Delete(&Account{})
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 0 {
			return ErrNotFound
		}
		if err := idle(tx, id); err != nil {
			return err
		}
		resources := tx.Model(&Resource{}).Select("id").Where("account_id = ?", id)
		for _, step := range []*gorm.DB{
			tx.Where("resource_id IN (?)", resources).Delete(&Change{}),
			tx.Where("account_id = ?", id).Delete(&Resource{}),
			tx.Where("account_id = ?", id).Delete(&MembershipAccount{}),
		} {
			if step.Error != nil {
				return step.Error
			}
		}
		return sc.audit(tx, entry)
	})
}

// AskRefresh makes the account's refresh due now.
func (sc Scope) AskRefresh(ctx context.Context, id ID) error {
	done := sc.within(sc.store.write.WithContext(ctx).Model(&Account{}), "id").
		Where("id = ?", id).Updates(map[string]any{"next_refresh": sc.store.Now(), "asked_at": sc.store.Now()})
	if done.Error == nil && done.RowsAffected == 0 {
		return ErrNotFound
	}
	return done.Error
}

// ClaimRefresh takes the right to refresh an account that is due, for as long
// as hold. It returns false if it is not due, or another took it.
func (s *Store) ClaimRefresh(ctx context.Context, due DueAccount, hold time.Duration) (bool, error) {
	now := s.Now()
	done := s.write.WithContext(ctx).Model(&Account{}).
		Where("team_id = ? AND id = ? AND next_refresh <= ?", due.TeamID, due.ID, now).
		Update("next_refresh", now.Add(hold))
	return done.RowsAffected == 1, done.Error
}

// DueAccount is an account whose refresh is due.
type DueAccount struct{ TeamID, ID ID }

// DueAccounts lists the accounts of all teams whose refresh is due.
func (s *Store) DueAccounts(ctx context.Context, now time.Time) ([]DueAccount, error) {
	var due []DueAccount
	err := s.reader(ctx).Model(&Account{}).Where("next_refresh <= ?", now.UTC()).
		Order("next_refresh").Select("team_id", "id").Scan(&due).Error
	return due, err
}

// WorkerAccount returns an account and the scope for background work on it.
func (s *Store) WorkerAccount(ctx context.Context, team, id ID) (Account, Scope, error) {
	scope := s.worker(team, id)
	account, err := scope.Account(ctx, id)
	return account, scope, err
}

// Health is the outcome of a refresh.
type Health struct {
	Checks map[string]Check
	// Err is nil after a refresh without failure.
	Err         error
	NextRefresh time.Time
}

// RecordHealth stores the outcome of a refresh on the account's row. Whoever
// asked for another one meanwhile gets it.
func (sc Scope) RecordHealth(ctx context.Context, account Account, h Health) error {
	now := sc.store.Now()
	changes := Account{Checks: h.Checks, NextRefresh: h.NextRefresh.UTC(), RefreshedAt: account.RefreshedAt}
	if h.Err == nil {
		changes.RefreshedAt = &now
	} else {
		changes.Failures, changes.FailingSince = account.Failures+1, account.FailingSince
		changes.LastError, changes.LastKind = providers.Sentence(h.Err), providers.KindOf(h.Err)
		changes.LastSaid = providers.Said(h.Err)
		if changes.FailingSince == nil {
			changes.FailingSince = &now
		}
	}
	var asked time.Time
	if account.AskedAt != nil {
		asked = *account.AskedAt
	}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		row := func() *gorm.DB {
			return sc.within(tx.Model(&Account{}), "id").Where("id = ? AND version = ?", account.ID, account.Version)
		}
		err := row().Select("checks", "next_refresh", "refreshed_at", "failures", "failing_since", "last_error", "last_kind", "last_said").
			Updates(changes).Error
		if err != nil {
			return err
		}
		return row().Where("asked_at > ?", asked.UTC()).Update("next_refresh", now).Error
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
	err = sc.within(sc.store.reader(ctx), "id").Model(&Account{}).Where("failures > 0").Count(&n).Error
	return n, err
}
