//go:build e2e

package e2e

import (
	"bytes"
	"fmt"
	"regexp"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// within is how soon after a change every page must show it.
const within = time.Second

// seen notes when each text of an element first stood on the page.
const seen = `selector => {
	const texts = {};
	window.firstSeen = texts;
	const look = () => {
		const element = document.querySelector(selector);
		const text = element ? element.textContent.trim() : "(none)";
		texts[text] ??= Date.now();
	};
	new MutationObserver(look).observe(document.documentElement, { subtree: true, childList: true, characterData: true });
	look();
}`

// Note begins to note the texts of the element.
func (h *House) Note(page playwright.Page, selector string) {
	h.t.Helper()
	_, err := page.Evaluate(seen, selector)
	h.Must(err)
}

// Noted waits for a text and returns when it first stood there.
func (h *House) Noted(page playwright.Page, text string) time.Time {
	h.t.Helper()
	var at time.Time
	Eventually(h.t, fmt.Sprintf("%s shows %q", page.URL(), text), func() bool {
		texts, err := page.Evaluate("() => window.firstSeen")
		h.Must(err)
		ms, ok := texts.(map[string]any)[text]
		switch n := ms.(type) {
		case int:
			at = time.UnixMilli(int64(n))
		case float64:
			at = time.UnixMilli(int64(n))
		}
		return ok
	})
	return at
}

// wantSoon checks that a text stood on the page soon after the change.
func (h *House) wantSoon(page playwright.Page, where, text string, changed time.Time) {
	h.t.Helper()
	late := h.Noted(page, text).Sub(changed)
	h.t.Logf("%s: %q after %v", where, text, late.Round(time.Millisecond))
	if late > within {
		h.t.Errorf("%s shows %q %v after the change", where, text, late)
	}
}

// TestChangesAreWatched runs every action from the page and watches it in the
// list, on the server's page and in the operations, without a reload.
func TestChangesAreWatched(t *testing.T) {
	h, page, db := Settle(t, sandbox.Options{Seed: 3, Servers: 4, Pace: 300 * time.Millisecond})
	server := db.Running()[0]
	list, operations := h.Page(), h.Page()
	h.Goto(list, "/servers")
	h.Goto(operations, "/operations")
	h.Goto(page, serverURL(server))
	row := fmt.Sprintf("#server-%d .c-state .state", server.ID)
	for _, step := range []struct{ label, doing, after string }{
		{"Stop", "Stopping", "Stopped"}, {"Start", "Starting", "Running"}, {"Reboot", "Rebooting", "Running"},
	} {
		t.Run(step.label, func(t *testing.T) {
			h, db := h.In(t), db.In(t)
			h.Must(h.Expect.Locator(page.Locator("#server-actions a[href]", playwright.PageLocatorOptions{HasText: step.label})).ToBeAttached())
			h.Note(list, row)
			h.Note(page, "h1 + .state")
			h.Note(operations, "tbody .c-state .state")
			h.Do(page, server, step.label)
			op := db.Ended(models.StatusSucceeded)
			for name, tab := range map[string]playwright.Page{"list": list, "server": page, "operations": operations} {
				h.wantSoon(tab, name, step.doing, *op.StartedAt)
			}
			h.Must(h.Expect.Locator(list.Locator(row)).ToHaveText(step.after))
			h.Must(h.Expect.Locator(page.Locator("h1 + .state")).ToHaveText(step.after))
			h.Must(h.Expect.Locator(operations.Locator("#operation-list")).ToContainText("Nothing is open"))
			if step.label != "Reboot" { // Which begins as it ends.
				h.wantSoon(list, "list", step.after, *op.EndedAt)
				h.wantSoon(page, "server", step.after, *op.EndedAt)
			}
			h.wantSoon(operations, "operations", "(none)", *op.EndedAt)
		})
	}
	t.Run("Delete asks for the name", func(t *testing.T) { h.In(t).deletes(page, list, db.In(t), server) })
	t.Run("Create", func(t *testing.T) { h.In(t).creates(page, list, db.In(t)) })
}

func (h *House) deletes(page, list playwright.Page, db *Data, server models.Resource) {
	box := h.Ask(page, server, "Delete server")
	h.Must(box.Locator(`[name="confirm"]`).Fill("another"))
	h.Must(box.Locator("button[type=submit]").Click())
	h.Must(h.Expect.Locator(box.Locator("#f-confirm-e")).ToContainText("not the name"))
	if n := len(h.Box.writes("CLO-08")); n != 0 {
		h.t.Fatalf("%d deletions after a wrong name", n)
	}
	h.Must(box.Locator(`[name="confirm"]`).Fill(server.Name))
	h.Note(list, fmt.Sprintf("#server-%d .c-state .state", server.ID))
	h.Note(page, "h1 + .state")
	h.Confirm(page)
	op := db.Ended(models.StatusSucceeded)
	h.wantSoon(list, "list", "Deleting", *op.StartedAt)
	h.wantSoon(page, "server", "Deleting", *op.StartedAt)
	h.wantSoon(list, "list", "(none)", *op.EndedAt)
	h.wantSoon(page, "server", "Gone", *op.EndedAt)
	if n := len(h.Box.writes("CLO-08")); n != 1 {
		h.t.Errorf("%d deletions", n)
	}
}

func (h *House) creates(page, list playwright.Page, db *Data) {
	h.Must(page.BringToFront())
	h.Goto(page, "/servers")
	h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "Create server"}).First().Click())
	h.Must(h.Expect.Locator(page.Locator("main h1")).ToHaveText("Create server"))
	h.fill(page, map[string]string{"name": "", "vps_memory": "1024", "vps_hdd": "-1"})
	h.Press(page, "Create server")
	for _, field := range []string{"name", "vps_hdd"} {
		h.Must(h.Expect.Locator(page.Locator("#f-" + field + "-e")).Not().ToBeEmpty())
	}
	h.Must(h.Expect.Locator(page.Locator(`[name="vps_memory"]`)).ToHaveValue("1024"))
	h.fill(page, map[string]string{"name": "brand-new", "vps_hdd": "10"})
	h.Note(list, `tbody .c-lead a[title="brand-new"]`)
	h.Press(page, "Create server")
	h.Arrives(page, regexp.MustCompile(`/operations/\d+$`))
	h.Must(h.Expect.Locator(page.Locator("h1 + .state")).ToHaveText("Done"))
	op := db.Ended(models.StatusSucceeded)
	h.wantSoon(list, "list", "brand-new", *op.EndedAt)
	h.passwordOnce(page, db, op)
}

