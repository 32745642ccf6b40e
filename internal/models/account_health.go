package models

import (
	"context"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

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
	Limits []providers.Limit
	// Err is nil after a refresh without failure. Put says that it is no
	// failure either: the refresh was only put off.
	Err         error
	Put         bool
	NextRefresh time.Time
}

// RecordHealth stores the outcome of a refresh on the account's row. Whoever
// asked for another one meanwhile gets it.
func (sc Scope) RecordHealth(ctx context.Context, account Account, h Health) error {
	now := sc.store.Now()
	changes := Account{Checks: h.Checks, Limits: h.Limits, NextRefresh: h.NextRefresh.UTC(), RefreshedAt: account.RefreshedAt}
	switch {
	case h.Put:
		changes.Failures, changes.FailingSince = account.Failures, account.FailingSince
		changes.LastError, changes.LastKind, changes.LastSaid = account.LastError, account.LastKind, account.LastSaid
	case h.Err == nil:
		changes.RefreshedAt = &now
	default:
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
		err := row().Select("checks", "limits", "next_refresh", "refreshed_at", "failures", "failing_since", "last_error", "last_kind", "last_said").
			Updates(changes).Error
		if err != nil {
			return err
		}
		return row().Where("asked_at > ?", asked.UTC()).Update("next_refresh", now).Error
	})
}
