package models

import (
	"errors"
	"maps"
	"slices"

	"gorm.io/gorm"

	"pinfold/internal/access"
	"pinfold/internal/form"
)

// mappedTeams finds the teams that groups give roles in. Of several of one name
// it is the one that has it the longest: nobody draws members to a team by
// naming it so.
func mappedTeams(tx *gorm.DB, roles map[string]access.Role) (map[ID]access.Role, error) {
	given := map[ID]access.Role{}
	for _, name := range slices.Sorted(maps.Keys(roles)) {
		var rows []Team
		if err := tx.Where("name = ?", name).Order("id").Find(&rows).Error; err != nil {
			return nil, err
		}
		if len(rows) > 0 {
			first := slices.MinFunc(rows, func(a, b Team) int { return a.named().Compare(b.named()) })
			given[first.ID] = roles[name]
		}
	}
	return given, nil
}

// follow makes the memberships that groups gave what the groups give now.
// Memberships that people gave stay as they are.
func (s *Store) follow(tx *gorm.DB, user User, a Arrival) error {
	given, err := mappedTeams(tx, a.Roles)
	if err != nil {
		return err
	}
	var have []Membership
	if err := tx.Where("user_id = ?", user.ID).Order("id").Find(&have).Error; err != nil {
		return err
	}
	for _, member := range have {
		role, wanted := given[member.TeamID]
		delete(given, member.TeamID)
		if !member.FromSSO {
			continue
		}
		if err := s.adjust(tx, user, member, role, wanted, a); err != nil {
			return err
		}
	}
	for _, team := range slices.Sorted(maps.Keys(given)) {
		if err := s.join(tx, user, team, given[team], a); err != nil {
			return err
		}
	}
	return nil
}

// adjust raises, lowers or ends a membership. A team keeps its last owner,
// whatever the groups say.
func (s *Store) adjust(tx *gorm.DB, user User, member Membership, role access.Role, wanted bool, a Arrival) error {
	sc := Scope{store: s, Team: Team{ID: member.TeamID}, User: user}
	entry, err := sc.about(tx, member, byGroups("member.change", a))
	if err != nil {
		return err
	}
	switch {
	case !wanted:
		entry.Action = "member.remove"
		err = sc.out(tx, member, entry)
	case role != member.Role:
		to := Standing{Role: role, Limited: member.Limited && !role.Whole()}
		if to.Limited {
			err = tx.Model(&MembershipAccount{}).Where("membership_id = ?", member.ID).Pluck("account_id", &to.Accounts).Error
		}
		if err == nil {
			err = sc.restand(tx, member, to, entry)
		}
	}
	if errors.Is(err, ErrLastOwner) {
		entry.Outcome = "kept: the last owner"
		return sc.audit(tx, entry)
	}
	return err
}

// join makes a user a member of a team by a group.
func (s *Store) join(tx *gorm.DB, user User, team ID, role access.Role, a Arrival) error {
	member := Membership{TeamID: team, UserID: user.ID, Role: role, FromSSO: true, CreatedAt: s.Now()}
	if err := tx.Create(&member).Error; err != nil {
		return err
	}
	sc := Scope{store: s, Team: Team{ID: team}, User: user}
	entry, err := sc.about(tx, member, byGroups("member.join", a))
	if err != nil {
		return err
	}
	if entry.After, err = sc.words(tx, member); err != nil {
		return err
	}
	return sc.audit(tx, entry)
}

func byGroups(action string, a Arrival) Audit {
	return Audit{Action: action, Address: a.Address, Details: form.Values{"by": "groups", "issuer": a.Issuer}}
}
