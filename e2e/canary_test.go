//go:build e2e

package e2e

import (
	"compress/gzip"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
	"pinfold/internal/testmail"
)

// TestFinderFindsEveryForm, alone and in the middle of what else was encoded.
func TestFinderFindsEveryForm(t *testing.T) {
	const secret = `quote"d <&> söcret`
	look := newFinder([]string{secret, "short", "another-long-one"})
	long := []byte(secret)
	for name, text := range map[string]string{
		"plain": secret, "query": url.QueryEscape(secret), "path": url.PathEscape(secret), "page": "quote&#34;d &lt;&amp;&gt; söcret",
		"JSON": inJSON(secret), "hex": hex.EncodeToString(long), "base64": base64.StdEncoding.EncodeToString(long),
		"base64 behind one":   base64.StdEncoding.EncodeToString([]byte("x" + secret + " and more")),
		"base64 behind two":   base64.URLEncoding.EncodeToString([]byte("xy" + secret + " and more")),
		"base64 behind three": base64.StdEncoding.EncodeToString([]byte("xyz" + secret + " and more")),
	} {
		if leaks := look.in([]byte("\nGET /page: 200\nbefore " + text + " behind")); len(leaks) != 1 || !strings.Contains(leaks[0], "GET /page") {
			t.Errorf("%s: %q", name, leaks)
		}
	}
	for _, text := range []string{"", "short", "another-long-on", `quote"d <&> s`} {
		if leaks := look.in([]byte("x" + text + "x")); len(leaks) != 0 {
			t.Errorf("%q: %q", text, leaks)
		}
	}
}

// TestTapWritesDownEveryAnswer: compressed, streamed, cut off, and several on
// one connection.
func TestTapWritesDownEveryAnswer(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("X-Header", "header-canary")
		switch r.URL.Path {
		case "/gzip":
			w.Header().Set("Content-Encoding", "gzip")
			zipped := gzip.NewWriter(w)
			_, _ = io.WriteString(zipped, "gzip-canary")
			_ = zipped.Close()
		case "/cut":
			_, _ = io.WriteString(w, "cut-canary")
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		default:
			_, _ = io.WriteString(w, r.Method+"-canary")
		}
	}))
	defer server.Close()
	tape := newTape(t)
	tap := newTap(t, strings.TrimPrefix(server.URL, "http://"), tape)
	base := "http://" + tap.listener.Addr().String()
	send := func(method, path string) {
		t.Helper()
		request, err := http.NewRequest(method, base+path, strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", "gzip")
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, answer.Body)
		_ = answer.Body.Close()
	}
	send("GET", "/one")
	send("HEAD", "/two")
	send("POST", "/three")
	send("POST", "/servers/1/secrets/root") // It may show a secret.
	send("GET", "/gzip")
	send("GET", "/cut")
	wants := []string{"GET-canary", "header-canary", "POST-canary", "gzip-canary", "cut-canary", "HEAD /two"}
	var text string
	Eventually(t, "everything is written down", func() bool {
		data, err := tape.read()
		text = string(data)
		for _, want := range wants {
			if err != nil || !strings.Contains(text, want) {
				return false
			}
		}
		return true
	})
	if strings.Contains(text, "/secrets/") || strings.Count(text, "POST-canary") != 1 {
		t.Errorf("what a person asked to see is taken for a leak: %s", text)
	}
	if strings.HasPrefix(t.Name(), "TestBench") {
		t.Error("nothing would be written down")
	}
}

// Case 40: the canary through success, error, page, event, backup, log and key
// rotation; a value moved to another row does not open, and a sentence says so.
// What was answered, printed and stored is searched when the panel has ended.
func TestCanary(t *testing.T) {
	box := StartBox(t, sandbox.Options{Seed: 40, Servers: 4, Pace: 100 * time.Millisecond})
	LiftLimits(t, box)
	panel := StartPanel(t, box.Allow())
	client := NewClient(t, panel)
	client.SignIn()
	wrong := box.Clodo()
	wrong["key"] = "wrong-" + testmail.Password
	const connect = "/accounts/new?provider=clodo"
	if answer := client.Submit(connect, connect, wrong); answer.Status != http.StatusUnprocessableEntity {
		t.Errorf("a wrong key: status %d", answer.Status)
	}
	client.ConnectClodo(box)
	db := OpenData(t, panel)
	Eventually(t, "the servers are there", func() bool { return len(db.Servers()) >= 4 })
	heard, _ := client.Listen()
	client.failing(box, db)
	canaryBackup(t, panel)
	for range 2 {
		if out, err := panel.shell("", "key", "rotate"); err != nil || !strings.Contains(out, "Everything is sealed with the new key") {
			t.Errorf("%v: %s", err, out)
		}
		client.revealed(db, panel)
	}
	for _, path := range []string{"/", "/servers", serverURL(db.Servers()[0]), "/operations", "/accounts", "/accounts/1", "/accounts/1/settings", connect} {
		client.Get(path)
	}
	Eventually(t, "events were heard", func() bool { return strings.Contains(heard(), "account-1") })
	client.moved(db, panel)
}

