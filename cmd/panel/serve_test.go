package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinfold/internal/secrets"
)

func fresh(t *testing.T) map[string]string {
	return map[string]string{"PANEL_DATA": filepath.Join(t.TempDir(), "data"), "PANEL_ADDR": "127.0.0.1:0"}
}

func TestServeAnswersAndStops(t *testing.T) {
	p := start(t, fresh(t), "serve")
	answer, err := http.Get(p.url + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("status %d", answer.StatusCode)
	}
	if code := p.end(); code != 0 {
		t.Errorf("exit code %d: %s", code, p.err.String())
	}
}

// wantRefused checks that a start ends with one sentence and nothing else.
func wantRefused(t *testing.T, env map[string]string, begins string) {
	t.Helper()
	code, out, sentence := once(t, env, "serve")
	if code != 1 || out != "" || strings.Count(sentence, "\n") != 1 || !strings.HasPrefix(sentence, begins) {
		t.Errorf("exit code %d, printed %q and %q; want a sentence that begins with %q", code, out, sentence, begins)
	}
}

func TestWrongSettingStopsTheStart(t *testing.T) {
	for name, value := range map[string]string{
		"PANEL_ADDR": "8080", "PANEL_URL": "panel", "PANEL_LOOK_FOR": "soon", "PANEL_DATA": "/dev/null/data",
		"PANEL_DATABASE_URL": "postgres://u:p@db/panel", "PANEL_KEY": "none",
	} {
		env := fresh(t)
		env[name] = value
		wantRefused(t, env, name+": ")
	}
}

func TestWeakAdminPassword(t *testing.T) {
	env := fresh(t)
	env["PANEL_ADMIN_EMAIL"], env["PANEL_ADMIN_PASSWORD"] = "a@example.com", "short"
	wantRefused(t, env, "PANEL_ADMIN_PASSWORD: At least")
}

// Case 33: a second panel on the same SQLite refuses to start.
func TestSecondPanelOnTheSameData(t *testing.T) {
	env := fresh(t)
	start(t, env, "serve")
	wantRefused(t, env, "PANEL_DATA: another panel already works on "+env["PANEL_DATA"])
}

func TestAddressInUse(t *testing.T) {
	first := start(t, fresh(t), "serve")
	env := fresh(t)
	env["PANEL_ADDR"] = strings.Replace(strings.TrimPrefix(first.url, "http://"), "localhost", "127.0.0.1", 1)
	wantRefused(t, env, "PANEL_ADDR: "+env["PANEL_ADDR"]+" is in use")
}

func TestKeyMustBeTheOneOfTheDatabase(t *testing.T) {
	env := fresh(t)
	start(t, env, "serve").end()
	file := filepath.Join(env["PANEL_DATA"], "key")
	other, err := secrets.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, other, 0o600); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, env, "PANEL_KEY_FILE: is not the key of")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, env, "PANEL_KEY_FILE: "+file+" is missing")
}

func TestDatabaseThatIsNone(t *testing.T) {
	env := fresh(t)
	start(t, env, "serve").end()
	file := filepath.Join(env["PANEL_DATA"], "panel.db")
	if err := os.WriteFile(file, []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, env, "PANEL_DATA: "+file+" cannot be used")
}

func TestNoOwnerMeansToken(t *testing.T) {
	env := fresh(t)
	first, second := start(t, env, "serve"), (*process)(nil)
	eventually(t, "a token is printed", func() bool { return strings.Count(first.out.String(), "\n") == 3 })
	first.end()
	second = start(t, env, "serve")
	eventually(t, "a token is printed", func() bool { return strings.Count(second.out.String(), "\n") == 3 })
	if !strings.Contains(first.out.String(), first.url+"/setup") {
		t.Errorf("no address to set up at: %s", first.out.String())
	}
	if lastLine(first) == lastLine(second) {
		t.Errorf("the same token twice: %s", lastLine(first))
	}
}

func lastLine(p *process) string {
	lines := strings.Split(strings.TrimSpace(p.out.String()), "\n")
	return lines[len(lines)-1]
}

func TestOwnerFromSettings(t *testing.T) {
	env := fresh(t)
	env["PANEL_ADMIN_EMAIL"], env["PANEL_ADMIN_PASSWORD"] = "a@example.com", "a long enough word"
	for range 2 { // The second start finds the owner.
		p := start(t, env, "serve")
		p.end()
		if out := p.out.String(); strings.Count(out, "\n") != 1 {
			t.Errorf("printed more than the address: %s", out)
		}
	}
}
