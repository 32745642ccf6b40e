package models

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"pinfold/internal/form"
)

// ErrUnrecorded is returned for what was not done because the audit trail did
// not take its entry.
var ErrUnrecorded = errors.New("the audit entry could not be written")

// audit writes an entry in the transaction of what it records, so that
// nothing happens unrecorded.
func (sc Scope) audit(tx *gorm.DB, entry Audit) error {
	entry.TeamID, entry.UserID = sc.Team.ID, sc.User.ID
	if sc.via != "" {
		entry.Details = form.Join(entry.Details, form.Values{"api_token": sc.via})
	}
	return sc.store.audit(tx, entry)
}

// audit is the one place that adds to the trail. The transaction holds the
// writer, so that entries follow one another.
func (s *Store) audit(tx *gorm.DB, entry Audit) error {
	entry.ID, entry.At = 0, s.Now()
	if err := s.link(tx, entry); err != nil {
		return fmt.Errorf("%w: %w", ErrUnrecorded, err)
	}
	return nil
}

// Record writes an audit entry for what no scope stands for, such as a refused
// sign-in. Team 0 is the installation itself.
func (s *Store) Record(ctx context.Context, entry Audit) error {
	return s.inWrite(ctx, func(tx *gorm.DB) error { return s.audit(tx, entry) })
}

// Record writes an audit entry for something that changes no other row.
func (sc Scope) Record(ctx context.Context, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error { return sc.audit(tx, entry) })
}
