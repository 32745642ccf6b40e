package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/form"
)

// Bounds of canned replies.
const (
	CannedTitleMost = 80
	CannedTextMost  = 10_000
	cannedMost      = 200
)

// ErrCannedMany is returned to a team that has as many canned replies as there
// may be.
var ErrCannedMany = errors.New("too many canned replies")

// CannedReply is a text that a team sends to supports again and again.
type CannedReply struct {
	ID     ID
	TeamID ID     `gorm:"uniqueIndex:canned_once,priority:1"`
	Title  string `gorm:"uniqueIndex:canned_once,priority:2"`
	// Text may hold placeholders such as {server}.
	Text      string
	UserID    ID
	ChangedAt time.Time
}

// CannedReplies lists the team's replies by title.
func (sc Scope) CannedReplies(ctx context.Context) (rows []CannedReply, err error) {
	err = sc.store.reader(ctx).Where("team_id = ?", sc.Team.ID).Order("LOWER(title), id").Find(&rows).Error
	return rows, err
}

// CannedReply returns one of the team's replies.
func (sc Scope) CannedReply(ctx context.Context, id ID) (row CannedReply, err error) {
	err = sc.store.reader(ctx).Where("team_id = ? AND id = ?", sc.Team.ID, id).Take(&row).Error
	return row, found(err)
}

// SaveCanned stores a reply, a new one where the id is 0. It returns ErrTaken
// if the team has another one of the title.
func (sc Scope) SaveCanned(ctx context.Context, row CannedReply, entry Audit) error {
	row.TeamID, row.UserID, row.ChangedAt, row.Text = sc.Team.ID, sc.User.ID, sc.store.Now(), PlainLines(row.Text)
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var before CannedReply
		if err := tx.Where("team_id = ? AND id = ?", sc.Team.ID, row.ID).Limit(1).Find(&before).Error; err != nil {
			return err
		}
		if row.ID == 0 {
			var n int64
			if err := tx.Model(&CannedReply{}).Where("team_id = ?", sc.Team.ID).Count(&n).Error; err != nil {
				return err
			}
			if n >= cannedMost {
				return ErrCannedMany
			}
			if err := tx.Create(&row).Error; err != nil {
				return taken(err)
			}
		} else {
			done := tx.Model(&CannedReply{}).Where("team_id = ? AND id = ?", sc.Team.ID, row.ID).
				Select("title", "text", "user_id", "changed_at").Updates(row)
			if done.Error == nil && done.RowsAffected == 0 {
				return ErrNotFound
			}
			if done.Error != nil {
				return taken(done.Error)
			}
		}
		entry.TargetID, entry.TargetName = row.ID, row.Title
		entry.changing(form.Values{"title": before.Title}, form.Values{"title": row.Title})
		if before.Text != row.Text {
			entry.After["text"] = "changed" // It may be long, and stands on its page.
		}
		return sc.audit(tx, entry)
	})
}

// RemoveCanned forgets a reply.
func (sc Scope) RemoveCanned(ctx context.Context, id ID, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		done := tx.Where("team_id = ? AND id = ?", sc.Team.ID, id).Delete(&CannedReply{})
		if done.Error == nil && done.RowsAffected == 0 {
			return ErrNotFound
		}
		if done.Error != nil {
			return done.Error
		}
		entry.TargetID = id
		return sc.audit(tx, entry)
	})
}
