package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/access"
)

// Person is a user of the installation with the teams they are in, for whoever
// holds its files.
type Person struct {
	User
	Teams []PersonTeam `gorm:"-"`
}

// PersonTeam is a team that a person is in.
type PersonTeam struct {
	Name string
	Role access.Role
}

// People lists all users by e-mail address.
func (s *Store) People(ctx context.Context) ([]Person, error) {
	var users []User
	if err := s.reader(ctx).Order("email").Find(&users).Error; err != nil {
		return nil, err
	}
	var in []struct {
		UserID ID
		Name   string
		Role   access.Role
	}
	err := s.reader(ctx).Model(&Membership{}).Joins("JOIN teams ON teams.id = memberships.team_id").
		Select("memberships.user_id, teams.name, memberships.role").Order("teams.name, teams.id").Find(&in).Error
	teams := map[ID][]PersonTeam{}
	for _, m := range in {
		teams[m.UserID] = append(teams[m.UserID], PersonTeam{m.Name, m.Role})
	}
	var people []Person
	for _, u := range users {
		people = append(people, Person{u, teams[u.ID]})
	}
	return people, err
}

// person finds a user by e-mail address, also one who may not sign in.
func person(tx *gorm.DB, email string) (user User, err error) {
	return user, found(tx.Where("email = ?", NormalEmail(email)).Take(&user).Error)
}

// PersonByEmail finds a user by e-mail address, also one who may not sign in.
func (s *Store) PersonByEmail(ctx context.Context, email string) (User, error) {
	return person(s.reader(ctx), email)
}

// SetDisabled keeps a person from signing in and ends their sessions and the
// invitations that they sent, or lets them in again. It reports whether anything changed.
func (s *Store) SetDisabled(ctx context.Context, email string, off bool, entry Audit) (changed bool, err error) {
	err = s.inWrite(ctx, func(tx *gorm.DB) error {
		user, err := person(tx, email)
		if err != nil || (user.DisabledAt != nil) == off {
			return err
		}
		changed = true
		var at *time.Time
		if off {
			now := s.Now().UTC()
			at = &now
		}
		if err := tx.Model(&User{}).Where("id = ?", user.ID).Update("disabled_at", at).Error; err != nil {
			return err
		}
		if off {
			if err := errors.Join(dropSignIns(tx, user.ID, ""), s.revokeInvitations(tx, user.ID)); err != nil {
				return err
			}
		}
		return s.auditPerson(tx, user, entry)
	})
	return changed, err
}

// revokeInvitations kills the links that a person sent in any team: whoever
// holds one could come back by it as somebody new.
func (s *Store) revokeInvitations(tx *gorm.DB, user ID) error {
	return tx.Model(&Invitation{}).Where("invited_by = ? AND accepted_at IS NULL AND revoked_at IS NULL", user).
		Update("revoked_at", s.Now()).Error
}

// dropFactors takes away all that a person signs in with besides the password
// and single sign-on.
func dropFactors(tx *gorm.DB, user ID) error {
	none := map[string]any{"totp": nil, "totp_at": nil, "totp_step": 0}
	if err := tx.Model(&User{}).Where("id = ?", user).Updates(none).Error; err != nil {
		return err
	}
	for _, table := range []any{&RecoveryCode{}, &Passkey{}} {
		if err := tx.Where("user_id = ?", user).Delete(table).Error; err != nil {
			return err
		}
	}
	return nil
}

// dropSignIns ends the sessions of a person, except one, with the sign-ins that
// are on their way, and makes the links worth nothing that were mailed.
func dropSignIns(tx *gorm.DB, user ID, keep string) error {
	if err := tx.Model(&User{}).Where("id = ?", user).Update("means_round", gorm.Expr("means_round + 1")).Error; err != nil {
		return err
	}
	if err := tx.Where("user_id = ? AND digest <> ?", user, keep).Delete(&WebSession{}).Error; err != nil {
		return err
	}
	return dropLinks(tx, user)
}

// meansChanged ends what was begun with the person's means of signing in,
// except one session, and records the change in each of their teams.
func (sc Scope) meansChanged(tx *gorm.DB, keep string, entry Audit) error {
	if err := dropSignIns(tx, sc.User.ID, keep); err != nil {
		return err
	}
	entry.UserID = sc.User.ID
	return sc.store.auditEach(tx, sc.User, entry)
}

// auditPerson records what was done to a person in each of their teams, or with
// the installation if they are in none.
func (s *Store) auditPerson(tx *gorm.DB, user User, entry Audit) error {
	entry.TargetID, entry.TargetName = user.ID, user.Email
	return s.auditEach(tx, user, entry)
}

func (s *Store) auditEach(tx *gorm.DB, user User, entry Audit) error {
	teams := []ID{}
	if err := tx.Model(&Membership{}).Where("user_id = ?", user.ID).Order("team_id").Pluck("team_id", &teams).Error; err != nil {
		return err
	}
	if len(teams) == 0 {
		teams = []ID{0}
	}
	for _, team := range teams {
		one := entry
		one.TeamID = team
		if err := s.audit(tx, one); err != nil {
			return err
		}
	}
	return nil
}
