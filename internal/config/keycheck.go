package config

import (
	"context"
	"encoding/base64"

	"pinfold/internal/secrets"
)

// keyCheck is the setting that holds a known value, sealed.
const keyCheck = "key_check"

var checkBinding = secrets.Binding{Table: "settings", Column: keyCheck}

// SettingStore keeps values of the installation.
type SettingStore interface {
	Setting(ctx context.Context, name string) (string, error)
	SetSetting(ctx context.Context, name, value string) error
}

// CheckKey makes sure that the key is the one that the database was made
// with, before anything is sealed with another. The first call decides.
func (c Config) CheckKey(ctx context.Context, store SettingStore, keys *secrets.Keyring) error {
	stored, err := store.Setting(ctx, keyCheck)
	if err != nil {
		return err
	}
	if stored == "" {
		sealed, err := keys.Seal(checkBinding, []byte(keyCheck))
		if err != nil {
			return err
		}
		return store.SetSetting(ctx, keyCheck, base64.StdEncoding.EncodeToString(sealed))
	}
	sealed, err := base64.StdEncoding.DecodeString(stored)
	if err == nil {
		_, err = keys.Open(checkBinding, sealed)
	}
	if err != nil {
		return Wrong{c.keySetting(), "is not the key of " + c.DatabaseFile() + "; must be the one that the database was made with."}
	}
	return nil
}

func (c Config) keySetting() string {
	if c.Key.IsZero() {
		return "PANEL_KEY_FILE"
	}
	return "PANEL_KEY"
}
