package models

import (
	"context"

	"gorm.io/gorm"
)

// AuthenticatorApp is the sealed secret of an app, proved with the code of a
// step.
type AuthenticatorApp struct {
	Sealed []byte
	Step   int64
}

// SetTOTP makes an authenticator app the person's second factor, in place of
// another one. All sessions but keep end. A person without recovery codes gets
// them in the same transaction.
func (sc Scope) SetTOTP(ctx context.Context, app AuthenticatorApp, keep string, entry Audit) (codes []string, err error) {
	err = sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		err := tx.Model(&User{}).Where("id = ?", sc.User.ID).
			Updates(map[string]any{"totp": app.Sealed, "totp_at": sc.store.Now(), "totp_step": app.Step}).Error
		if err != nil {
			return err
		}
		if codes, err = sc.firstCodes(tx); err != nil {
			return err
		}
		return sc.meansChanged(tx, keep, entry)
	})
	return codes, err
}

// DropTOTP turns the authenticator app off. All sessions but keep end.
func (sc Scope) DropTOTP(ctx context.Context, keep string, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		done := tx.Model(&User{}).Where("id = ? AND totp_at IS NOT NULL", sc.User.ID).
			Updates(map[string]any{"totp": nil, "totp_at": nil, "totp_step": 0})
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 0 {
			return ErrChanged
		}
		if err := sc.forgetCodes(tx); err != nil {
			return err
		}
		return sc.meansChanged(tx, keep, entry)
	})
}

// TakeStep takes the code of a step, which works once: it returns ErrChanged
// if that code or a later one was taken, or the app is another one by now.
func (sc Scope) TakeStep(ctx context.Context, step int64, entry Audit) error {
	return sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		done := tx.Model(&User{}).Where("id = ? AND totp = ? AND totp_step < ?", sc.User.ID, sc.User.TOTP, step).
			Update("totp_step", step)
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 0 {
			return ErrChanged
		}
		return sc.audit(tx, entry)
	})
}
