package models

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Calendar returns the person's calendar address of the team, or ErrNotFound.
func (sc Scope) Calendar(ctx context.Context) (feed CalendarFeed, err error) {
	err = sc.store.reader(ctx).Where("user_id = ? AND team_id = ?", sc.User.ID, sc.Team.ID).Take(&feed).Error
	return feed, found(err)
}

// RenewCalendar gives the person a new calendar address, of which digest is
// kept. An address before it is dead.
func (sc Scope) RenewCalendar(ctx context.Context, digest string, entry Audit) error {
	feed := CalendarFeed{UserID: sc.User.ID, TeamID: sc.Team.ID, Digest: digest, CreatedAt: sc.store.Now()}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&feed).Error; err != nil {
			return err
		}
		return sc.audit(tx, entry)
	})
}

// DropCalendar switches the person's calendar address off.
func (sc Scope) DropCalendar(ctx context.Context, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		done := tx.Where("user_id = ? AND team_id = ?", sc.User.ID, sc.Team.ID).Delete(&CalendarFeed{})
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		return sc.audit(tx, entry)
	})
}

// CalendarScope returns the scope of the person whose calendar address has the
// digest, and notes that it was read. An address of somebody who is disabled
// or left the team is as dead as one that never was.
func (s *Store) CalendarScope(ctx context.Context, digest string) (Scope, error) {
	var feed CalendarFeed
	if err := s.reader(ctx).Where("digest = ?", digest).Take(&feed).Error; err != nil {
		return Scope{}, found(err)
	}
	scope, err := s.ScopeFor(ctx, feed.UserID, feed.TeamID)
	if err != nil {
		return Scope{}, err
	}
	err = s.write.WithContext(ctx).Model(&CalendarFeed{}).Where("digest = ?", digest).Update("used_at", s.Now()).Error
	return scope, err
}