// passwordOnce reads the root password, which is there for the one who asked,
// and only the first time.
func (h *House) passwordOnce(page playwright.Page, db *Data, op models.Operation) {
	h.t.Helper()
	path := fmt.Sprintf("/operations/%d/answer", op.ID)
	db.AddPerson("second@example.com", access.Owner)
	second := ClientOf(h.t, h.Panel, "second@example.com")
	if answer := second.Post(path, nil); answer.Status < 400 {
		h.t.Errorf("another person got status %d", answer.Status)
	}
	h.Press(page, "Show once")
	shown := page.Locator("#answer dd .mono")
	h.Must(h.Expect.Locator(shown).ToHaveText(regexp.MustCompile(`^\S{8,}$`)))
	word, err := shown.TextContent()
	h.Must(err)
	_, err = page.Reload()
	h.Must(err)
	h.Must(h.Expect.Locator(page.Locator("h1")).ToContainText("brand-new"))
	h.Must(h.Expect.Locator(page.Locator("body")).Not().ToContainText(word))
	h.Must(h.Expect.Locator(page.GetByText("Show once")).ToHaveCount(0))
	if answer := ClientOf(h.t, h.Panel, Email).Post(path, nil); answer.Status < 400 {
		h.t.Errorf("the second time: status %d", answer.Status)
	}
	h.lacks("the log", h.Log(), []string{word})
	for name, data := range h.files() {
		if bytes.Contains(data, []byte(word)) {
			h.t.Errorf("%s holds the root password", name)
		}
	}
}
