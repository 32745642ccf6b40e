package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Members returns the users of the team, also those who left it, since their
// names stand in its history.
func (sc Scope) Members(ctx context.Context) ([]User, error) {
	var users []User
	db := sc.store.reader(ctx)
	err := db.Where("id IN (?) OR id IN (?)",
		db.Model(&Membership{}).Select("user_id").Where("team_id = ?", sc.Team.ID),
		db.Model(&Operation{}).Select("DISTINCT user_id").Where("team_id = ?", sc.Team.ID)).
		Select("id", "name", "email").Find(&users).Error
	return users, err
}

// Member is somebody who is in the team.
type Member struct {
	Membership
	Name, Email string
	// Factor says that a second factor is asked for at sign-in.
	Factor bool
	// Accounts are those that a limited member sees.
	Accounts []ID `gorm:"-"`
	// SeenAt is when they were last here, nil if that is not known.
	SeenAt *time.Time `gorm:"-"`
}

// Label is the member's name, else the e-mail address.
func (m Member) Label() string {
	if m.Name != "" {
		return m.Name
	}
	return m.Email
}

// TeamMembers lists who is in the team, by name.
func (sc Scope) TeamMembers(ctx context.Context) ([]Member, error) {
	var rows []Member
	if err := sc.members(ctx).Order("LOWER(COALESCE(NULLIF(users.name, ''), users.email)), users.id").Scan(&rows).Error; err != nil {
		return nil, err
	}
	seen, err := sc.lastSeen(ctx)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		if at, ok := seen[rows[i].UserID]; ok {
			rows[i].SeenAt = &at
		}
		if err := sc.withAccounts(ctx, &rows[i]); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// TeamMember returns one member of the team by the id of the membership.
func (sc Scope) TeamMember(ctx context.Context, id ID) (row Member, err error) {
	if err = sc.members(ctx).Where("memberships.id = ?", id).Take(&row).Error; err != nil {
		return row, found(err)
	}
	return row, sc.withAccounts(ctx, &row)
}

func (sc Scope) members(ctx context.Context) *gorm.DB {
	return sc.store.reader(ctx).Table("memberships").Joins("JOIN users ON users.id = memberships.user_id").
		Where("memberships.team_id = ?", sc.Team.ID).
		Select("memberships.*, users.name, users.email, " +
			"(users.totp_at IS NOT NULL OR EXISTS (SELECT 1 FROM passkeys WHERE passkeys.user_id = users.id)) AS factor")
}

func (sc Scope) withAccounts(ctx context.Context, m *Member) error {
	if !m.Limited {
		return nil
	}
	return sc.store.reader(ctx).Model(&MembershipAccount{}).Where("membership_id = ?", m.ID).
		Order("account_id").Pluck("account_id", &m.Accounts).Error
}

// lastSeen is when the members were last here: as their open sessions tell,
// else when they signed in to the team.
func (sc Scope) lastSeen(ctx context.Context) (map[ID]time.Time, error) {
	db := sc.store.reader(ctx)
	members := db.Model(&Membership{}).Select("user_id").Where("team_id = ?", sc.Team.ID)
	seen := map[ID]time.Time{}
	for _, query := range []*gorm.DB{
		db.Model(&WebSession{}).Select("user_id, seen_at AS at").Where("user_id IN (?)", members),
		db.Model(&Audit{}).Select("user_id, at").Where("id IN (?)", db.Model(&Audit{}).Select("MAX(id)").
			Where("team_id = ? AND action = ?", sc.Team.ID, "session.begin").Group("user_id")),
	} {
		var rows []struct {
			UserID ID
			At     time.Time
		}
		if err := query.Scan(&rows).Error; err != nil {
			return nil, err
		}
		for _, row := range rows {
			if row.At.After(seen[row.UserID]) {
				seen[row.UserID] = row.At
			}
		}
	}
	return seen, nil
}
