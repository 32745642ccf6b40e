package models

import (
	"context"

	"gorm.io/gorm"

	"pinfold/internal/form"
)

// Profile is what a person chooses about themselves.
type Profile struct {
	Name, TimeZone, Theme string
	KeysOff               bool
}

// Profile returns the person's choices.
func (u User) Profile() Profile {
	return Profile{Name: u.Name, TimeZone: u.TimeZone, Theme: u.Theme, KeysOff: u.KeysOff}
}

// SaveProfile stores the person's choices.
func (sc Scope) SaveProfile(ctx context.Context, p Profile, entry Audit) error {
	entry.Before, entry.After = differing(sc.User.Profile().values(), p.values())
	values := map[string]any{"name": p.Name, "time_zone": p.TimeZone, "theme": p.Theme, "keys_off": p.KeysOff}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error { return sc.changeUser(tx, values, entry) })
}

func (sc Scope) changeUser(tx *gorm.DB, values map[string]any, entry Audit) error {
	done := tx.Model(&User{}).Where("id = ?", sc.User.ID).Updates(values)
	if done.Error != nil || done.RowsAffected == 0 {
		return taken(missing(done.Error))
	}
	entry.UserID = sc.User.ID
	return sc.store.auditPerson(tx, sc.User, entry)
}

func (p Profile) values() form.Values {
	keys := "on"
	if p.KeysOff {
		keys = "off"
	}
	return form.Values{"name": p.Name, "time_zone": p.TimeZone, "theme": p.Theme, "keys": keys}
}

// differing keeps of two sets of values what is not the same in both.
func differing(before, after form.Values) (was, is form.Values) {
	was, is = form.Values{}, form.Values{}
	for name := range after {
		if before[name] != after[name] {
			was[name], is[name] = before[name], after[name]
		}
	}
	return was, is
}
