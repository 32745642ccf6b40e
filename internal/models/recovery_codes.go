package models

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"gorm.io/gorm"
)

// RecoveryCodes is how many codes a person gets at once.
const RecoveryCodes = 10

// NewRecoveryCodes returns codes of 80 random bits each, in groups of four.
func NewRecoveryCodes() []string {
	codes := make([]string, RecoveryCodes)
	for i := range codes {
		text := strings.ToLower(rand.Text())
		codes[i] = strings.Join([]string{text[:4], text[4:8], text[8:12], text[12:16]}, "-")
	}
	return codes
}

// codeDigest is what is stored of a code, however it was typed.
func codeDigest(code string) string {
	plain := strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(strings.ToLower(code))
	sum := sha256.Sum256([]byte("recovery\x00" + plain))
	return hex.EncodeToString(sum[:])
}

// RenewRecoveryCodes makes new codes in place of all that the person has. All
// sessions but keep end.
func (sc Scope) RenewRecoveryCodes(ctx context.Context, keep string, entry Audit) (codes []string, err error) {
	err = sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		if codes, err = sc.storeCodes(tx); err != nil {
			return err
		}
		return sc.meansChanged(tx, keep, entry)
	})
	return codes, err
}

// TakeRecoveryCode takes a code, which works once. It returns how many are
// left then, or ErrNotFound.
func (sc Scope) TakeRecoveryCode(ctx context.Context, code string, entry Audit) (left int64, err error) {
	err = sc.store.inWrite(ctx, func(tx *gorm.DB) error {
		done := tx.Model(&RecoveryCode{}).Where("user_id = ? AND digest = ? AND used_at IS NULL", sc.User.ID, codeDigest(code)).
			Update("used_at", sc.store.Now())
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 0 {
			return ErrNotFound
		}
		if err := tx.Model(&RecoveryCode{}).Where("user_id = ? AND used_at IS NULL", sc.User.ID).Count(&left).Error; err != nil {
			return err
		}
		return sc.audit(tx, entry)
	})
	return left, err
}

// UnusedCodes returns those of the codes that are the person's and were not
// used.
func (sc Scope) UnusedCodes(ctx context.Context, codes []string) (unused []string, err error) {
	for _, code := range codes {
		var n int64
		err := sc.store.reader(ctx).Model(&RecoveryCode{}).
			Where("user_id = ? AND digest = ? AND used_at IS NULL", sc.User.ID, codeDigest(code)).Count(&n).Error
		if err != nil {
			return nil, err
		}
		if n > 0 {
			unused = append(unused, code)
		}
	}
	return unused, nil
}

// firstCodes makes codes in the transaction that sets up a factor, unless the
// person has some left from another one.
func (sc Scope) firstCodes(tx *gorm.DB) ([]string, error) {
	var left int64
	err := tx.Model(&RecoveryCode{}).Where("user_id = ? AND used_at IS NULL", sc.User.ID).Count(&left).Error
	if err != nil || left > 0 {
		return nil, err
	}
	return sc.storeCodes(tx)
}

func (sc Scope) storeCodes(tx *gorm.DB) ([]string, error) {
	if err := tx.Where("user_id = ?", sc.User.ID).Delete(&RecoveryCode{}).Error; err != nil {
		return nil, err
	}
	codes := NewRecoveryCodes()
	rows := make([]RecoveryCode, len(codes))
	for i, code := range codes {
		rows[i] = RecoveryCode{UserID: sc.User.ID, Digest: codeDigest(code)}
	}
	return codes, tx.Create(&rows).Error
}

// forgetCodes drops the codes in the transaction that drops a factor, if it was
// the last one.
func (sc Scope) forgetCodes(tx *gorm.DB) error {
	if has, err := sc.hasFactor(tx); err != nil || has {
		return err
	}
	return tx.Where("user_id = ?", sc.User.ID).Delete(&RecoveryCode{}).Error
}
