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

// LinkIdentity lets the person sign in by an identity and ends their other
// sessions. It returns ErrTaken if it is linked already, to whomever.
func (sc Scope) LinkIdentity(ctx context.Context, row *Identity, keep, address string) error {
	row.UserID, row.CreatedAt = sc.User.ID, sc.store.Now()
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := tx.Create(row).Error; err != nil {
			return taken(err)
		}
		return sc.meansChanged(tx, keep, row.audit("identity.link", address))
	})
}

// HasIdentity reports whether an identity is the person's.
func (sc Scope) HasIdentity(ctx context.Context, issuer, subject string) (bool, error) {
	var n int64
	err := sc.store.reader(ctx).Model(&Identity{}).
		Where("issuer = ? AND subject = ? AND user_id = ?", issuer, subject, sc.User.ID).Count(&n).Error
	return n > 0, err
}

// UnlinkIdentity forgets one of the person's identities and ends their other
// sessions. It returns ErrLastMeans if they could not sign in any more; an
// identity at another issuer than the present one lets nobody in.
func (sc Scope) UnlinkIdentity(ctx context.Context, id ID, doors Doors, keep, address string) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		var row Identity
		if err := tx.Where("id = ? AND user_id = ?", id, sc.User.ID).Take(&row).Error; err != nil {
			return found(err)
		}
		means, err := sc.means(tx, doors)
		if err != nil {
			return err
		}
		if means.LastIdentity() && row.Issuer == doors.Issuer {
			return ErrLastMeans
		}
		if err := tx.Where("id = ?", row.ID).Delete(&Identity{}).Error; err != nil {
			return err
		}
		return sc.meansChanged(tx, keep, row.audit("identity.unlink", address))
	})
}

func (i Identity) audit(action, address string) Audit {
	return Audit{Action: action, Kind: kindIdentity, TargetID: i.ID, TargetName: i.Email, Address: address,
		Details: form.Values{"issuer": i.Issuer}}
}
