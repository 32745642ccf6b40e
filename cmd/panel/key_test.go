package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

func (s *shell) keyFile() string { return filepath.Join(s.env["PANEL_DATA"], "key") }

// rotate runs panel key rotate.
func (s *shell) rotate(flags ...string) (code int, out, err string) {
	s.t.Helper()
	return once(s.t, s.env, append([]string{"key", "rotate"}, flags...)...)
}

func (s *shell) rotated(flags ...string) string {
	s.t.Helper()
	code, out, err := s.rotate(flags...)
	if code != 0 {
		s.t.Fatalf("%v: exit code %d: %s%s", flags, code, out, err)
	}
	return out
}

func (s *shell) refuses(want string, flags ...string) {
	s.t.Helper()
	if code, _, err := s.rotate(flags...); code != 1 || !strings.Contains(err, want) || strings.Count(err, "\n") != 1 {
		s.t.Errorf("%v: exit code %d, %q; want %q", flags, code, err, want)
	}
}

// status is what panel key status prints, a line a key.
func (s *shell) status() []string {
	s.t.Helper()
	code, out, err := once(s.t, s.env, "key", "status")
	if code != 0 {
		s.t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(out), "\n")[1:]
}

// age moves the last rotation into the past.
func (s *shell) age(by time.Duration) {
	s.t.Helper()
	store, err := models.Open(filepath.Join(s.env["PANEL_DATA"], "panel.db"), time.Now)
	if err == nil {
		err = store.SetSetting(context.Background(), "key_rotated_at", time.Now().Add(-by).UTC().Format(time.RFC3339))
	}
	if err == nil {
		err = store.Close()
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

func TestKeyRotatesBesideARunningPanel(t *testing.T) {
	s := newShell(t)
	running := start(t, s.env, "serve")
	s.must(s.clodo("--label", "main")...)
	before, err := os.Stat(s.keyFile())
	if err != nil {
		t.Fatal(err)
	}
	for turn := range 2 {
		out := s.rotated()
		if !strings.Contains(out, "holds a new key") || !strings.Contains(out, "Everything is sealed with the new key") {
			t.Fatalf("told: %s", out)
		}
		lines := s.status()
		if len(lines) != turn+2 || !strings.Contains(lines[turn+1], "seals and opens") || !strings.HasSuffix(lines[0], " 0") {
			t.Errorf("keys: %q", lines)
		}
		s.must("test", "main") // Its credentials open.
	}
	info, err := os.Stat(s.keyFile())
	if err != nil || info.Mode().Perm() != before.Mode().Perm() {
		t.Errorf("the key file is %v, was %v", info, before)
	}
	// The same key a second time is found by a digest of the first key.
	s.wrong("already", s.clodo("--label", "again")...)
	if code := running.end(); code != 0 || strings.Contains(running.err.String(), "does not open") {
		t.Errorf("exit code %d: %s", code, running.err.String())
	}
	start(t, s.env, "serve").end()
	s.must("test", "main")
}

// TestRunningPanelSealsWithTheNewKey: what the panel writes after a rotation
// opens without the earlier keys.
func TestRunningPanelSealsWithTheNewKey(t *testing.T) {
	s := newShell(t)
	start(t, s.env, "serve")
	s.rotated()
	s.must(s.clodo("--label", "main")...)
	s.age(2 * time.Hour)
	if out := s.rotated("--finish", "--yes"); !strings.Contains(out, "holds one key") {
		t.Errorf("told: %s", out)
	}
	if lines := s.status(); len(lines) != 1 {
		t.Errorf("keys: %q", lines)
	}
	s.must("test", "main")
	if code, out, err := s.audit(); code != 0 {
		t.Errorf("the rotations stand in the trail without a seal: %s%s", out, err)
	}
	s.wrong("already", s.clodo("--label", "again")...)
	s.rotated() // Once more, from a key that is not the first.
	s.must("test", "main")
	s.wrong("already", s.clodo("--label", "again")...)
}

func TestFinishWaitsAndAsks(t *testing.T) {
	s := stopped(t)
	s.refuses("There is one key", "--finish", "--yes")
	s.rotated()
	s.refuses("Wait an hour", "--finish", "--yes")
	s.age(2 * time.Hour)
	setEnv(t, s.env)
	var out, told buffer
	if code := run(t.Context(), []string{"key", "rotate", "--finish"}, console{in: strings.NewReader("no\n"), out: &out, err: &told}); code != 1 || !strings.Contains(told.String(), "Nothing was changed") || !strings.Contains(out.String(), "Backups") {
		t.Errorf("%d: %s%s", code, out.String(), told.String())
	}
	if lines := s.status(); len(lines) != 2 {
		t.Errorf("keys: %q", lines)
	}
	s.rotated("--finish", "--yes")
}

// TestPanelWithAnotherFileIsFoundOut: nothing is sealed with a key that the
// panel at work could not read.
func TestPanelWithAnotherFileIsFoundOut(t *testing.T) {
	s := newShell(t)
	start(t, s.env, "serve").end()
	text, err := os.ReadFile(s.keyFile())
	if err != nil {
		t.Fatal(err)
	}
	file := s.env["PANEL_KEY_FILE"]
	s.env["PANEL_KEY"] = string(text)
	running := start(t, s.env, "serve")
	delete(s.env, "PANEL_KEY")
	s.env["PANEL_KEY_FILE"] = file
	s.refuses("has not taken up the key", "--wait", "300ms")
	if lines := s.status(); len(lines) != 2 || !strings.HasSuffix(lines[1], " 0") {
		t.Errorf("keys: %q", lines)
	}
	running.end()
	if out := s.rotated(); !strings.Contains(out, "going on with them") {
		t.Errorf("a second key was added: %s", out)
	}
	if lines := s.status(); len(lines) != 2 || !strings.HasSuffix(lines[0], " 0") {
		t.Errorf("keys: %q", lines)
	}
}

func TestVariableIsRotatedByHand(t *testing.T) {
	s := newShell(t)
	key, err := secrets.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	s.env["PANEL_KEY"] = string(key)
	running := start(t, s.env, "serve")
	s.must(s.clodo("--label", "main")...)
	s.refuses("--to FILE")
	to := filepath.Join(t.TempDir(), "new")
	s.rotated("--to", to)
	s.refuses("is there already", "--to", to)
	changed, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	s.env["PANEL_KEY"] = string(changed)
	s.refuses("has not taken up the key", "--wait", "300ms")
	running.end()
	start(t, s.env, "serve")
	s.rotated()
	if lines := s.status(); len(lines) != 2 || !strings.HasSuffix(lines[0], " 0") {
		t.Errorf("keys: %q", lines)
	}
	s.must("test", "main")
}

// TestBackupOutlivesARotation: what was backed up before opens with the key file
// of now, and what was backed up after does not start with the key of before.
func TestBackupOutlivesARotation(t *testing.T) {
	s := stopped(t)
	s.must(s.clodo("--label", "main")...)
	old, err := os.ReadFile(s.keyFile())
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	before, after := filepath.Join(folder, "before"), filepath.Join(folder, "after")
	once(t, s.env, "backup", before)
	s.rotated()
	once(t, s.env, "backup", after)
	if code, _, err := once(t, s.env, "restore", before, "--replace"); code != 0 {
		t.Fatal(err)
	}
	s.must("test", "main")
	if out := s.rotated(); !strings.Contains(out, "going on with them") {
		t.Errorf("told: %s", out)
	}
	elsewhere := panelOf(filepath.Join(t.TempDir(), "data"))
	if err := os.MkdirAll(elsewhere["PANEL_DATA"], 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(elsewhere["PANEL_DATA"], "key"), old, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, err := once(t, elsewhere, "restore", after); code != 1 || !strings.Contains(err, "made with another key") {
		t.Errorf("%d: %s", code, err)
	}
	if code, _, err := once(t, elsewhere, "restore", before); code != 0 {
		t.Error(err)
	}
}

// TestLostOrWrongKeyStopsEveryCommand: a sentence, and nothing is changed.
func TestLostOrWrongKeyStopsEveryCommand(t *testing.T) {
	s := stopped(t)
	s.must(s.clodo("--label", "main")...)
	database := filepath.Join(s.env["PANEL_DATA"], "panel.db")
	whole, err := os.ReadFile(database)
	if err != nil {
		t.Fatal(err)
	}
	other, err := secrets.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		want    string
		prepare func() error
	}{
		{"is not the key of", func() error { return os.WriteFile(s.keyFile(), other, 0o600) }},
		{"does not hold a key", func() error { return os.WriteFile(s.keyFile(), []byte("canary"), 0o600) }},
		{"is missing", func() error { return os.Remove(s.keyFile()) }},
	} {
		if err := tt.prepare(); err != nil {
			t.Fatal(err)
		}
		for _, command := range [][]string{{"serve"}, {"accounts", "list"}, {"key", "status"}, {"key", "rotate"}} {
			code, _, told := once(t, s.env, command...)
			if code != 1 || !strings.HasPrefix(told, "PANEL_KEY_FILE: ") || !strings.Contains(told, tt.want) || strings.Contains(told, "canary") {
				t.Errorf("%v: %d, %q; want %q", command, code, told, tt.want)
			}
		}
	}
	if _, err := os.Stat(s.keyFile()); err == nil {
		t.Error("a key was made that opens nothing")
	}
	if now, err := os.ReadFile(database); err != nil || string(now) != string(whole) {
		t.Errorf("the database changed, %v", err)
	}
}

func TestOneRotationAtATime(t *testing.T) {
	s := stopped(t)
	cfg, err := dataSettings{Data: s.env["PANEL_DATA"]}.read()
	if err != nil {
		t.Fatal(err)
	}
	unlock, err := cfg.LockKey()
	if err != nil {
		t.Fatal(err)
	}
	s.refuses("another panel key rotate works")
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(s.env["PANEL_DATA"], ".panel-key-1")
	if err := os.WriteFile(left, []byte("half a key"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.rotated()
	if _, err := os.Stat(left); err == nil {
		t.Error("half a key lies about")
	}
}
