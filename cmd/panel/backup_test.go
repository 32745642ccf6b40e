package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinfold/internal/config"
	"pinfold/internal/models"
)

// panelOf is the environment of a panel with a data folder of its own.
func panelOf(data string) map[string]string {
	return map[string]string{"PANEL_DATA": data, "PANEL_ADDR": "127.0.0.1:0", "PANEL_KEY_FILE": ""}
}

// backedUp is a shell with a connected account, and its backup.
func backedUp(t *testing.T, flags ...string) (s *shell, file string) {
	t.Helper()
	s = stopped(t)
	s.must(s.clodo("--label", "main")...)
	file = filepath.Join(t.TempDir(), "backup.tar.gz")
	if code, _, err := once(t, s.env, append([]string{"backup", file}, flags...)...); code != 0 {
		t.Fatal(err)
	}
	return s, file
}

func TestBackupWhileRunningAndRestore(t *testing.T) {
	s := newShell(t)
	running := start(t, s.env, "serve")
	s.must(s.clodo("--label", "main")...)
	file := filepath.Join(t.TempDir(), "backup.tar.gz")
	code, out, err := once(t, s.env, "backup", file)
	if code != 0 || !strings.Contains(out, "without it the credentials in it cannot be read") {
		t.Fatalf("%d: %s%s", code, out, err)
	}
	if code, _, err := once(t, s.env, "backup", file); code != 1 || !strings.Contains(err, "is there already") {
		t.Errorf("again: %d %s", code, err)
	}
	if code, _, err := once(t, s.env, "restore", file, "--replace"); code != 1 || !strings.Contains(err, "Stop it first") {
		t.Errorf("beside a running panel: %d %s", code, err)
	}
	running.end()
	if code, _, err := once(t, s.env, "restore", file); code != 1 || !strings.Contains(err, "--replace") {
		t.Errorf("over data: %d %s", code, err)
	}
	s.stdin = "main\n"
	s.must("remove", "1")
	code, out, err = once(t, s.env, "restore", file, "--replace")
	if code != 0 || !strings.Contains(out, "Restored what was true on") || !strings.Contains(out, "before-restore-") {
		t.Fatalf("%d: %s%s", code, out, err)
	}
	if out := s.must("list"); !strings.Contains(out, "main") {
		t.Errorf("the account is not back: %s", out)
	}
	s.must("test", "1") // Its credentials open.
	again := start(t, s.env, "serve")
	if code := again.end(); code != 0 {
		t.Errorf("exit code %d: %s", code, again.err.String())
	}
}

// Case 40: a backup is without the key unless asked.
func TestBackupHoldsTheKeyOnlyIfAsked(t *testing.T) {
	s, file := backedUp(t)
	key, err := os.ReadFile(filepath.Join(s.env["PANEL_DATA"], "key"))
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := panelOf(filepath.Join(t.TempDir(), "data"))
	if code, _, err := once(t, elsewhere, "restore", file); code != 1 || !strings.Contains(err, "holds no key") {
		t.Errorf("%d %s", code, err)
	}
	code, out, told := once(t, s.env, "backup", "-", "--with-key")
	if code != 0 || told != "" {
		t.Fatalf("%d %s", code, told)
	}
	whole := filepath.Join(t.TempDir(), "whole")
	if err := os.WriteFile(whole, []byte(out), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, err := once(t, elsewhere, "restore", whole); code != 0 {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(elsewhere["PANEL_DATA"], "key")); err != nil || !bytes.Equal(got, key) {
		t.Errorf("another key, %v", err)
	}
	elsewhere["PANEL_ALLOW_ENDPOINTS"] = s.env["PANEL_ALLOW_ENDPOINTS"]
	s.env = elsewhere
	s.must("test", "1")
}

func TestRestoreRefuses(t *testing.T) {
	_, file := backedUp(t)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, text []byte) string {
		name = filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	other := stopped(t).env
	for want, name := range map[string]string{
		"There is no file":          filepath.Join(t.TempDir(), "none"),
		"is not a backup":           write("text", []byte("hello")),
		"is damaged or incomplete":  write("cut", whole[:len(whole)/2]),
		"was made with another key": file,
	} {
		before, _ := os.ReadFile(filepath.Join(other["PANEL_DATA"], "panel.db"))
		if code, _, err := once(t, other, "restore", name, "--replace"); code != 1 || !strings.Contains(err, want) {
			t.Errorf("%s: %d %s", want, code, err)
		}
		after, _ := os.ReadFile(filepath.Join(other["PANEL_DATA"], "panel.db"))
		if left, _ := filepath.Glob(filepath.Join(other["PANEL_DATA"], ".re*")); !bytes.Equal(before, after) || len(left) > 0 {
			t.Errorf("%s: the data changed, or %v is left", want, left)
		}
	}
}

// TestRestoreSendsNothingAgain: what waited when the backup was made may have
// been sent since.
func TestRestoreSendsNothingAgain(t *testing.T) {
	s := stopped(t)
	edit(t, s, `INSERT INTO operations (team_id, form_id, action, kind, status, children, due_at)
		VALUES (1, 'a', 'server.reboot', 'server', 'waiting', 0, '2020-01-01'), (1, 'b', 'server.reboot', 'server', 'succeeded', 0, '2020-01-01')`)
	file := filepath.Join(t.TempDir(), "backup")
	if code, _, err := once(t, s.env, "backup", file); code != 0 {
		t.Fatal(err)
	}
	code, out, err := once(t, s.env, "restore", file, "--replace")
	if code != 0 || !strings.Contains(out, "1 operation had not ended then.") {
		t.Fatalf("%d %s%s", code, out, err)
	}
	var n int
	if err := database(t, s).QueryRow(`SELECT COUNT(*) FROM operations WHERE status = 'unknown' AND look_only AND error LIKE '%restored%'`).Scan(&n); err != nil || n != 1 {
		t.Errorf("%d operations wait for a decision, %v", n, err)
	}
}

func TestCopyBeforeAMigration(t *testing.T) {
	s := stopped(t)
	setEnv(t, s.env)
	cfg, err := config.Settings{Data: s.env["PANEL_DATA"]}.Read()
	if err != nil {
		t.Fatal(err)
	}
	in := &installation{cfg: cfg, log: slog.New(slog.DiscardHandler)}
	if err := in.backUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	copies, _ := filepath.Glob(filepath.Join(cfg.Data, "before-migration", "panel-*.db"))
	if len(copies) != 1 || models.CheckFile(t.Context(), copies[0]) != nil {
		t.Errorf("copies: %v", copies)
	}
}

func database(t *testing.T, s *shell) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(s.env["PANEL_DATA"], "panel.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil && !errors.Is(err, sql.ErrConnDone) {
			t.Error(err)
		}
	})
	return db
}

func edit(t *testing.T, s *shell, statement string) {
	t.Helper()
	if _, err := database(t, s).ExecContext(context.Background(), statement); err != nil {
		t.Fatal(err)
	}
}
