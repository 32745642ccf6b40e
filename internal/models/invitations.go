package models

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/access"
	"pinfold/internal/form"
)

// InvitationLife is how long a link to join can be used.
const InvitationLife = 7 * 24 * time.Hour

// invitationsMost bounds the open invitations of a team.
const invitationsMost = 50

// What keeps an invitation from being made.
var (
	ErrMember          = errors.New("already a member")
	ErrInvited         = errors.New("already invited")
	ErrInvitationsMany = errors.New("too many invitations")
)

// Open reports whether the link of the invitation still works.
func (i Invitation) Open(now time.Time) bool {
	return i.AcceptedAt == nil && i.RevokedAt == nil && now.Before(i.ExpiresAt)
}

// Invite stores an invitation, of whose link the digest is kept.
func (sc Scope) Invite(ctx context.Context, row *Invitation, entry Audit) error {
	now := sc.store.Now()
	row.TeamID, row.Email, row.InvitedBy = sc.Team.ID, NormalEmail(row.Email), sc.User.ID
	row.CreatedAt, row.ExpiresAt = now, now.Add(InvitationLife)
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.mayInvite(tx, *row); err != nil {
			return err
		}
		if err := tx.Create(row).Error; err != nil {
			return err
		}
		return sc.auditInvitation(tx, *row, entry)
	})
}

func (sc Scope) mayInvite(tx *gorm.DB, row Invitation) error {
	if err := sc.mayGive(tx, row.Role); err != nil {
		return err
	}
	if row.Limited && row.Role.Whole() {
		return ErrRole
	}
	if err := sc.ours(tx, row.Accounts); err != nil {
		return err
	}
	var members int64
	err := tx.Model(&Membership{}).Where("team_id = ? AND user_id IN (?)", sc.Team.ID,
		tx.Model(&User{}).Select("id").Where("email = ?", row.Email)).Count(&members).Error
	if err != nil || members > 0 {
		return cmp.Or(err, ErrMember)
	}
	var open []Invitation
	if err := sc.openInvitations(tx).Where("expires_at > ?", sc.store.Now().UTC()).Find(&open).Error; err != nil {
		return err
	}
	switch {
	case slices.ContainsFunc(open, func(i Invitation) bool { return i.Email == row.Email }):
		return ErrInvited
	case len(open) >= invitationsMost:
		return ErrInvitationsMany
	}
	return nil
}

func (sc Scope) openInvitations(db *gorm.DB) *gorm.DB {
	return db.Where("team_id = ? AND accepted_at IS NULL AND revoked_at IS NULL", sc.Team.ID)
}

// Invitations lists what was not accepted, the newest first. Those that ended
// a month ago are left out.
func (sc Scope) Invitations(ctx context.Context) (rows []Invitation, err error) {
	err = sc.openInvitations(sc.store.reader(ctx)).Where("expires_at > ?", sc.store.Now().AddDate(0, -1, 0).UTC()).
		Order("id DESC").Find(&rows).Error
	return rows, err
}

// Invitation returns one that was neither accepted nor revoked.
func (sc Scope) Invitation(ctx context.Context, id ID) (row Invitation, err error) {
	err = sc.openInvitations(sc.store.reader(ctx)).Where("id = ?", id).Take(&row).Error
	return row, found(err)
}

// RenewInvitation gives an invitation a new link and a new week. The link
// before it is dead.
func (sc Scope) RenewInvitation(ctx context.Context, id ID, digest string, entry Audit) error {
	return sc.changeInvitation(ctx, id, entry, map[string]any{"digest": digest,
		"expires_at": sc.store.Now().Add(InvitationLife), "invited_by": sc.User.ID})
}

// RevokeInvitation kills the link of an invitation.
func (sc Scope) RevokeInvitation(ctx context.Context, id ID, entry Audit) error {
	return sc.changeInvitation(ctx, id, entry, map[string]any{"revoked_at": sc.store.Now()})
}

func (sc Scope) changeInvitation(ctx context.Context, id ID, entry Audit, changes map[string]any) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var row Invitation
		if err := sc.openInvitations(tx).Where("id = ?", id).Take(&row).Error; err != nil {
			return found(err)
		}
		if err := sc.mayGive(tx, row.Role); err != nil {
			return err
		}
		if err := tx.Model(&Invitation{}).Where("id = ?", row.ID).Updates(changes).Error; err != nil {
			return err
		}
		return sc.auditInvitation(tx, row, entry)
	})
}

// revokeOf kills the links that somebody sent who may not give their roles any
// more: left is the role that they have now, "" for none.
func (sc Scope) revokeOf(tx *gorm.DB, user ID, left access.Role) error {
	beyond := slices.DeleteFunc(access.Roles(), left.MayGive)
	return sc.openInvitations(tx.Model(&Invitation{})).Where("invited_by = ? AND role IN ?", user, beyond).
		Update("revoked_at", sc.store.Now()).Error
}

func (sc Scope) auditInvitation(tx *gorm.DB, row Invitation, entry Audit) error {
	entry.Kind, entry.TargetID, entry.TargetName = kindMember, row.ID, row.Email
	entry.Details = form.Values{"role": string(row.Role)}
	return sc.audit(tx, entry)
}
