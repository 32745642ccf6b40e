package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"pinfold/internal/form"
)

// Bounds of tags: characters of one, and how many a resource may have.
const (
	TagMost  = 40
	TagsMost = 20
)

// The reasons why a tag is refused.
var (
	ErrTagLong  = errors.New("tag is too long")
	ErrTagsMany = errors.New("too many tags")
)

// TagKey is what tags are compared by.
func TagKey(name string) string { return strings.ToLower(name) }

// TagNames reads tags that are separated by commas. It drops what repeats, and
// returns ErrTagLong for one that is too long.
func TagNames(text string) ([]string, error) {
	var names []string
	for _, part := range strings.Split(text, ",") {
		name := strings.Join(strings.FieldsFunc(strings.ToValidUTF8(part, ""), func(r rune) bool {
			return unicode.IsSpace(r) || unicode.IsControl(r)
		}), " ")
		if utf8.RuneCountInString(name) > TagMost {
			return nil, ErrTagLong
		}
		if name != "" && !slices.ContainsFunc(names, func(have string) bool { return TagKey(have) == TagKey(name) }) {
			names = append(names, name)
		}
	}
	return names, nil
}

// TagsOf returns the tags of the visible resources, by name; no ids stand for
// all.
func (sc Scope) TagsOf(ctx context.Context, resources []ID) (map[ID][]string, error) {
	return remember(ctx, sc.store, sc.key(fmt.Sprint("tags ", resources)), func(ctx context.Context) (map[ID][]string, error) {
		return sc.tagsOf(ctx, resources)
	})
}

func (sc Scope) tagsOf(ctx context.Context, resources []ID) (map[ID][]string, error) {
	var rows []Tag
	db := sc.store.reader(ctx).Where("team_id = ? AND resource_id IN (?)", sc.Team.ID, sc.visible(ctx))
	if len(resources) > 0 {
		db = db.Where("resource_id IN ?", resources)
	}
	err := db.Order("key").Find(&rows).Error
	tags := map[ID][]string{}
	for _, tag := range rows {
		tags[tag.ResourceID] = append(tags[tag.ResourceID], tag.Name)
	}
	return tags, err
}

// TeamTags returns the tags in use on visible resources, by name.
func (sc Scope) TeamTags(ctx context.Context) (names []string, err error) {
	err = sc.store.reader(ctx).Model(&Tag{}).Where("team_id = ? AND resource_id IN (?)", sc.Team.ID, sc.visible(ctx)).
		Group("key").Order("key").Pluck("MIN(name)", &names).Error
	return names, err
}

// ChangeTags adds and removes tags on the resources, all or none. It returns
// ErrTagsMany if one would have too many. Resources whose tags do not change
// leave no audit entry.
func (sc Scope) ChangeTags(ctx context.Context, resources []Resource, add, remove []string, entry Audit) error {
	ids := make([]ID, 0, len(resources))
	for _, r := range resources {
		ids = append(ids, r.ID)
	}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.stillThere(tx, ids...); err != nil {
			return err
		}
		for _, r := range resources {
			if err := sc.changeTags(tx, r, add, remove, entry); err != nil {
				return err
			}
		}
		return nil
	})
}

func (sc Scope) changeTags(tx *gorm.DB, r Resource, add, remove []string, entry Audit) error {
	before, err := tagText(tx, r.ID)
	if err != nil {
		return err
	}
	keys := []string{""}
	for _, name := range remove {
		keys = append(keys, TagKey(name))
	}
	gone := tx.Where("team_id = ? AND resource_id = ? AND key IN ?", sc.Team.ID, r.ID, keys).Delete(&Tag{})
	var changed int64
	changed, err = gone.RowsAffected, gone.Error
	for _, name := range add {
		if err == nil {
			done := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&Tag{TeamID: sc.Team.ID, ResourceID: r.ID,
				Name: name, Key: TagKey(name), CreatedAt: sc.store.Now()})
			changed, err = changed+done.RowsAffected, done.Error
		}
	}
	if err != nil || changed == 0 {
		return err
	}
	var n int64
	if err := tx.Model(&Tag{}).Where("resource_id = ?", r.ID).Count(&n).Error; err != nil {
		return err
	}
	if n > TagsMost {
		return ErrTagsMany
	}
	entry.Kind, entry.TargetID, entry.TargetName = r.Kind, r.ID, r.Name
	after, err := tagText(tx, r.ID)
	if err != nil {
		return err
	}
	entry.changing(form.Values{"tags": before}, form.Values{"tags": after})
	return sc.audit(tx, entry)
}

func tagText(tx *gorm.DB, resource ID) (string, error) {
	var names []string
	err := tx.Model(&Tag{}).Where("resource_id = ?", resource).Order("key").Pluck("name", &names).Error
	return strings.Join(names, ", "), err
}
