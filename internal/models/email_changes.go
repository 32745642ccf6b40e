package models

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"pinfold/internal/form"
)

// AskEmail stores that the person wants to sign in with another e-mail address,
// and of the link that confirms it the digest. A link before it is dead. It is
// the same work whether or not somebody has the address.
func (sc Scope) AskEmail(ctx context.Context, email, digest string, lasts time.Duration, entry Audit) error {
	now := sc.store.Now().UTC()
	row := EmailChange{UserID: sc.User.ID, Email: NormalEmail(email), Digest: digest, CreatedAt: now, ExpiresAt: now.Add(lasts)}
	entry.UserID, entry.After = sc.User.ID, form.Values{"email": row.Email}
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if err := tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error; err != nil {
			return err
		}
		return sc.store.auditPerson(tx, sc.User, entry)
	})
}

// AskedEmail is the address that the person has asked for and not confirmed, or
// ErrNotFound.
func (sc Scope) AskedEmail(ctx context.Context) (EmailChange, error) {
	return sc.askedEmail(sc.store.reader(ctx))
}

// EmailToConfirm is what a link of the person's confirms, or ErrNotFound.
func (sc Scope) EmailToConfirm(ctx context.Context, digest string) (EmailChange, error) {
	return sc.askedEmail(sc.store.reader(ctx).Where("digest = ?", digest))
}

func (sc Scope) askedEmail(tx *gorm.DB) (row EmailChange, err error) {
	err = tx.Where("user_id = ? AND expires_at > ?", sc.User.ID, sc.store.Now().UTC()).Take(&row).Error
	return row, found(err)
}

// ConfirmEmail changes the address by a link of the person's, which works once.
// It returns ErrTaken if somebody else has the address.
func (sc Scope) ConfirmEmail(ctx context.Context, digest string, entry Audit) (email string, err error) {
	err = sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		row, err := sc.askedEmail(tx.Where("digest = ?", digest))
		if err != nil {
			return err
		}
		email = row.Email
		return sc.setEmail(tx, email, entry)
	})
	return email, err
}

// KeepEmail withdraws what the person asked for, if they did.
func (sc Scope) KeepEmail(ctx context.Context, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		done := tx.Where("user_id = ?", sc.User.ID).Delete(&EmailChange{})
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		entry.UserID = sc.User.ID
		return sc.store.auditPerson(tx, sc.User, entry)
	})
}

// ChangeEmail stores another e-mail address to sign in with. It returns
// ErrTaken for one that somebody has.
func (sc Scope) ChangeEmail(ctx context.Context, email string, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error { return sc.setEmail(tx, NormalEmail(email), entry) })
}

// setEmail changes the address. Links that were mailed before are worth nothing
// from then on.
func (sc Scope) setEmail(tx *gorm.DB, email string, entry Audit) error {
	entry.Before, entry.After = form.Values{"email": sc.User.Email}, form.Values{"email": email}
	if err := dropLinks(tx, sc.User.ID); err != nil {
		return err
	}
	return sc.changeUser(tx, map[string]any{"email": email}, entry)
}

// dropLinks makes the links worth nothing that were mailed to a person.
func dropLinks(tx *gorm.DB, user ID) error {
	for _, table := range []any{&PasswordReset{}, &EmailChange{}} {
		if err := tx.Where("user_id = ?", user).Delete(table).Error; err != nil {
			return err
		}
	}
	return nil
}
