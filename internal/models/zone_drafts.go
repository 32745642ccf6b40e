package models

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"pinfold/internal/zone"
)

// ZoneChanges returns what the person has changed in a zone and not sent yet,
// an empty draft if nothing.
func (sc Scope) ZoneChanges(ctx context.Context, r Resource) (ZoneDraft, error) {
	drafts, err := sc.ZoneDrafts(ctx, []ID{r.ID})
	return drafts[r.ID], err
}

// ZoneDrafts returns the person's own changes that are not sent yet, by zone.
// No zones stands for all.
func (sc Scope) ZoneDrafts(ctx context.Context, zones []ID) (map[ID]ZoneDraft, error) {
	query := sc.store.reader(ctx).Where("team_id = ? AND user_id = ?", sc.Team.ID, sc.User.ID).
		Where("resource_id IN (?)", sc.rows(ctx).Model(&Resource{}).Select("id").Where("gone_at IS NULL"))
	if len(zones) > 0 {
		query = query.Where("resource_id IN ?", zones)
	}
	var rows []ZoneDraft
	err := query.Find(&rows).Error
	drafts := make(map[ID]ZoneDraft, len(rows))
	for _, row := range rows {
		drafts[row.ResourceID] = row
	}
	return drafts, err
}

// SaveZoneChanges keeps the person's changes of a zone in place of those kept
// before. None erases them.
func (sc Scope) SaveZoneChanges(ctx context.Context, r Resource, changes []zone.Change) error {
	return sc.EditZoneChanges(ctx, r, func([]zone.Change) ([]zone.Change, error) { return changes, nil })
}

// EditZoneChanges lets edit make another list of the person's changes of a
// zone, in one transaction: two windows do not overwrite each other's edits.
// An error of edit leaves what was kept and is returned.
func (sc Scope) EditZoneChanges(ctx context.Context, r Resource, edit func(now []zone.Change) ([]zone.Change, error)) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.stillZone(tx, r); err != nil {
			return err
		}
		return editDraft(tx, ZoneDraft{TeamID: r.TeamID, UserID: sc.User.ID, ResourceID: r.ID, At: sc.store.Now()}, edit)
	})
}

func editDraft(tx *gorm.DB, draft ZoneDraft, edit func(now []zone.Change) ([]zone.Change, error)) error {
	var kept ZoneDraft
	of := tx.Where("user_id = ? AND resource_id = ?", draft.UserID, draft.ResourceID)
	if err := of.Take(&kept).Error; err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return err
	}
	changes, err := edit(kept.Changes())
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		return tx.Where("user_id = ? AND resource_id = ?", draft.UserID, draft.ResourceID).Delete(&ZoneDraft{}).Error
	}
	if draft.Data, err = json.Marshal(changes); err != nil {
		return err
	}
	draft.Count, draft.Began = len(changes), draft.At // An update leaves Began.
	return tx.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "user_id"}, {Name: "resource_id"}},
		DoUpdates: clause.AssignmentColumns([]string{"data", "count", "at", "team_id"}),
	}).Create(&draft).Error
}

// DropZoneChanges takes what an operation has done out of the changes of the
// person who asked for it. What was edited since stays.
func (l *Lease) DropZoneChanges(ctx context.Context, r Resource, done []zone.Change) error {
	if len(done) == 0 {
		return nil
	}
	over := map[[2]zone.Record]bool{}
	for _, c := range done {
		over[ends(c)] = true
	}
	draft := ZoneDraft{TeamID: r.TeamID, UserID: l.Operation.UserID, ResourceID: r.ID, At: l.store.Now()}
	return l.store.inWrite(ctx, func(tx *gorm.DB) error {
		return editDraft(tx, draft, func(now []zone.Change) ([]zone.Change, error) {
			return slices.DeleteFunc(now, func(c zone.Change) bool { return over[ends(c)] }), nil
		})
	})
}

// ends are the records of a change, an empty one for none.
func ends(c zone.Change) (pair [2]zone.Record) {
	for i, r := range []*zone.Record{c.Before, c.After} {
		if r != nil {
			pair[i] = *r
		}
	}
	return pair
}

// ZoneEditor is another person with changes of a zone that are not sent yet.
type ZoneEditor struct {
	UserID ID
	Name   string
	Count  int
	At     time.Time
}

// ZoneEditors returns who else of the team is editing a zone, the latest first.
func (sc Scope) ZoneEditors(ctx context.Context, r Resource) (editors []ZoneEditor, err error) {
	err = sc.store.reader(ctx).Model(&ZoneDraft{}).Joins("JOIN users ON users.id = zone_drafts.user_id").
		Where("zone_drafts.team_id = ? AND zone_drafts.user_id <> ?", sc.Team.ID, sc.User.ID).
		Where("zone_drafts.resource_id IN (?)", sc.visible(ctx, r.ID)).
		Select("users.id AS user_id, users.name AS name, zone_drafts.count AS count, zone_drafts.at AS at").
		Order("zone_drafts.at DESC").Scan(&editors).Error
	return editors, err
}
