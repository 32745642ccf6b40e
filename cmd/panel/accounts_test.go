package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// shell is a data folder with a team, simulated providers, and the commands
// beside the panel.
type shell struct {
	t     *testing.T
	env   map[string]string
	box   *sandbox.Sandbox
	url   string
	stdin string
}

func newShell(t *testing.T) *shell {
	t.Helper()
	s := &shell{t: t, env: fresh(t), box: sandbox.New(sandbox.Options{Seed: 1, Servers: 2})}
	server := httptest.NewServer(s.box.Handler())
	t.Cleanup(server.Close)
	s.url = server.URL
	s.env["PANEL_ALLOW_ENDPOINTS"] = strings.TrimPrefix(server.URL, "http://")
	s.env["PANEL_ADMIN_EMAIL"], s.env["PANEL_ADMIN_PASSWORD"] = "a@example.com", "a long enough word"
	return s
}

// stopped is a shell whose panel was set up and does not run.
func stopped(t *testing.T) *shell {
	t.Helper()
	s := newShell(t)
	start(t, s.env, "serve").end()
	return s
}

// accounts runs a command with the shell's standard input.
func (s *shell) accounts(args ...string) (code int, out, err string) {
	s.t.Helper()
	setEnv(s.t, s.env)
	var stdout, stderr buffer
	code = run(s.t.Context(), append([]string{"accounts"}, args...), console{in: strings.NewReader(s.stdin), out: &stdout, err: &stderr})
	return code, stdout.String(), stderr.String()
}

func (s *shell) must(args ...string) string {
	s.t.Helper()
	code, out, err := s.accounts(args...)
	if code != 0 {
		s.t.Fatalf("%v: exit code %d: %s", args, code, err)
	}
	return out
}

// wrong runs a command that has to end with the sentence, and stores nothing.
func (s *shell) wrong(want string, args ...string) {
	s.t.Helper()
	before := s.must("list", "--json")
	code, _, err := s.accounts(args...)
	if code != 1 || !strings.Contains(err, want) {
		s.t.Errorf("%v: exit code %d, %q; want %q", args, code, err, want)
	}
	if after := s.must("list", "--json"); names(s.t, after) != names(s.t, before) {
		s.t.Errorf("%v: something was stored: %s", args, after)
	}
}

func listed(t *testing.T, text string) (all []listedAccount) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return all
}

func names(t *testing.T, text string) string {
	t.Helper()
	var all []string
	for _, a := range listed(t, text) {
		all = append(all, a.Provider+" "+a.Label)
	}
	return strings.Join(all, ", ")
}

// clodo are the flags that connect the default account at Clodo.
func (s *shell) clodo(more ...string) []string {
	s.stdin = sandbox.DefaultClodoKey + "\n"
	return append([]string{"add", "--provider", "clodo", "--credential", "user=" + sandbox.DefaultClodoLogin,
		"--credential-file", "key=-", "--setting", "endpoint=" + s.url + "/clodo"}, more...)
}

func TestAccountsBesideARunningPanel(t *testing.T) {
	s := newShell(t)
	panel := start(t, s.env, "serve")
	out := s.must(s.clodo("--label", "main", "--currency", "EUR")...)
	if !strings.Contains(out, "Signed in as jdoe.") || !strings.Contains(out, "Clodo main is connected. Its id is 1.") {
		t.Errorf("printed %s", out)
	}
	eventually(t, "the panel reads it", func() bool {
		all := listed(t, s.must("list", "--json"))
		return len(all) == 1 && all[0].Health == "Answers" && all[0].Servers > 2 && all[0].Currency == "EUR"
	})
	if table := s.must("list"); !strings.Contains(table, "1   Clodo     main   Answers") {
		t.Errorf("the table is\n%s", table)
	}
	if out := s.must("test", "main"); !strings.Contains(out, "Clodo main works.") {
		t.Errorf("printed %s", out)
	}
	s.stdin = "another\n"
	s.wrong("This is not the label. Nothing was removed.", "remove", "1")
	s.stdin = "main\n"
	if out := s.must("remove", "1"); !strings.Contains(out, "stored key") || !strings.Contains(out, "Clodo main is removed.") {
		t.Errorf("printed %s", out)
	}
	if code := panel.end(); code != 0 {
		t.Errorf("the panel ended with %d: %s", code, panel.err.String())
	}
	if out := s.must("list"); !strings.Contains(out, "No account is connected.") {
		t.Errorf("left %s", out)
	}
}

