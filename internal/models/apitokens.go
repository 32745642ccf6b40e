package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/access"
)

// APITokensMost is how many tokens that work a person may have in a team.
const APITokensMost = 50

// ErrAPITokensMany is returned to who has as many tokens as there may be.
var ErrAPITokensMany = errors.New("there are as many API tokens as there may be")

// usedEvery bounds how often the last use of a token is written.
const usedEvery = 5 * time.Minute

// Works reports whether the token has neither expired nor been revoked.
func (t APIToken) Works(now time.Time) bool { return t.RevokedAt == nil && t.ExpiresAt.After(now) }

// Label names the token in the audit trail.
func (t APIToken) Label() string { return t.Name + " (" + t.Hint + "…)" }

// APITokens are the person's own tokens in the team, the newest first.
func (sc Scope) APITokens(ctx context.Context) (rows []APIToken, err error) {
	err = sc.ownTokens(ctx).Order("id DESC").Find(&rows).Error
	return rows, err
}

func (sc Scope) ownTokens(ctx context.Context) *gorm.DB {
	return sc.store.reader(ctx).Where("team_id = ? AND user_id = ?", sc.Team.ID, sc.User.ID)
}

// TeamAPITokens are those of all other members, the newest first; nobody's for
// who does not manage members.
func (sc Scope) TeamAPITokens(ctx context.Context) (rows []APIToken, err error) {
	if !sc.May(access.ManageMembers) {
		return nil, nil
	}
	err = sc.store.reader(ctx).Where("team_id = ? AND user_id <> ?", sc.Team.ID, sc.User.ID).Order("id DESC").Find(&rows).Error
	return rows, err
}

// APIToken returns a token that the person may revoke: an own one, or one of
// the team for who manages its members.
func (sc Scope) APIToken(ctx context.Context, id ID) (row APIToken, err error) {
	db := sc.ownTokens(ctx)
	if sc.May(access.ManageMembers) {
		db = sc.store.reader(ctx).Where("team_id = ?", sc.Team.ID)
	}
	err = db.Where("id = ?", id).Take(&row).Error
	return row, found(err)
}

// AddAPIToken stores a token of the person's own. A role wider than the
// person's is narrowed.
func (sc Scope) AddAPIToken(ctx context.Context, row *APIToken, entry Audit) error {
	row.TeamID, row.UserID, row.CreatedAt = sc.Team.ID, sc.User.ID, sc.store.Now()
	row.Role, row.ExpiresAt = access.Narrower(row.Role, sc.Role), row.ExpiresAt.UTC()
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var member Membership
		if err := tx.Where("team_id = ? AND user_id = ?", sc.Team.ID, sc.User.ID).Take(&member).Error; err != nil {
			return found(err)
		}
		row.MembershipID = member.ID
		var have int64
		err := tx.Model(&APIToken{}).Where("membership_id = ? AND revoked_at IS NULL AND expires_at > ?", member.ID, row.CreatedAt).Count(&have).Error
		if err != nil {
			return err
		}
		if have >= APITokensMost {
			return ErrAPITokensMany
		}
		if err := tx.Create(row).Error; err != nil {
			return err
		}
		entry.TargetID, entry.TargetName = row.ID, row.Label()
		return sc.audit(tx, entry)
	})
}

// RevokeAPIToken ends a token for good. One that was revoked before is as it
// was asked for.
func (sc Scope) RevokeAPIToken(ctx context.Context, row APIToken, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		done := tx.Model(&APIToken{}).Where("team_id = ? AND id = ? AND revoked_at IS NULL", sc.Team.ID, row.ID).
			Update("revoked_at", sc.store.Now())
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		entry.TargetID, entry.TargetName = row.ID, row.Label()
		return sc.audit(tx, entry)
	})
}
