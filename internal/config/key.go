package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

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

// LoadKey returns the installation's key. On the first start, while there is
// no database, a missing default key file is made.
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
	return parseKey("PANEL_KEY_FILE", text)
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
	// The keyring's digests depend on every byte, so that a newline more or
	// less must not make another key.
	keys, err := secrets.LoadKey([]byte(strings.TrimSpace(text)))
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

// writeNew writes a file that is there whole or not at all, even if the
// machine stops in the middle.
func writeNew(name string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".new-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // Renamed by then, if all went well.
	_, err = f.Write(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(name))
}

func syncFolder(name string) error {
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
