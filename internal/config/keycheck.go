package config

import (
	"context"
	"crypto/sha256"
	"encoding/base64"

	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

// SettingStore keeps values of the installation.
type SettingStore interface {
	Setting(ctx context.Context, name string) (string, error)
	SetSetting(ctx context.Context, name, value string) error
}

// CheckKey makes sure that the key is the one that the database was made
// with, before anything is sealed with another. The first call decides. What it
// seals is what the installation's digests are keyed with.
func (c Config) CheckKey(ctx context.Context, store SettingStore, keys *secrets.Keyring) error {
	stored, err := store.Setting(ctx, models.KeyCheck)
	if err != nil {
		return err
	}
	binding := models.SettingOf(models.KeyCheck)
	if stored == "" {
		sealed, err := keys.Seal(binding, keys.DigestKey())
		if err != nil {
			return err
		}
		return store.SetSetting(ctx, models.KeyCheck, base64.StdEncoding.EncodeToString(sealed))
	}
	var digest []byte
	sealed, err := base64.StdEncoding.DecodeString(stored)
	if err == nil {
		digest, err = keys.Open(binding, sealed)
	}
	if err != nil || len(digest) != sha256.Size {
		return Wrong{c.keySetting(), "is not the key of " + c.DatabaseFile() + "; must be the one that the database was made with."}
	}
	keys.SetDigestKey(digest)
	return nil
}

func (c Config) keySetting() string {
	if c.Key.IsZero() {
		return "PANEL_KEY_FILE"
	}
	return "PANEL_KEY"
}
