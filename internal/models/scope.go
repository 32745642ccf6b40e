package models

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"pinfold/internal/access"
)

// Scope is one person's view of one team's data. Every query on tenant data
// starts from it; there is no other way to load a record by its id.
type Scope struct {
	store   *Store
	Team    Team
	User    User
	Role    access.Role
	limited bool
	allowed []ID
	// via names the API token that acts for the person, "" for the person.
	via string
}

// ScopeFor returns the scope of a user in a team, or ErrNotFound if the user
// is not a member or is disabled. Team 0 stands for the user's first team.
func (s *Store) ScopeFor(ctx context.Context, user, team ID) (Scope, error) {
	return remember(ctx, s, fmt.Sprint("scope ", user, " ", team), func(ctx context.Context) (Scope, error) {
		return s.scopeFor(ctx, user, team)
	})
}

func (s *Store) scopeFor(ctx context.Context, user, team ID) (Scope, error) {
	var member Membership
	query := s.reader(ctx).Where("user_id = ?", user).Order("id")
	if team != 0 {
		query = query.Where("team_id = ?", team)
	}
	if err := query.Take(&member).Error; err != nil {
		return Scope{}, found(err)
	}
	scope := Scope{store: s, Role: member.Role, limited: member.Limited}
	if err := s.reader(ctx).Where("id = ? AND disabled_at IS NULL", user).Take(&scope.User).Error; err != nil {
		return Scope{}, found(err)
	}
	if err := s.reader(ctx).Where("id = ?", member.TeamID).Take(&scope.Team).Error; err != nil {
		return Scope{}, found(err)
	}
	if member.Limited {
		err := s.reader(ctx).Model(&MembershipAccount{}).Where("membership_id = ?", member.ID).
			Order("account_id").Pluck("account_id", &scope.allowed).Error
		return scope, err
	}
	return scope, nil
}

// worker is the scope of background work on one account of a team.
func (s *Store) worker(team, account ID) Scope {
	return Scope{store: s, Team: Team{ID: team}, limited: true, allowed: []ID{account}}
}

// May reports whether the person's role has the permission.
func (sc Scope) May(p access.Permission) bool { return sc.Role.May(p) }

// Store returns the database that the scope belongs to.
func (sc Scope) Store() *Store { return sc.store }

// Sees reports whether records of the team and account are visible. Account 0
// stands for the team as a whole.
func (sc Scope) Sees(team, account ID) bool {
	if team != sc.Team.ID {
		return false
	}
	if !sc.limited || account == 0 {
		return true
	}
	for _, id := range sc.allowed {
		if id == account {
			return true
		}
	}
	return false
}

// Like reports whether two scopes of a person see and may do the same.
func (sc Scope) Like(other Scope) bool {
	return sc.User.ID == other.User.ID && sc.Role == other.Role && sc.key("") == other.key("")
}

// Limited reports whether the person sees some accounts only.
func (sc Scope) Limited() bool { return sc.limited }

// key names what is remembered for everyone with the same view of the team.
func (sc Scope) key(what string) string {
	if sc.limited {
		return fmt.Sprint(what, " ", sc.Team.ID, " ", sc.allowed)
	}
	return fmt.Sprint(what, " ", sc.Team.ID)
}

// rows limits a query on a table with team_id and account_id.
func (sc Scope) rows(ctx context.Context) *gorm.DB {
	return sc.within(sc.store.reader(ctx), "account_id")
}

// within limits db to the scope; account names the column with the account.
func (sc Scope) within(db *gorm.DB, account string) *gorm.DB {
	db = db.Where("team_id = ?", sc.Team.ID)
	if sc.limited {
		db = db.Where(account+" IN ?", append([]ID{0}, sc.allowed...))
	}
	return db
}

// ops limits a query on operations. A run of many tells how many things it is
// about, so that it is seen only by who sees all of them.
func (sc Scope) ops(ctx context.Context) *gorm.DB {
	db := sc.rows(ctx)
	if sc.limited && sc.User.ID != 0 {
		db = db.Where("(account_id <> 0 OR NOT EXISTS (SELECT 1 FROM operations AS part WHERE part.parent_id = operations.id AND part.account_id NOT IN ?))",
			append([]ID{0}, sc.allowed...))
	}
	return db
}
