package main

import (
	"database/sql"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// audit runs the check of the trail.
func (s *shell) audit(args ...string) (code int, out, err string) {
	s.t.Helper()
	setEnv(s.t, s.env)
	var stdout, stderr buffer
	code = run(s.t.Context(), append([]string{"audit", "verify"}, args...), console{in: strings.NewReader(""), out: &stdout, err: &stderr})
	return code, stdout.String(), stderr.String()
}

// exec changes the database by hand.
func (s *shell) exec(queries ...string) {
	s.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(s.env["PANEL_DATA"], "panel.db"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = db.Close() }() // What was committed is safe.
	for _, query := range queries {
		if _, err := db.Exec(query); err != nil {
			s.t.Fatal(query, err)
		}
	}
}

// Case 36: a row is edited by hand, and the command names it.
func TestAuditVerify(t *testing.T) {
	s := stopped(t)
	s.must(s.clodo("--no-test")...)
	code, out, _ := s.audit()
	fits := regexp.MustCompile(`^Team 1, [^:]+: 2 entries fit\. Head ([0-9a-f]{64})\n$`).FindStringSubmatch(out)
	if code != 0 || fits == nil {
		t.Fatalf("exit code %d: %s", code, out)
	}
	if code, heads, _ := s.audit("--head"); code != 0 || strings.TrimSpace(heads) != fits[1] {
		t.Errorf("exit code %d, heads %q", code, heads)
	}
	s.must("remove", "main", "--yes")
	if code, out, _ := s.audit("--since", fits[1]); code != 0 || !strings.Contains(out, "3 entries fit") {
		t.Errorf("exit code %d: %s", code, out)
	}
	if code, out, err := s.audit("--since", "abcd"); code != 1 || !strings.Contains(out, "abcd is in no trail any more") || err != "The audit trail does not fit.\n" {
		t.Errorf("exit code %d: %s%s", code, out, err)
	}
	s.exec("DROP TRIGGER audit_unchanged", "UPDATE audits SET target_name = 'other' WHERE seq = 2")
	code, out, err := s.audit()
	if code != 1 || !strings.Contains(out, "entry 2 (row 2) does not fit (changed). It was changed after it was written.") || err != "The audit trail does not fit.\n" {
		t.Errorf("exit code %d: %s%s", code, out, err)
	}
}

func TestAuditVerifyWithoutAPanel(t *testing.T) {
	s := newShell(t)
	if code, _, err := s.audit(); code != 1 || !strings.Contains(err, "holds no panel yet") {
		t.Errorf("exit code %d: %s", code, err)
	}
}

// A backup that is restored goes on with its trail, and says so.
func TestAuditSurvivesRestore(t *testing.T) {
	s := stopped(t)
	file := filepath.Join(t.TempDir(), "backup")
	setEnv(t, s.env)
	var out buffer
	if code := run(t.Context(), []string{"backup", file}, console{out: &out, err: &out}); code != 0 {
		t.Fatal(out.String())
	}
	_, before, _ := s.audit("--head")
	if code := run(t.Context(), []string{"restore", "--replace", file}, console{out: &out, err: &out}); code != 0 {
		t.Fatal(out.String())
	}
	code, told, _ := s.audit("--since", strings.TrimSpace(before))
	if code != 0 || !strings.Contains(told, "Installation: 1 entry fits") || !strings.Contains(told, "Team 1") {
		t.Errorf("exit code %d: %s", code, told)
	}
}
