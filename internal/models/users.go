package models

import (
	"context"
	"errors"
	"strings"

	"gorm.io/gorm"

	"pinfold/internal/access"
)

// ErrOwnerExists is returned when the first owner was created already.
var ErrOwnerExists = errors.New("an owner exists already")

// HasOwner reports whether the installation has been set up.
func (s *Store) HasOwner(ctx context.Context) (bool, error) {
	var n int64
	err := s.reader(ctx).Model(&Membership{}).Where("role = ?", access.Owner).Count(&n).Error
	return n > 0, err
}

// CreateOwner sets the installation up: the first team and its owner.
func (s *Store) CreateOwner(ctx context.Context, team string, user *User) error {
	return s.inWrite(ctx, func(tx *gorm.DB) error {
		var owners int64
		if err := tx.Model(&Membership{}).Where("role = ?", access.Owner).Count(&owners).Error; err != nil {
			return err
		}
		if owners > 0 {
			return ErrOwnerExists
		}
		_, err := s.addTeam(tx, team, user, Audit{Action: "team.create", Outcome: "created"})
		return err
	})
}

// CreateTeam adds a team with an owner, who may be new.
func (s *Store) CreateTeam(ctx context.Context, name string, owner *User) (team Team, err error) {
	err = s.inWrite(ctx, func(tx *gorm.DB) error {
		team, err = s.addTeam(tx, name, owner, Audit{Action: "team.create", Outcome: "created"})
		return err
	})
	return team, err
}

func (s *Store) addTeam(tx *gorm.DB, name string, owner *User, entry Audit) (Team, error) {
	team := Team{Name: name, CreatedAt: s.Now()}
	if err := tx.Create(&team).Error; err != nil {
		return team, err
	}
	if err := s.addMember(tx, team.ID, owner, access.Owner); err != nil {
		return team, err
	}
	entry.TeamID, entry.UserID = team.ID, owner.ID
	entry.Kind, entry.TargetID, entry.TargetName = kindTeam, team.ID, team.Name
	return team, s.audit(tx, entry)
}

// AddMember adds a user to a team in a role. A user without id is created.
func (s *Store) AddMember(ctx context.Context, team ID, user *User, role access.Role) error {
	return s.inWrite(ctx, func(tx *gorm.DB) error { return s.addMember(tx, team, user, role) })
}

func (s *Store) addMember(tx *gorm.DB, team ID, user *User, role access.Role) error {
	if user.ID == 0 {
		user.Email, user.CreatedAt = NormalEmail(user.Email), s.Now()
		if err := tx.Create(user).Error; err != nil {
			return taken(err)
		}
	}
	return taken(tx.Create(&Membership{TeamID: team, UserID: user.ID, Role: role, CreatedAt: s.Now()}).Error)
}

// UserByEmail finds a person who may sign in.
func (s *Store) UserByEmail(ctx context.Context, email string) (User, error) {
	var user User
	err := s.reader(ctx).Where("email = ? AND disabled_at IS NULL", NormalEmail(email)).Take(&user).Error
	return user, found(err)
}

// NormalEmail is how e-mail addresses are stored and compared.
func NormalEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// Setting returns a value of the installation, "" if unset.
func (s *Store) Setting(ctx context.Context, name string) (string, error) {
	var rows []Setting
	err := s.reader(ctx).Where("name = ?", name).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return "", err
	}
	return rows[0].Value, nil
}

// SetSetting stores a value of the installation.
func (s *Store) SetSetting(ctx context.Context, name, value string) error {
	return s.write.WithContext(ctx).Save(&Setting{Name: name, Value: value}).Error
}
