package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/password"
	"pinfold/internal/providers/all"
)

func TestDemoHasServers(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "demo")
	p := start(t, map[string]string{"DEMO_SERVERS": "3"}, "demo", "--addr", "127.0.0.1:0", "--data", folder)
	store, err := models.Open(filepath.Join(folder, "panel.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	user, err := store.UserByEmail(t.Context(), demoEmail)
	if err != nil {
		t.Fatal(err)
	}
	scope, err := store.ScopeFor(t.Context(), user.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the accounts were read", func() bool {
		accounts, err := scope.Accounts(t.Context())
		read := func(a models.Account) bool { return a.RefreshedAt != nil && a.Failures == 0 }
		return err == nil && len(accounts) == len(all.Vendors()) && !slices.ContainsFunc(accounts, func(a models.Account) bool { return !read(a) })
	})
	checkPassword(t, p, user)
}

func checkPassword(t *testing.T, p *process, user models.User) {
	t.Helper()
	found := regexp.MustCompile(`(?m)^Sign in as demo@example\.com with the password (\S+)$`).FindStringSubmatch(p.out.String())
	if found == nil {
		t.Fatalf("no password on the console: %s", p.out.String())
	}
	if ok, err := password.Verify(t.Context(), found[1], user.PasswordHash); !ok || err != nil {
		t.Errorf("%s is not the password: %v", found[1], err)
	}
}

func TestDemoRemovesItsFolder(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	p := start(t, nil, "demo", "--addr", "127.0.0.1:0")
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "pinfold-demo-*")); len(left) != 1 {
		t.Fatalf("folders while it runs: %v", left)
	}
	if code := p.end(); code != 0 {
		t.Fatalf("exit code %d: %s", code, p.err.String())
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "pinfold-demo-*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestDemoWantsAFolderOfItsOwn(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "panel.db"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, sentence := once(t, nil, "demo", "--data", folder)
	if code != 1 || !strings.HasPrefix(sentence, "--data: "+folder+" is in use") {
		t.Errorf("exit code %d, %q", code, sentence)
	}
}

func TestReadablePasswords(t *testing.T) {
	for range 100 {
		if problem := password.Problem(readablePassword()); problem != "" {
			t.Fatal(problem)
		}
	}
}
