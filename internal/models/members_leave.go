package models

import (
	"context"

	"gorm.io/gorm"

	"pinfold/internal/access"
)

// RemoveMember takes somebody out of the team.
func (sc Scope) RemoveMember(ctx context.Context, id ID, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		member, err := sc.touch(tx, id)
		if err != nil {
			return err
		}
		return sc.out(tx, member, entry)
	})
}

// Leave takes the person out of the team.
func (sc Scope) Leave(ctx context.Context, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		member, err := sc.own(tx)
		if err != nil {
			return err
		}
		return sc.out(tx, member, entry)
	})
}

func (sc Scope) own(tx *gorm.DB) (member Membership, err error) {
	err = tx.Where("team_id = ? AND user_id = ?", sc.Team.ID, sc.User.ID).Take(&member).Error
	return member, found(err)
}

// out ends a membership and whatever else lets the person in: addresses of
// calendars, tokens, and invitations that they sent. What they kept for
// themselves in the team goes too.
func (sc Scope) out(tx *gorm.DB, member Membership, entry Audit) (err error) {
	if member.Role == access.Owner {
		if err := sc.keepOwner(tx, member.ID); err != nil {
			return err
		}
	}
	if entry, err = sc.about(tx, member, entry); err != nil {
		return err
	}
	if entry.Before, err = sc.words(tx, member); err != nil {
		return err
	}
	theirs := func() *gorm.DB { return tx.Where("team_id = ? AND user_id = ?", sc.Team.ID, member.UserID) }
	for _, step := range []func() error{
		func() error { return tx.Where("membership_id = ?", member.ID).Delete(&MembershipAccount{}).Error },
		func() error { return tx.Where("id = ?", member.ID).Delete(&Membership{}).Error },
		func() error { return theirs().Delete(&CalendarFeed{}).Error },
		func() error { return theirs().Delete(&Draft{}).Error },
		func() error { return theirs().Delete(&ZoneDraft{}).Error },
		func() error { return theirs().Where("NOT shared").Delete(&View{}).Error },
		func() error {
			return theirs().Model(&APIToken{}).Where("revoked_at IS NULL").Update("revoked_at", sc.store.Now()).Error
		},
		func() error { return sc.revokeOf(tx, member.UserID, "") },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return sc.audit(tx, entry)
}

// HandOver makes another member an owner and, where it is asked for, the person
// an admin, at once.
func (sc Scope) HandOver(ctx context.Context, id ID, stepDown bool, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		to, err := sc.touch(tx, id)
		if err != nil {
			return err
		}
		if err := sc.mayGive(tx, access.Owner); err != nil {
			return err
		}
		given, err := sc.about(tx, to, entry)
		if err != nil {
			return err
		}
		if err := sc.restand(tx, to, Standing{Role: access.Owner}, given); err != nil || !stepDown {
			return err
		}
		own, err := sc.own(tx)
		if err != nil {
			return err
		}
		if given, err = sc.about(tx, own, entry); err != nil {
			return err
		}
		return sc.restand(tx, own, Standing{Role: access.Admin}, given)
	})
}