// failing lets the provider answer with what it was sent and worse.
func (c *Client) failing(box *Box, db *Data) {
	c.t.Helper()
	for _, fault := range []sandbox.Fault{{Kind: sandbox.FaultGarbage}, {Kind: sandbox.FaultHTML}, {Kind: sandbox.FaultStatus, Status: 401}, {Kind: sandbox.FaultCut}} {
		fault.Provider = "clodo"
		box.SetFault(fault)
		before := db.Account().Failures
		c.Post("/accounts/1/refresh", nil)
		Eventually(c.t, "the account fails", func() bool { return db.Account().Failures > before })
		c.Get("/accounts/1")
		box.ClearFaults()
	}
	Eventually(c.t, "the account answers again", func() bool {
		c.Post("/accounts/1/refresh", nil)
		return db.Account().Failures == 0
	})
}

// revealed reads a stored password, which is the same as before.
func (c *Client) revealed(db *Data, p *Panel) {
	c.t.Helper()
	for _, server := range db.Servers() {
		name, _, _ := strings.Cut(server.SealedNames, ",")
		if name == "" {
			continue
		}
		values, err := p.sealedValues()
		if err != nil || len(values) < 2 {
			c.t.Fatalf("%d sealed values, %v", len(values), err)
		}
		answer := c.Post(fmt.Sprintf("%s/secrets/%s", serverURL(server), name), nil)
		if answer.Status != http.StatusOK || len(newFinder(values).in([]byte(answer.Body))) == 0 {
			c.t.Errorf("reveal: status %d", answer.Status)
		}
		return
	}
	c.t.Error("no server has a password")
}

// moved puts one server's passwords into the row of another, and the
// credentials of another row into the account.
func (c *Client) moved(db *Data, p *Panel) {
	c.t.Helper()
	var name, path string
	for _, server := range db.Servers() {
		if server.SealedNames != "" {
			name, _, _ = strings.Cut(server.SealedNames, ",")
			path = fmt.Sprintf("%s/secrets/%s", serverURL(server), name)
			p.exec(fmt.Sprintf(`UPDATE resources SET sealed = (SELECT sealed FROM resources WHERE kind = '%s' AND id <> %d AND sealed IS NOT NULL) WHERE id = %d`,
				providers.KindServer, server.ID, server.ID))
			break
		}
	}
	if answer := c.Post(path, nil); answer.Status != http.StatusConflict || !strings.Contains(answer.Body, "does not open with the panel") {
		c.t.Errorf("moved to another row: status %d\n%s", answer.Status, answer.Text())
	}
	if out, err := p.shell("", "key", "rotate"); err == nil || !strings.Contains(out, "No key opens these") || !strings.Contains(out, "resources ") {
		c.t.Errorf("the rotation says %v: %s", err, out)
	}
	p.exec(`UPDATE accounts SET sealed = (SELECT sealed FROM resources WHERE sealed IS NOT NULL), version = version + 1, next_refresh = '2020-01-01 00:00:00+00:00'`)
	Eventually(c.t, "the account needs credentials", func() bool { return db.Account().NeedsCredentials() })
	if answer := c.Get("/accounts/1"); !strings.Contains(answer.Text(), "Enter them again") {
		c.t.Errorf("the page of the account: %s", answer.Text())
	}
}

// exec changes rows behind the panel's back.
func (p *Panel) exec(query string) {
	p.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+p.Data+"/panel.db?_busy_timeout=10000")
	p.must(err)
	defer func() { _ = db.Close() }() // What was committed is safe.
	_, err = db.Exec(query)
	p.must(err)
}

// canaryBackup backs up with and without the key: neither holds a secret in
// plain, and only the one that was asked to holds the key.
func canaryBackup(t *testing.T, p *Panel) {
	t.Helper()
	key, err := os.ReadFile(filepath.Join(p.Data, "key"))
	p.must(err)
	values, err := p.sealedValues()
	p.must(err)
	look := newFinder(append(values, planted...))
	for _, flag := range []string{"--with-key=false", "--with-key"} {
		file := filepath.Join(t.TempDir(), "backup.tar.gz")
		out, err := p.shell("", "backup", file, flag)
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		data := unzipped(t, file)
		if leaks := look.in(data); len(leaks) != 0 {
			t.Errorf("the backup %s: %s", flag, leaks)
		}
		if has := strings.Contains(string(data), string(key)); has != (flag == "--with-key") {
			t.Errorf("%s: it holds the key: %v", flag, has)
		}
	}
}

func unzipped(t *testing.T, name string) []byte {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }() // It was only read.
	zipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(zipped)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
