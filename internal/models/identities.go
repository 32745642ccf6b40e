package models

import (
	"context"

	"gorm.io/gorm"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// kindIdentity is what the audit trail calls an identity at an issuer.
const kindIdentity = providers.Kind("identity")

// Identities lists the person's identities at issuers, the oldest first.
func (sc Scope) Identities(ctx context.Context) (rows []Identity, err error) {
	err = sc.store.reader(ctx).Where("user_id = ?", sc.User.ID).Order("id").Find(&rows).Error
	return rows, err
}

// LinkIdentity lets the person sign in by an identity. It returns ErrTaken if
// it is linked already, to whomever.
func (sc Scope) LinkIdentity(ctx context.Context, row *Identity, address string) error {
	row.UserID, row.CreatedAt = sc.User.ID, sc.store.Now()
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := tx.Create(row).Error; err != nil {
			return taken(err)
		}
		return sc.audit(tx, row.audit("identity.link", address))
	})
}

// HasIdentity reports whether an identity is the person's.
func (sc Scope) HasIdentity(ctx context.Context, issuer, subject string) (bool, error) {
	var n int64
	err := sc.store.reader(ctx).Model(&Identity{}).
		Where("issuer = ? AND subject = ? AND user_id = ?", issuer, subject, sc.User.ID).Count(&n).Error
	return n > 0, err
}

// UnlinkIdentity forgets one of the person's identities. Identities at other
// issuers than the present one let nobody in, so that they do not count as
// means of signing in.
func (sc Scope) UnlinkIdentity(ctx context.Context, id ID, issuer, address string) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var row Identity
		if err := tx.Where("id = ? AND user_id = ?", id, sc.User.ID).Take(&row).Error; err != nil {
			return found(err)
		}
		other, err := otherMeans(tx, sc.User.ID, issuer, row.ID)
		if err != nil {
			return err
		}
		if !other && row.Issuer == issuer {
			return ErrLastMeans
		}
		if err := tx.Where("id = ?", row.ID).Delete(&Identity{}).Error; err != nil {
			return err
		}
		return sc.audit(tx, row.audit("identity.unlink", address))
	})
}

// KeepsWithout reports whether the person could sign in without an identity.
func (sc Scope) KeepsWithout(ctx context.Context, id ID, issuer string) (bool, error) {
	return otherMeans(sc.store.reader(ctx), sc.User.ID, issuer, id)
}

// otherMeans reports whether a user has a password, a passkey or another
// identity at the issuer.
func otherMeans(db *gorm.DB, user ID, issuer string, without ID) (bool, error) {
	var n int64
	err := db.Raw(`SELECT (SELECT COUNT(*) FROM users WHERE id = ? AND password_hash <> '')
		+ (SELECT COUNT(*) FROM passkeys WHERE user_id = ?)
		+ (SELECT COUNT(*) FROM identities WHERE user_id = ? AND issuer = ? AND id <> ?)`,
		user, user, user, issuer, without).Scan(&n).Error
	return n > 0, err
}

func (i Identity) audit(action, address string) Audit {
	return Audit{Action: action, Kind: kindIdentity, TargetID: i.ID, TargetName: i.Email, Address: address,
		Details: form.Values{"issuer": i.Issuer}}
}
