package models

import (
	"cmp"
	"context"
	"time"

	"gorm.io/gorm"
)

// Session returns a browser session that has not expired.
func (s *Store) Session(ctx context.Context, digest string) (WebSession, error) {
	row, err := remember(ctx, s, "session "+digest, func(ctx context.Context) (row WebSession, err error) {
		err = s.reader(ctx).Where("digest = ?", digest).Take(&row).Error
		return row, found(err)
	})
	if err == nil && !row.ExpiresAt.After(s.Now()) {
		return WebSession{}, ErrNotFound
	}
	return row, err
}

// AddSession stores a new browser session.
func (s *Store) AddSession(ctx context.Context, row *WebSession) error {
	return addSession(s.write.WithContext(ctx), row)
}

// BeginSession is AddSession for who signs in. It returns ErrChanged if what they
// sign in with was changed since their round, or they are disabled: who did that
// meant to end this sign-in too.
func (s *Store) BeginSession(ctx context.Context, row *WebSession, round int64) error {
	return s.inWrite(ctx, func(tx *gorm.DB) error {
		var n int64
		err := tx.Model(&User{}).Where("id = ? AND means_round = ? AND disabled_at IS NULL", row.UserID, round).Count(&n).Error
		if err != nil || n == 0 {
			return cmp.Or(err, ErrChanged)
		}
		return addSession(tx, row)
	})
}

func addSession(tx *gorm.DB, row *WebSession) error {
	row.CreatedAt, row.SeenAt, row.ExpiresAt = row.CreatedAt.UTC(), row.SeenAt.UTC(), row.ExpiresAt.UTC()
	return tx.Create(row).Error
}

// ProlongSession records that a session is in use. One that was dropped
// meanwhile stays dropped.
func (s *Store) ProlongSession(ctx context.Context, digest, address string, seen, expires time.Time) error {
	return s.write.WithContext(ctx).Model(&WebSession{}).Where("digest = ?", digest).
		Updates(map[string]any{"seen_at": seen.UTC(), "seen_address": address, "expires_at": expires.UTC()}).Error
}

// DropSession ends a browser session.
func (s *Store) DropSession(ctx context.Context, digest string) error {
	return s.write.WithContext(ctx).Where("digest = ?", digest).Delete(&WebSession{}).Error
}

// SweepSessions removes what has expired.
func (s *Store) SweepSessions(ctx context.Context, now time.Time) error {
	return s.write.WithContext(ctx).Where("expires_at <= ?", now.UTC()).Delete(&WebSession{}).Error
}

// KeepSession stores the values of a session and nothing else of it.
func (s *Store) KeepSession(ctx context.Context, digest string, data []byte) error {
	return s.write.WithContext(ctx).Model(&WebSession{}).Where("digest = ?", digest).Update("data", data).Error
}