func TestAccountsAreAudited(t *testing.T) {
	s := stopped(t)
	s.must(s.clodo("--no-test")...)
	s.must("remove", "main", "--yes")
	store, err := models.Open(filepath.Join(s.env["PANEL_DATA"], "panel.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	teams, err := store.Teams(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	trail, err := store.HolderScope(teams[0]).AuditRows(t.Context(), models.AuditQuery{Limit: 10})
	if err != nil || len(trail) != 3 {
		t.Fatalf("%d entries, %v", len(trail), err)
	}
	for i, action := range []string{"account.remove", "account.connect"} {
		if e := trail[i]; e.Action != action || e.TargetName != "main" || e.Address != "command line" {
			t.Errorf("entry %+v", e)
		}
	}
}

func TestAccountsAddRefuses(t *testing.T) {
	s := stopped(t)
	add := func(more ...string) []string {
		return append([]string{"add", "--provider", "clodo", "--setting", "endpoint=" + s.url + "/clodo"}, more...)
	}
	s.wrong("There is no provider hetzner.", "add", "--provider", "hetzner")
	s.wrong("login: Fill this in.\nkey: Fill this in.\nNothing was stored.", add()...)
	s.wrong("Clodo has no field pass. It has: login, key,", add("--credential", "pass=x")...)
	s.wrong("--credential must be NAME=VALUE", add("--credential", "secret-canary")...)
	s.wrong("login is given twice", add("--credential", "user=a", "--credential", "login=b")...)
	s.wrong("cannot be read", add("--credential", "user=a", "--credential-file", "key="+filepath.Join(t.TempDir(), "none"))...)
	s.wrong("standard input can be read once", add("--credential-file", "user=-", "--credential-file", "key=-")...)
	s.wrong("currency: This choice is not offered", s.clodo("--currency", "XXX")...)
	s.stdin = "wrong-canary\n"
	s.wrong("Nothing was stored. With --no-test", append(s.clodo()[:5:5], "--credential", "key=wrong", "--setting", "endpoint="+s.url+"/clodo")...)
	s.must(s.clodo()...)
	s.wrong("label: Your team has an account of this name at Clodo already.", s.clodo()...)
	s.wrong("login: This account is connected already, as main.", s.clodo("--label", "again")...)
	s.wrong("Clodo has no trade.", add("--trade", "email=a@example.com")...)
}

func TestAccountsSameKeyTwice(t *testing.T) {
	s := stopped(t)
	add := func(label, key string) []string {
		return []string{"add", "--provider", "idcloudhost", "--label", label, "--credential", "key=" + key,
			"--setting", "endpoint=" + s.url + "/idcloudhost", "--no-test"}
	}
	s.must(add("one", "first")...)
	s.must(add("two", "second")...)
	s.wrong("apikey: This key is connected already, as one.", add("three", "first")...)
}

func TestAccountsWarnOfTheHistory(t *testing.T) {
	s := stopped(t)
	_, _, warned := s.accounts("add", "--provider", "clodo", "--credential", "user=jdoe", "--credential", "key=secret-canary", "--no-test")
	if !strings.Contains(warned, "--credential key=… stays readable in the shell's history. --credential-file keeps it out.") || strings.Contains(warned, "canary") {
		t.Errorf("warned %q", warned)
	}
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte(sandbox.DefaultClodoKey+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, warned = s.accounts("add", "--provider", "clodo", "--label", "x", "--credential", "user="+sandbox.DefaultClodoLogin,
		"--credential-file", "key="+file, "--setting", "endpoint="+s.url+"/clodo")
	if warned != "" {
		t.Errorf("warned %q", warned)
	}
}

func TestAccountsWithoutAPanel(t *testing.T) {
	s := newShell(t)
	code, _, err := s.accounts("list")
	if code != 1 || !strings.HasPrefix(err, "PANEL_DATA: ") || !strings.Contains(err, "holds no panel yet") {
		t.Errorf("exit code %d, %q", code, err)
	}
	if _, err := os.Stat(s.env["PANEL_DATA"]); err == nil {
		t.Error("a folder was made")
	}
}

func TestAccountsOfAnotherVersion(t *testing.T) {
	s := stopped(t)
	file := filepath.Join(s.env["PANEL_DATA"], "panel.db")
	if err := execute(file, "INSERT INTO migrations (id) VALUES ('2099-later')"); err != nil {
		t.Fatal(err)
	}
	if code, _, err := s.accounts("list"); code != 1 || !strings.Contains(err, "is of a later version") {
		t.Errorf("exit code %d, %q", code, err)
	}
	if err := execute(file, "DELETE FROM migrations"); err != nil {
		t.Fatal(err)
	}
	if code, _, err := s.accounts("list"); code != 1 || !strings.Contains(err, "holds no panel yet") {
		t.Errorf("exit code %d, %q", code, err)
	}
}

func TestAccountsOfSeveralTeams(t *testing.T) {
	s := stopped(t)
	store, err := models.Open(filepath.Join(s.env["PANEL_DATA"], "panel.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.CreateTeam(t.Context(), "Shop", &models.User{Email: "b@example.com"})
	if err != nil || store.Close() != nil {
		t.Fatal(err)
	}
	if code, _, err := s.accounts("list"); code != 1 || !strings.Contains(err, "There are several teams: My team, Shop. Name one with --team.") {
		t.Errorf("exit code %d, %q", code, err)
	}
	if code, _, err := s.accounts("list", "--team", "None"); code != 1 || !strings.Contains(err, "There is no team None.") {
		t.Errorf("exit code %d, %q", code, err)
	}
	s.must(s.clodo("--team", "Shop")...)
	if text := s.must("list", "--team", "My team"); !strings.Contains(text, "No account") {
		t.Errorf("another team sees %s", text)
	}
	if names := names(t, s.must("list", "--team", "Shop", "--json")); names != "clodo main" {
		t.Errorf("listed %s", names)
	}
}

func TestAccountsNamedAlike(t *testing.T) {
	s := stopped(t)
	s.must(s.clodo()...)
	s.must("add", "--provider", "idcloudhost", "--credential", "token="+sandbox.DefaultIDCloudHostKey, "--setting", "endpoint="+s.url+"/idcloudhost")
	s.wrong("Several accounts fit main: 1 (Clodo main), 2 (IDCloudHost main). Give the id.", "test", "main")
	s.wrong("There is no account none.", "remove", "none", "--yes")
	s.must("test", "2")
}

// execute changes the database behind the panel's back.
func execute(file, statement string) error {
	db, err := sql.Open("sqlite3", file)
	if err != nil {
		return err
	}
	_, err = db.Exec(statement)
	return errors.Join(err, db.Close())
}
