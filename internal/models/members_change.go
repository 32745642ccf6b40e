package models

import (
	"context"
	"errors"
	"slices"
	"strings"

	"gorm.io/gorm"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// What keeps a change of members from happening.
var (
	ErrRole      = errors.New("the role does not allow it")
	ErrLastOwner = errors.New("a team keeps an owner")
)

// Standing is what a membership gives: a role, and the accounts that it is
// limited to.
type Standing struct {
	Role     access.Role
	Limited  bool
	Accounts []ID
}

// kindMember is what the audit trail calls members and invitations.
const kindMember = providers.Kind("member")

// ChangeMember gives a member another role or other accounts. It returns
// ErrRole for what the person may not give, and ErrLastOwner where no owner
// would be left.
func (sc Scope) ChangeMember(ctx context.Context, id ID, to Standing, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		member, err := sc.touch(tx, id)
		if err != nil {
			return err
		}
		if err := sc.mayGive(tx, to.Role); err != nil {
			return err
		}
		if entry, err = sc.about(tx, member, entry); err != nil {
			return err
		}
		return sc.restand(tx, member, to, entry)
	})
}

// restand stores what a membership gives from now on.
func (sc Scope) restand(tx *gorm.DB, member Membership, to Standing, entry Audit) (err error) {
	if member.Role == access.Owner && to.Role != access.Owner {
		if err := sc.keepOwner(tx, member.ID); err != nil {
			return err
		}
	}
	if entry.Before, err = sc.words(tx, member); err != nil {
		return err
	}
	if err := sc.stand(tx, member.ID, to); err != nil {
		return err
	}
	if err := sc.revokeOf(tx, member.UserID, to.Role); err != nil {
		return err
	}
	member.Role, member.Limited = to.Role, to.Limited
	if entry.After, err = sc.words(tx, member); err != nil {
		return err
	}
	return sc.audit(tx, entry)
}

// stand writes role and accounts of a membership. Accounts of others are as
// good as none.
func (sc Scope) stand(tx *gorm.DB, member ID, to Standing) error {
	if to.Limited && to.Role.Whole() {
		return ErrRole
	}
	err := tx.Model(&Membership{}).Where("id = ?", member).Updates(map[string]any{"role": to.Role, "limited": to.Limited}).Error
	if err == nil {
		err = tx.Where("membership_id = ?", member).Delete(&MembershipAccount{}).Error
	}
	if err != nil || !to.Limited {
		return err
	}
	if err := sc.ours(tx, to.Accounts); err != nil {
		return err
	}
	for _, account := range slices.Compact(slices.Sorted(slices.Values(to.Accounts))) {
		if err := tx.Create(&MembershipAccount{MembershipID: member, AccountID: account}).Error; err != nil {
			return err
		}
	}
	return nil
}

// ours fails with ErrNotFound unless all accounts are the team's.
func (sc Scope) ours(tx *gorm.DB, accounts []ID) error {
	unique := slices.Compact(slices.Sorted(slices.Values(accounts)))
	var n int64
	err := tx.Model(&Account{}).Where("team_id = ? AND id IN ?", sc.Team.ID, unique).Count(&n).Error
	if err == nil && n != int64(len(unique)) {
		return ErrNotFound
	}
	return err
}

// touch loads a member that the person may change or remove. Rights are those
// of now, not those of the page that asked.
func (sc Scope) touch(tx *gorm.DB, id ID) (member Membership, err error) {
	if err = tx.Where("team_id = ? AND id = ?", sc.Team.ID, id).Take(&member).Error; err != nil {
		return member, found(err)
	}
	return member, sc.mayGive(tx, member.Role)
}

func (sc Scope) mayGive(tx *gorm.DB, role access.Role) error {
	var own Membership
	err := tx.Where("team_id = ? AND user_id = ?", sc.Team.ID, sc.User.ID).Take(&own).Error
	if err == nil && (own.Limited || !own.Role.MayGive(role)) {
		return ErrRole
	}
	return found(err)
}

// keepOwner fails with ErrLastOwner unless somebody else owns the team who can
// sign in.
func (sc Scope) keepOwner(tx *gorm.DB, without ID) error {
	var n int64
	err := tx.Model(&Membership{}).Joins("JOIN users ON users.id = memberships.user_id AND users.disabled_at IS NULL").
		Where("memberships.team_id = ? AND memberships.role = ? AND memberships.id <> ?", sc.Team.ID, access.Owner, without).Count(&n).Error
	if err == nil && n == 0 {
		return ErrLastOwner
	}
	return err
}

// about names the member in an audit entry.
func (sc Scope) about(tx *gorm.DB, member Membership, entry Audit) (Audit, error) {
	var user User
	err := tx.Select("id", "email").Where("id = ?", member.UserID).Take(&user).Error
	entry.Kind, entry.TargetID, entry.TargetName = kindMember, member.ID, user.Email
	return entry, err
}

// words say what a membership gives, for the audit trail.
func (sc Scope) words(tx *gorm.DB, member Membership) (form.Values, error) {
	if !member.Limited {
		return form.Values{"role": string(member.Role), "accounts": "all"}, nil
	}
	var labels []string
	err := tx.Model(&Account{}).Where("team_id = ? AND id IN (?)", sc.Team.ID,
		tx.Model(&MembershipAccount{}).Select("account_id").Where("membership_id = ?", member.ID)).Order("label").Pluck("label", &labels).Error
	return form.Values{"role": string(member.Role), "accounts": strings.Join(labels, ", ")}, err
}
