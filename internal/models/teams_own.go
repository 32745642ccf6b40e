package models

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// TeamNameMost bounds the characters of a team's name.
const TeamNameMost = 60

// teamsMost bounds the teams that one person is in by making them.
const teamsMost = 20

// What keeps a team from being made or deleted.
var (
	ErrTeamsMany   = errors.New("too many teams")
	ErrHasAccounts = errors.New("the team has accounts")
	ErrLastTeam    = errors.New("the panel keeps a team")
)

const kindTeam = providers.Kind("team")

// OwnTeam is a team that a person is in.
type OwnTeam struct {
	ID   ID
	Name string
	Role access.Role
}

// Teams lists the teams that the person is in, by name.
func (sc Scope) Teams(ctx context.Context) ([]OwnTeam, error) {
	return sc.store.TeamsOf(ctx, sc.User.ID)
}

// TeamsOf lists the teams that a user is in, by name.
func (s *Store) TeamsOf(ctx context.Context, user ID) ([]OwnTeam, error) {
	return remember(ctx, s, fmt.Sprint("teams of ", user), func(ctx context.Context) (rows []OwnTeam, err error) {
		err = s.reader(ctx).Table("teams").Joins("JOIN memberships ON memberships.team_id = teams.id").
			Where("memberships.user_id = ?", user).Order("LOWER(teams.name), teams.id").
			Select("teams.id, teams.name, memberships.role").Scan(&rows).Error
		return rows, err
	})
}

// Person returns a user who may sign in, also one who is in no team.
func (s *Store) Person(ctx context.Context, id ID) (user User, err error) {
	err = s.reader(ctx).Where("id = ? AND disabled_at IS NULL", id).Take(&user).Error
	return user, found(err)
}

// NewTeam makes a team that the person owns.
func (sc Scope) NewTeam(ctx context.Context, name string, entry Audit) (ID, error) {
	var team Team
	err := sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var owned int64
		err := tx.Model(&Membership{}).Where("user_id = ? AND role = ?", sc.User.ID, access.Owner).Count(&owned).Error
		if err != nil || owned >= teamsMost {
			return cmp.Or(err, ErrTeamsMany)
		}
		team, err = sc.store.addTeam(tx, name, &sc.User, entry)
		return err
	})
	return team.ID, err
}

// RenameTeam gives the team another name.
func (sc Scope) RenameTeam(ctx context.Context, name string, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var team Team
		if err := tx.Where("id = ?", sc.Team.ID).Take(&team).Error; err != nil {
			return found(err)
		}
		if team.Name == name {
			return nil
		}
		if err := tx.Model(&Team{}).Where("id = ?", team.ID).Updates(map[string]any{"name": name, "renamed_at": sc.store.Now()}).Error; err != nil {
			return err
		}
		entry.Kind, entry.TargetID, entry.TargetName = kindTeam, team.ID, name
		entry.Before, entry.After = form.Values{"name": team.Name}, form.Values{"name": name}
		return sc.audit(tx, entry)
	})
}
