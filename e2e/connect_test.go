//go:build e2e

package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/sandbox"
)

const connectPath = "/accounts/new?provider=clodo"

func TestConnect(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{Seed: 1, Servers: 4})
	page := h.Page()
	h.SignIn(page)
	said := collect(page)

	t.Run("an empty form gets a sentence at each field", func(t *testing.T) {
		h := h.In(t)
		h.Goto(page, connectPath)
		h.fill(page, map[string]string{"label": "kept", "endpoint": "ftp://x"})
		h.Press(page, "Connect")
		for _, field := range []string{"login", "key", "endpoint"} {
			h.Must(h.Expect.Locator(page.Locator("#f-" + field + "-e")).Not().ToBeEmpty())
		}
		h.Must(h.Expect.Locator(page.Locator(`[name="label"]`)).ToHaveValue("kept"))
	})
	t.Run("the test tells of a right key, a wrong key and a dead endpoint", func(t *testing.T) {
		h := h.In(t)
		h.Goto(page, connectPath)
		right := h.Box.Clodo()
		h.fill(page, right)
		h.test(page, "Works, answered in")
		h.Must(h.Expect.Locator(page.Locator(`[name="key"]`)).ToHaveValue(right["key"]))
		h.fill(page, map[string]string{"key": "wrong-canary-key"})
		h.test(page, "Clodo")
		h.Must(h.Expect.Locator(page.Locator("#connect-result")).Not().ToContainText("Works"))
		h.fill(page, map[string]string{"key": right["key"], "endpoint": "http://" + freeAddress(t)})
		h.test(page, "The address is private")
		h.fill(page, right)
		h.Box.SetFault(sandbox.Fault{Provider: "clodo", Kind: sandbox.FaultCut})
		defer h.Box.ClearFaults()
		h.test(page, "The connection to Clodo broke")
	})
	t.Run("its servers appear within seconds", func(t *testing.T) {
		h := h.In(t)
		h.ConnectClodo(page)
		began := time.Now()
		h.Goto(page, "/servers")
		h.Must(h.Expect.Locator(page.Locator("tbody tr")).ToHaveCount(7))
		t.Logf("servers after %v", time.Since(began))
		if time.Since(began) > 5*time.Second {
			t.Error("too late")
		}
	})
	t.Run("the same name is refused at its field", func(t *testing.T) {
		h := h.In(t)
		h.Goto(page, connectPath)
		h.fill(page, h.Box.Clodo())
		h.Must(page.Locator(`form button[value="save"]`).Click())
		h.Must(h.Expect.Locator(page.Locator("#f-label-e")).ToContainText("already"))
	})
	t.Run("the key is nowhere", func(t *testing.T) { h.In(t).keyIsNowhere(page, said()) })
}

// test presses Test connection and waits for the result.
func (h *House) test(page playwright.Page, want string) {
	h.t.Helper()
	h.Press(page, "Test connection")
	h.Must(h.Expect.Locator(page.Locator("#connect-result")).ToContainText(want))
}

// collect keeps the bodies and headers of all answers of the panel.
func collect(page playwright.Page) func() string {
	kept := &output{}
	page.OnResponse(func(r playwright.Response) {
		if strings.Contains(r.URL(), "/static/") || strings.Contains(r.URL(), "/events") {
			return
		}
		go func() { // The driver must not wait for itself.
			body, _ := r.Text() // Redirects have none.
			_, _ = kept.Write([]byte(r.URL() + "\n" + body + "\n"))
		}()
	})
	return kept.String
}

// keyIsNowhere looks for the canaries in everything that the panel wrote: its
// pages, its log, and the bytes of its files.
func (h *House) keyIsNowhere(page playwright.Page, said string) {
	h.t.Helper()
	db := OpenData(h.t, h.Panel)
	first := db.Servers()[0]
	client := ClientOf(h.t, h.Panel, Email)
	stream, _ := client.Listen()
	for _, path := range []string{"/servers", serverURL(first), "/operations", "/accounts", "/accounts/1", "/accounts/1/settings", connectPath} {
		said += client.Get(path).Body
	}
	client.Post("/accounts/1/refresh", nil)
	Eventually(h.t, "the stream tells of the refresh", func() bool { return strings.Contains(stream(), "account-1") })
	secrets := []string{sandbox.DefaultClodoKey, "wrong-canary-key", Password}
	h.lacks("a page", said, secrets)
	h.lacks("the stream", stream(), secrets)
	h.lacks("the log", h.Log(), append(secrets, h.passwords()...))
	for name, data := range h.files() {
		for _, secret := range append(secrets, h.passwords()...) {
			if bytes.Contains(data, []byte(secret)) {
				h.t.Errorf("%s holds %s", name, secret)
			}
		}
	}
}

// passwords are those of the sample servers of the provider's document.
func (h *House) passwords() []string {
	return []string{"LKjKH8JK9j", "lJKBFyh6Ff", "lhGu7HF6jF", "87JgRe6BC6", "kT54bFEoIU", "bVtRrie9Rq"}
}

func (h *House) lacks(where, text string, secrets []string) {
	h.t.Helper()
	if text == "" {
		h.t.Errorf("nothing of %s was seen", where)
	}
	for _, secret := range secrets {
		if at := strings.Index(text, secret); at >= 0 {
			h.t.Errorf("%s holds %s: …%s", where, secret, text[max(0, at-300):at])
		}
	}
}

// files are the bytes of everything in the data folder.
func (h *House) files() map[string][]byte {
	h.t.Helper()
	found := map[string][]byte{}
	names, err := filepath.Glob(filepath.Join(h.Data, "*"))
	h.Must(err)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err == nil {
			found[filepath.Base(name)] = data
		}
	}
	for _, name := range []string{"panel.db", "panel.db-wal", "queue.db"} {
		if len(found[name]) == 0 {
			h.t.Errorf("%s was not read", name)
		}
	}
	return found
}
