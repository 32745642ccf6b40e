package models

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// NoteMost bounds the characters of a note.
const NoteMost = 2000

// Note returns the note on a visible resource. Version 0 means that there
// never was one.
func (sc Scope) Note(ctx context.Context, r Resource) (Note, error) {
	notes, err := sc.Notes(ctx, []ID{r.ID})
	return notes[r.ID], err
}

// Notes returns the notes on the resources, as far as these are visible; no
// ids stand for all.
func (sc Scope) Notes(ctx context.Context, resources []ID) (map[ID]Note, error) {
	var rows []Note
	db := sc.store.reader(ctx).Where("team_id = ? AND resource_id IN (?)", sc.Team.ID, sc.visible(ctx))
	if len(resources) > 0 {
		db = db.Where("resource_id IN ?", resources)
	}
	err := db.Find(&rows).Error
	notes := make(map[ID]Note, len(rows))
	for _, note := range rows {
		notes[note.ResourceID] = note
	}
	return notes, err
}

// visible selects the ids of the visible resources, of all or of those named.
func (sc Scope) visible(ctx context.Context, of ...ID) *gorm.DB {
	rows := sc.rows(ctx).Model(&Resource{}).Select("id")
	if len(of) > 0 {
		rows = rows.Where("id IN ?", of)
	}
	return rows
}

// SetNote stores the text of a note that was read as the version. It returns
// ErrChanged if someone else changed it meanwhile, and writes nothing then.
func (sc Scope) SetNote(ctx context.Context, r Resource, text string, version int, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.stillThere(tx, r.ID); err != nil {
			return err
		}
		var now Note
		err := tx.Where("team_id = ? AND resource_id = ?", sc.Team.ID, r.ID).Take(&now).Error
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			return err
		}
		switch {
		case now.Text == text:
			return nil
		case now.Version != version:
			return ErrChanged
		}
		next := Note{ResourceID: r.ID, TeamID: sc.Team.ID, Text: text, Version: now.Version + 1, UserID: sc.User.ID, ChangedAt: sc.store.Now()}
		if err := tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&next).Error; err != nil {
			return err
		}
		entry.Kind, entry.TargetID, entry.TargetName = r.Kind, r.ID, r.Name
		return sc.audit(tx, entry)
	})
}

// stillThere fails with ErrNotFound if a resource is not visible.
func (sc Scope) stillThere(tx *gorm.DB, resources ...ID) error {
	var n int64
	err := sc.within(tx.Model(&Resource{}), "account_id").Where("id IN ?", resources).Count(&n).Error
	if err == nil && n != int64(len(resources)) {
		return ErrNotFound
	}
	return err
}
