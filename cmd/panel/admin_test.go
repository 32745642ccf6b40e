package main

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"pinfold/internal/password"
)

// admin runs panel admin on the data of the shell.
func (s *shell) admin(args ...string) (code int, out, err string) {
	s.t.Helper()
	return once(s.t, s.env, append([]string{"admin"}, args...)...)
}

var adminLink = regexp.MustCompile(`(?m)^(https?://\S+)?/sign-in/reset\?token=[A-Z2-7]{52}$`)

// TestAdminBesideARunningPanel: people are listed, let in by a link, and kept
// out, while the panel runs.
func TestAdminBesideARunningPanel(t *testing.T) {
	s := newShell(t)
	panel := start(t, s.env, "serve")
	code, out, err := s.admin("list")
	if code != 0 || !strings.Contains(out, "a@example.com") || !strings.Contains(out, "My team (owner)") || !strings.Contains(out, "active") {
		t.Fatalf("%d %s %s", code, out, err)
	}
	code, out, err = s.admin("reset", "A@Example.com", "--url", "https://panel.example", "--drop-factors")
	link := adminLink.FindString(out)
	if code != 0 || !strings.HasPrefix(link, "https://panel.example/") || !strings.Contains(out, "passkeys are removed") {
		t.Fatalf("%d %s %s", code, out, err)
	}
	page := panel.url + strings.TrimPrefix(link, "https://panel.example")
	if got := statusOf(t, page); got != http.StatusOK {
		t.Errorf("the link answers %d", got)
	}
	code, out, _ = s.admin("disable", "a@example.com")
	if code != 0 || !strings.Contains(out, "Their sessions have ended.") || statusOf(t, page) != http.StatusNotFound {
		t.Errorf("%d %s", code, out)
	}
	if _, out, _ = s.admin("disable", "a@example.com"); !strings.Contains(out, "is disabled already.") {
		t.Errorf("again: %s", out)
	}
	if code, _, err = s.admin("reset", "a@example.com"); code != 1 || !strings.Contains(err, "is disabled. Use panel admin enable first.") {
		t.Errorf("%d %s", code, err)
	}
	if _, out, _ = s.admin("list"); !strings.Contains(out, "disabled") {
		t.Errorf("listed %s", out)
	}
	if code, out, _ = s.admin("enable", "a@example.com"); code != 0 || !strings.Contains(out, "may sign in again.") {
		t.Errorf("%d %s", code, out)
	}
	code, out, _ = s.admin("reset", "a@example.com")
	if code != 0 || !strings.HasPrefix(adminLink.FindString(out), "/sign-in/reset") || !strings.Contains(out, "Put the address of the panel in front of it") {
		t.Errorf("%d %s", code, out)
	}
}

func TestAdminRefuses(t *testing.T) {
	s := stopped(t)
	for want, args := range map[string][]string{
		"Nobody signs in as nobody@example.com. panel admin list shows who does.": {"reset", "nobody@example.com"},
		"Nobody signs in as x.": {"disable", "x"},
		"PANEL_URL: must be":    {"reset", "a@example.com", "--url", "panel.example"},
		"holds no panel yet":    {"list", "--data", t.TempDir()},
	} {
		if code, _, err := s.admin(args...); code != 1 || !strings.Contains(err, want) {
			t.Errorf("%v: %d %s", args, code, err)
		}
	}
}

// TestFirstOwnerNeedsAGoodPassword: what everyone tries first stops the start.
func TestFirstOwnerNeedsAGoodPassword(t *testing.T) {
	for _, word := range []string{"Password4321", "first.owner@1", "short"} {
		code, _, err := once(t, map[string]string{"PANEL_ADDR": "127.0.0.1:0", "PANEL_DATA": t.TempDir(),
			"PANEL_ADMIN_EMAIL": "first.owner@example.com", "PANEL_ADMIN_PASSWORD": word}, "serve")
		if code != 1 || !strings.HasPrefix(err, "PANEL_ADMIN_PASSWORD: ") || strings.Contains(err, word) || password.ProblemFor(word, "first.owner@example.com") == "" {
			t.Errorf("%s: %d %s", word, code, err)
		}
	}
}

func statusOf(t *testing.T, url string) int {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close() // The status says it.
	return answer.StatusCode
}
