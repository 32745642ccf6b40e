package models

import (
	"context"
	"errors"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// DraftMost bounds the characters of a draft.
const DraftMost = 20_000

// Draft is a text that a person has not sent yet. Only that person sees it.
type Draft struct {
	ID     ID
	TeamID ID `gorm:"index"`
	UserID ID `gorm:"uniqueIndex:draft_once,priority:1"`
	// Kind is the name of the action that the text is for.
	Kind       string `gorm:"uniqueIndex:draft_once,priority:2"`
	ResourceID ID     `gorm:"uniqueIndex:draft_once,priority:3"`
	// AccountID is the account that a new thing is for; ResourceID is 0 then, and
	// the text holds all fields of the form as JSON.
	AccountID ID `gorm:"uniqueIndex:draft_once,priority:4"`
	Text      string
	At        time.Time
}

// Draft returns the person's own draft for an action on a resource, an empty
// one if there is none.
func (sc Scope) Draft(ctx context.Context, kind string, r Resource) (Draft, error) {
	drafts, err := sc.Drafts(ctx, kind, []ID{r.ID})
	return drafts[r.ID], err
}

// Drafts returns the person's own drafts for an action, by visible resource.
func (sc Scope) Drafts(ctx context.Context, kind string, resources []ID) (map[ID]Draft, error) {
	var rows []Draft
	err := sc.store.reader(ctx).Where("team_id = ? AND user_id = ? AND kind = ? AND resource_id IN (?)", sc.Team.ID, sc.User.ID, kind,
		sc.visible(ctx, append([]ID{0}, resources...)...)).Find(&rows).Error
	drafts := make(map[ID]Draft, len(rows))
	for _, row := range rows {
		drafts[row.ResourceID] = row
	}
	return drafts, err
}

// SaveDraft keeps the person's text for an action on a resource. A text of
// nothing but space erases what was kept.
func (sc Scope) SaveDraft(ctx context.Context, kind string, r Resource, text string) error {
	text = PlainLines(text)
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.stillThere(tx, r.ID); err != nil {
			return err
		}
		if strings.TrimSpace(text) == "" {
			return draftOf(tx, sc.User.ID, kind, r.ID).Delete(&Draft{}).Error
		}
		return tx.Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "user_id"}, {Name: "kind"}, {Name: "resource_id"}, {Name: "account_id"}},
			DoUpdates: clause.AssignmentColumns([]string{"text", "at", "team_id"}),
		}).Create(&Draft{TeamID: sc.Team.ID, UserID: sc.User.ID, Kind: kind, ResourceID: r.ID, Text: text, At: sc.store.Now()}).Error
	})
}

func draftOf(tx *gorm.DB, user ID, kind string, resource ID) *gorm.DB {
	return tx.Where("user_id = ? AND kind = ? AND resource_id = ? AND account_id = 0", user, kind, resource)
}

// PlainLines ends lines as Go does; browsers send two characters.
func PlainLines(text string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "")
}

// eraseDraft erases the draft that an operation has sent. A text that was
// changed meanwhile stays.
func eraseDraft(tx *gorm.DB, op ID) error {
	var sent Operation
	err := tx.Where("id = ?", op).Take(&sent).Error
	if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && sent.Input["text"] == "" {
		return nil
	}
	if err != nil {
		return err
	}
	if err := eraseBegun(tx, sent); err != nil {
		return err
	}
	return draftOf(tx, sent.UserID, sent.Action, sent.ResourceID).
		Where("text = ?", PlainLines(sent.Input["text"])).Delete(&Draft{}).Error
}
