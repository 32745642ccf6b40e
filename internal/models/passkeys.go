package models

import (
	"bytes"
	"context"
	"errors"

	"gorm.io/gorm"

	"pinfold/internal/form"
)

// Bounds of passkeys.
const (
	PasskeyNameMost = 60
	passkeysMost    = 20
)

var (
	// ErrPasskeysMany is returned to who has as many passkeys as there may be.
	ErrPasskeysMany = errors.New("too many passkeys")
	// ErrLastMeans is returned for what would leave a person without any means
	// of signing in.
	ErrLastMeans = errors.New("the last means of signing in")
)

// Passkeys lists the passkeys of the person who asks, the oldest first.
func (sc Scope) Passkeys(ctx context.Context) (rows []Passkey, err error) {
	return sc.store.PasskeysOf(ctx, sc.User.ID)
}

// PasskeysOf lists the passkeys of a user, for the sign-in, which has no scope
// yet.
func (s *Store) PasskeysOf(ctx context.Context, user ID) (rows []Passkey, err error) {
	err = s.reader(ctx).Where("user_id = ?", user).Order("id").Find(&rows).Error
	return rows, err
}

// Passkey returns a passkey of the person who asks.
func (sc Scope) Passkey(ctx context.Context, id ID) (row Passkey, err error) {
	err = sc.store.reader(ctx).Where("user_id = ? AND id = ?", sc.User.ID, id).Take(&row).Error
	return row, found(err)
}

// AddPasskey stores a new passkey, the answer to a challenge, and ends the
// person's other sessions. It returns ErrTaken if the passkey or the challenge
// was used before.
func (sc Scope) AddPasskey(ctx context.Context, row *Passkey, spent SpentChallenge, keep string, entry Audit) error {
	row.UserID, row.CreatedAt = sc.User.ID, sc.store.Now()
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := sc.store.spend(tx, spent); err != nil {
			return err
		}
		if err := roomForPasskey(tx, row); err != nil {
			return err
		}
		if err := tx.Create(row).Error; err != nil {
			return taken(err)
		}
		entry.TargetID, entry.TargetName = row.ID, row.Name
		return sc.meansChanged(tx, keep, entry)
	})
}

// roomForPasskey checks that there are not too many, and that an authenticator
// knows the user by one handle: two made at once would have two.
func roomForPasskey(tx *gorm.DB, row *Passkey) error {
	var others []Passkey
	if err := tx.Where("user_id = ?", row.UserID).Select("handle").Find(&others).Error; err != nil {
		return err
	}
	for _, other := range others {
		if !bytes.Equal(other.Handle, row.Handle) {
			return ErrTaken
		}
	}
	if len(others) >= passkeysMost {
		return ErrPasskeysMany
	}
	return nil
}

// RenamePasskey gives a passkey of the person another name.
func (sc Scope) RenamePasskey(ctx context.Context, id ID, name string, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		row, err := sc.passkey(tx, id)
		if err != nil || row.Name == name {
			return err
		}
		entry.TargetID, entry.TargetName = id, name
		entry.Before, entry.After = form.Values{"name": row.Name}, form.Values{"name": name}
		if err := tx.Model(&row).Update("name", name).Error; err != nil {
			return err
		}
		return sc.audit(tx, entry)
	})
}

// RemovePasskey forgets a passkey of the person and ends their other sessions.
// It returns ErrLastMeans if they could not sign in any more.
func (sc Scope) RemovePasskey(ctx context.Context, id ID, doors Doors, keep string, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		row, err := sc.passkey(tx, id)
		if err != nil {
			return err
		}
		means, err := sc.means(tx, doors)
		if err != nil {
			return err
		}
		if means.LastPasskey() {
			return ErrLastMeans
		}
		if err := errors.Join(tx.Delete(&row).Error, sc.forgetCodes(tx)); err != nil {
			return err
		}
		entry.TargetID, entry.TargetName = id, row.Name
		return sc.meansChanged(tx, keep, entry)
	})
}

func (sc Scope) passkey(tx *gorm.DB, id ID) (row Passkey, err error) {
	err = tx.Where("user_id = ? AND id = ?", sc.User.ID, id).Take(&row).Error
	return row, found(err)
}
