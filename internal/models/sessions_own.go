package models

import (
	"context"

	"gorm.io/gorm"
)

// Sessions returns the sessions of the person that have not expired, the one
// used last first.
func (sc Scope) Sessions(ctx context.Context) (rows []WebSession, err error) {
	err = sc.store.reader(ctx).Where("user_id = ? AND expires_at > ?", sc.User.ID, sc.store.Now().UTC()).
		Order("seen_at DESC, digest").Find(&rows).Error
	return rows, err
}

// EndSession ends one session of the person.
func (sc Scope) EndSession(ctx context.Context, digest string, entry Audit) error {
	return sc.endSessions(ctx, entry, true, "user_id = ? AND digest = ?", sc.User.ID, digest)
}

// EndOtherSessions ends all sessions of the person but one.
func (sc Scope) EndOtherSessions(ctx context.Context, keep string, entry Audit) error {
	return sc.endSessions(ctx, entry, false, "user_id = ? AND digest <> ?", sc.User.ID, keep)
}

func (sc Scope) endSessions(ctx context.Context, entry Audit, one bool, where string, args ...any) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		done := tx.Where(where, args...).Delete(&WebSession{})
		if done.Error != nil || done.RowsAffected == 0 && one {
			return missing(done.Error)
		}
		entry.UserID = sc.User.ID
		return sc.store.auditPerson(tx, sc.User, entry)
	})
}

// SignedInFrom reports whether the person with the e-mail address has a session
// from the network address. For nobody it does the same work.
func (s *Store) SignedInFrom(ctx context.Context, email, address string) (bool, error) {
	var n int64
	err := s.reader(ctx).Model(&WebSession{}).Joins("JOIN users ON users.id = web_sessions.user_id").
		Where("users.email = ? AND (web_sessions.address = ? OR web_sessions.seen_address = ?) AND web_sessions.expires_at > ?",
			NormalEmail(email), address, address, s.Now().UTC()).Count(&n).Error
	return n > 0, err
}
