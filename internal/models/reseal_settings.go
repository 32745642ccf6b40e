package models

import (
	"context"
	"encoding/base64"
	"fmt"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/secrets"
)

// Settings of the rotation: the keys that the running panel knows, and when the
// present one began to seal.
const (
	keysKnown  = "keys_known"
	keyRotated = "key_rotated_at"
)

// ResealSettings seals the installation's own values with the primary key and
// records the rotation, all in one transaction. It comes before Reseal: from
// then on the database does not start with the earlier key alone, which would
// not open what is resealed.
func (s *Store) ResealSettings(ctx context.Context, keys *secrets.Keyring, entry Audit) error {
	return s.inWrite(ctx, func(tx *gorm.DB) error {
		changed := 0
		for _, name := range sealedSettings {
			did, err := resealSetting(tx, keys, name)
			if err != nil {
				return err
			}
			if did {
				changed++
			}
		}
		if changed == 0 {
			return nil
		}
		at := &Setting{Name: keyRotated, Value: s.Now().Format(time.RFC3339)}
		if err := tx.Save(at).Error; err != nil {
			return err
		}
		return s.audit(tx, entry)
	})
}

func resealSetting(tx *gorm.DB, keys *secrets.Keyring, name string) (bool, error) {
	var rows []Setting
	if err := tx.Where("name = ?", name).Find(&rows).Error; err != nil || len(rows) == 0 {
		return false, err
	}
	sealed, err := base64.StdEncoding.DecodeString(rows[0].Value)
	if err != nil {
		return false, fmt.Errorf("setting %s: %w", name, err)
	}
	if id, ok := secrets.SealedWith(sealed); ok && id == keys.Primary() {
		return false, nil
	}
	fresh, err := reseal(keys, SettingOf(name), sealed)
	if err != nil {
		return false, fmt.Errorf("setting %s: %w", name, err)
	}
	rows[0].Value = base64.StdEncoding.EncodeToString(fresh)
	return true, tx.Save(&rows[0]).Error
}

// KeyRotated tells when the present key began to seal, zero if it is the first.
func (s *Store) KeyRotated(ctx context.Context) (time.Time, error) {
	text, err := s.Setting(ctx, keyRotated)
	if err != nil || text == "" {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339, text)
}

// SetKeysKnown records which keys the running panel has.
func (s *Store) SetKeysKnown(ctx context.Context, ids []uint32) error {
	return s.SetSetting(ctx, keysKnown, fmt.Sprint(ids))
}

// KeysKnown reports whether the running panel has recorded exactly these keys.
func (s *Store) KeysKnown(ctx context.Context, ids []uint32) (bool, error) {
	text, err := s.Setting(ctx, keysKnown)
	return text == fmt.Sprint(ids), err
}
