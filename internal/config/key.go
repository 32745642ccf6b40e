package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"pinfold/internal/secrets"
)

func (c *Config) readKey(s Settings) error {
	if !s.Key.IsZero() && s.KeyFile != "" {
		return Wrong{"PANEL_KEY", "is set together with PANEL_KEY_FILE; set one of the two."}
	}
	c.Key, c.OwnKeyFile = s.Key, s.KeyFile != ""
	c.KeyFile = or(s.KeyFile, filepath.Join(c.Data, "key"))
	return nil
}

// LoadKey returns the installation's key, which follows its file. On the first
// start, while there is no database, a missing default key file is made.
func (c Config) LoadKey() (*secrets.Keyring, error) {
	if !c.Key.IsZero() {
		return parseKey("PANEL_KEY", c.Key.Reveal())
	}
	text, err := readFile(c.KeyFile)
	if errors.Is(err, fs.ErrNotExist) && !c.OwnKeyFile {
		text, err = c.firstKey()
	}
	var wrong Wrong
	if errors.As(err, &wrong) {
		return nil, err
	}
	if err != nil {
		return nil, Wrong{"PANEL_KEY_FILE", c.KeyFile + " cannot be read; must be the file with the panel's key."}
	}
	keys, err := parseKey("PANEL_KEY_FILE", text)
	if err == nil {
		keys.Follow(c.KeyText)
	}
	return keys, err
}

// KeyText returns the key as it is stored, and fs.ErrNotExist if there is none.
func (c Config) KeyText() (string, error) {
	if !c.Key.IsZero() {
		return c.Key.Reveal(), nil
	}
	text, err := readFile(c.KeyFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", Wrong{"PANEL_KEY_FILE", c.KeyFile + " cannot be read; must be the file with the panel's key."}
	}
	return text, err
}

// ParseKey reads what KeyText returned.
func ParseKey(text string) (*secrets.Keyring, error) { return parseKey("PANEL_KEY_FILE", text) }

func parseKey(setting, text string) (*secrets.Keyring, error) {
	keys, err := secrets.LoadKey([]byte(text))
	if err != nil {
		return nil, Wrong{setting, "does not hold a key; must be the key that the panel made at its first start."}
	}
	return keys, nil
}

func (c Config) firstKey() (string, error) {
	if _, err := os.Stat(c.DatabaseFile()); !errors.Is(err, fs.ErrNotExist) {
		return "", Wrong{"PANEL_KEY_FILE", fmt.Sprintf("%s is missing; must be the key that %s was made with.", c.KeyFile, c.DatabaseFile())}
	}
	text, err := secrets.GenerateKey()
	if err != nil {
		return "", err
	}
	if err := writeNew(c.KeyFile, text); err != nil {
		return "", Wrong{"PANEL_DATA", c.Data + " cannot be written; must be a folder that the panel may write to."}
	}
	return string(text), nil
}
