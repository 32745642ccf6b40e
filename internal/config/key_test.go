package config_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinfold/internal/config"
	"pinfold/internal/secrets"
)

func at(t *testing.T, folder string) config.Config {
	t.Helper()
	c, err := read(t, map[string]string{"PANEL_DATA": folder})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.MakeData(); err != nil {
		t.Fatal(err)
	}
	return c
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestFirstStartMakesKey(t *testing.T) {
	c := at(t, filepath.Join(t.TempDir(), "data"))
	if _, err := c.LoadKey(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(c.KeyFile)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("key file: %v, %v", info, err)
	}
	left, _ := filepath.Glob(filepath.Join(c.Data, ".panel-key-*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestDatabaseWithoutKey(t *testing.T) {
	c := at(t, t.TempDir())
	write(t, c.DatabaseFile(), "")
	_, err := c.LoadKey()
	wantSentence(t, err, "PANEL_KEY_FILE: "+c.KeyFile+" is missing")
	if _, err := os.Stat(c.KeyFile); err == nil {
		t.Error("made a key that opens nothing")
	}
}

func TestChosenKeyFileIsNeverMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	c, err := read(t, map[string]string{"PANEL_DATA": t.TempDir(), "PANEL_KEY_FILE": file})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.LoadKey()
	wantSentence(t, err, "PANEL_KEY_FILE: "+file+" cannot be read")
}

func TestKeyThatIsNone(t *testing.T) {
	c := at(t, t.TempDir())
	write(t, c.KeyFile, "canary")
	_, err := c.LoadKey()
	wantSentence(t, err, "PANEL_KEY_FILE: does not hold a key")
	c.Key = secrets.NewText("canary")
	_, err = c.LoadKey()
	wantSentence(t, err, "PANEL_KEY: does not hold a key")
}

// shelf is a settings table in memory.
type shelf map[string]string

func (s shelf) Setting(_ context.Context, name string) (string, error) { return s[name], nil }
func (s shelf) SetSetting(_ context.Context, name, value string) error { s[name] = value; return nil }

func TestCheckKey(t *testing.T) {
	c, store := at(t, t.TempDir()), shelf{}
	keys, err := c.LoadKey()
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // The first call stores, the second compares.
		if err := c.CheckKey(t.Context(), store, keys); err != nil {
			t.Fatal(err)
		}
	}
	other, err := at(t, t.TempDir()).LoadKey()
	if err != nil {
		t.Fatal(err)
	}
	wantSentence(t, c.CheckKey(t.Context(), store, other), "PANEL_KEY_FILE: is not the key of")
}

func TestNewlineMakesNoOtherKey(t *testing.T) {
	c := at(t, t.TempDir())
	first, err := c.LoadKey()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(c.KeyFile)
	if err != nil {
		t.Fatal(err)
	}
	write(t, c.KeyFile, strings.TrimSpace(string(text))+"\r\n")
	second, err := c.LoadKey()
	if err != nil {
		t.Fatal(err)
	}
	probe := map[string]secrets.Text{"a": secrets.NewText("b")}
	if first.Digest(probe) != second.Digest(probe) {
		t.Error("digests differ")
	}
}
