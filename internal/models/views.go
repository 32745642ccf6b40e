package models

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// Bounds of saved views.
const (
	ViewNameMost  = 60
	ViewQueryMost = 2000
	viewsMost     = 50
)

// ErrViewsMany is returned to who has as many views as there may be.
var ErrViewsMany = errors.New("too many views")

// Views returns the saved views of a list that the person may use, by name:
// the own ones and the team's.
func (sc Scope) Views(ctx context.Context, list string) ([]View, error) {
	key := fmt.Sprint("views ", sc.User.ID, " ", list)
	return remember(ctx, sc.store, sc.key(key), func(ctx context.Context) (views []View, err error) {
		err = sc.views(sc.store.reader(ctx)).Where("list = ?", list).Order("LOWER(name), id").Find(&views).Error
		return views, err
	})
}

// View returns one view that the person may use.
func (sc Scope) View(ctx context.Context, id ID) (View, error) {
	var view View
	err := sc.views(sc.store.reader(ctx)).Where("id = ?", id).Take(&view).Error
	return view, found(err)
}

func (sc Scope) views(db *gorm.DB) *gorm.DB {
	return db.Where("team_id = ? AND (user_id = ? OR shared)", sc.Team.ID, sc.User.ID)
}

// AddView saves a view for the person. It returns ErrTaken for a name that is
// in use among the person's or the team's views of the list.
func (sc Scope) AddView(ctx context.Context, view *View, entry Audit) error {
	view.TeamID, view.UserID, view.CreatedAt = sc.Team.ID, sc.User.ID, sc.store.Now()
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var n int64
		if err := tx.Model(&View{}).Where("team_id = ? AND user_id = ?", sc.Team.ID, sc.User.ID).Count(&n).Error; err != nil {
			return err
		}
		if n >= viewsMost {
			return ErrViewsMany
		}
		if err := sc.viewNameFree(tx, *view); err != nil {
			return err
		}
		if err := tx.Create(view).Error; err != nil {
			return err
		}
		return sc.auditView(tx, *view, entry)
	})
}

// ChangeView stores the name of a view and whether it is shared.
func (sc Scope) ChangeView(ctx context.Context, view View, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.viewNameFree(tx, view); err != nil {
			return err
		}
		var before View
		if err := sc.views(tx).Where("id = ?", view.ID).Limit(1).Find(&before).Error; err != nil {
			return err
		}
		entry.changing(before.recorded(), view.recorded())
		done := sc.views(tx.Model(&View{})).Where("id = ?", view.ID).
			Updates(map[string]any{"name": view.Name, "shared": view.Shared})
		if done.Error != nil || done.RowsAffected == 0 {
			return missing(done.Error)
		}
		return sc.auditView(tx, view, entry)
	})
}

// RemoveView forgets a view.
func (sc Scope) RemoveView(ctx context.Context, view View, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		done := sc.views(tx).Where("id = ?", view.ID).Delete(&View{})
		if done.Error != nil || done.RowsAffected == 0 {
			return missing(done.Error)
		}
		return sc.auditView(tx, view, entry)
	})
}

func missing(err error) error {
	if err == nil {
		return ErrNotFound
	}
	return err
}

func (sc Scope) viewNameFree(tx *gorm.DB, view View) error {
	var n int64
	err := sc.views(tx.Model(&View{})).Where("list = ? AND LOWER(name) = LOWER(?) AND id <> ?", view.List, view.Name, view.ID).
		Count(&n).Error
	if err == nil && n > 0 {
		return ErrTaken
	}
	return err
}

func (v View) recorded() form.Values {
	return form.Values{"name": v.Name, "shared": map[bool]string{true: "yes", false: "no"}[v.Shared]}
}

func (sc Scope) auditView(tx *gorm.DB, view View, entry Audit) error {
	entry.Kind, entry.TargetID, entry.TargetName = providers.Kind("view"), view.ID, view.Name
	return sc.audit(tx, entry)
}
