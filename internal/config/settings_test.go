package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"pinfold/internal/config"
)

// read parses variables and flags as the program does. Variables of the
// machine that runs the tests are taken away.
func read(t *testing.T, env map[string]string, flags ...string) (config.Config, error) {
	t.Helper()
	for _, entry := range os.Environ() {
		if name, _, _ := strings.Cut(entry, "="); strings.HasPrefix(name, "PANEL_") {
			t.Setenv(name, "")
		}
	}
	for name, value := range env {
		t.Setenv(name, value)
	}
	var settings config.Settings
	parser, err := kong.New(&settings, config.Options()...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(flags); err != nil {
		t.Fatal(err)
	}
	return settings.Read()
}

func TestFlagWinsOverVariable(t *testing.T) {
	c, err := read(t, map[string]string{"PANEL_ADDR": ":1111", "PANEL_DATA": "one"}, "--addr", ":2222")
	if err != nil || c.Addr != ":2222" || c.Data != "one" {
		t.Fatalf("got %q, %q, %v", c.Addr, c.Data, err)
	}
}

func TestEveryVariableEmptyMeansDefaults(t *testing.T) {
	c, err := read(t, map[string]string{
		"PANEL_ADDR": "", "PANEL_URL": "", "PANEL_DATA": "", "PANEL_KEY": "", "PANEL_KEY_FILE": "",
		"PANEL_LOG_FORMAT": "", "PANEL_LOG_LEVEL": "", "PANEL_LOOK_FOR": "", "PANEL_SETTLE_FOR": "",
	})
	if err != nil {
		t.Fatal(err)
	}
	if c.Addr != ":8080" || c.DatabaseFile() != filepath.Join("data", "panel.db") || c.KeyFile != filepath.Join("data", "key") {
		t.Fatalf("got %+v", c)
	}
	if c.LookFor.String() != "3m0s" || c.SettleFor.String() != "20m0s" || c.JSONLog || c.URL != nil {
		t.Fatalf("got %+v", c)
	}
}

func TestSecretsComeFromFiles(t *testing.T) {
	file := filepath.Join(t.TempDir(), "word")
	if err := os.WriteFile(file, []byte("long enough word\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := read(t, map[string]string{"PANEL_ADMIN_EMAIL": "a@example.com", "PANEL_ADMIN_PASSWORD_FILE": file})
	if err != nil || c.AdminPassword.Reveal() != "long enough word" {
		t.Fatalf("got %q, %v", c.AdminPassword.Reveal(), err)
	}
}
