//go:build e2e

package e2e

import (
	"encoding/csv"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/sandbox"
)

// TestOwnWords tags two servers at once, filters by the tag, saves that as a
// view, and keeps note, columns and view over a reload.
func TestOwnWords(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 21, Servers: 6})
	h.AllowConsole("422")
	two := db.Running()[:2]
	rows := page.Locator("tbody tr")

	t.Run("tag in bulk", func(t *testing.T) {
		h := h.In(t)
		h.Goto(page, "/servers")
		h.pick(page, two)
		h.Must(page.Locator(`[data-action="server.tag"]`).Click())
		h.Must(h.Expect.Locator(page.Locator("#dialog [data-dialog-box]")).ToContainText("Tag 2 servers"))
		h.Must(page.Locator("#dialog form button[type=submit]").Click())
		h.Must(h.Expect.Locator(page.Locator("#f-add-e")).ToHaveText("Enter a tag, or choose one to remove."))
		h.Must(page.Locator("#f-add").Fill("Blue, night"))
		h.Confirm(page)
		h.Must(h.Expect.Locator(page.Locator("#toasts")).ToContainText("Tags of 2 servers are saved"))
		for _, r := range two {
			h.Must(h.Expect.Locator(page.Locator(fmt.Sprintf("#server-%d .c-lead", r.ID))).ToContainText("Blue, night"))
		}
	})
	t.Run("filter and save the view", func(t *testing.T) {
		h := h.In(t)
		h.Goto(page, "/servers")
		h.Must(page.Locator(`[popovertarget="filter-tag"]`).Click())
		h.Must(page.Locator("#filter-tag").GetByLabel("Blue").Check())
		h.Must(page.Locator("#filter-tag button[type=submit]").Click())
		h.Arrives(page, containing("tag=Blue"))
		h.Must(h.Expect.Locator(rows).ToHaveCount(2))
		h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "Save view"}).Click())
		h.Must(page.Locator("#f-name").Fill("Blue ones"))
		h.Confirm(page)
		h.Must(h.Expect.Locator(page.Locator(`[popovertarget="views"]`)).ToBeVisible())
		h.Goto(page, "/servers")
		h.Must(page.Locator(`[popovertarget="views"]`).Click())
		h.Must(page.Locator("#views a", playwright.PageLocatorOptions{HasText: "Blue ones"}).Click())
		h.Must(h.Expect.Locator(rows).ToHaveCount(2))
	})
	t.Run("columns and density", func(t *testing.T) {
		h := h.In(t)
		h.Must(page.Locator(`[popovertarget="look-columns"]`).Click())
		h.Must(page.Locator("#look-columns").GetByLabel("Location").Check())
		h.Must(page.Locator("#look-columns").GetByLabel("Address").Uncheck())
		h.Must(page.Locator("#look-columns button[type=submit]").Click())
		head := page.Locator("table.rows thead")
		h.Must(h.Expect.Locator(head).ToContainText("Location"))
		h.Arrives(page, containing("tag=Blue"))
		h.Must(page.Locator(`[popovertarget="look-density"]`).Click())
		h.Must(page.Locator(`#look-density button[value="tight"]`).Click())
		h.Must(h.Expect.Locator(page.Locator("table.rows-tight")).ToBeVisible())
		h.Goto(page, "/servers")
		h.Must(h.Expect.Locator(head).ToContainText("Location"))
		h.Must(h.Expect.Locator(head).Not().ToContainText("Address"))
	})
	t.Run("the note of another is not lost", func(t *testing.T) {
		h := h.In(t)
		path := serverURL(two[0])
		h.Goto(page, path)
		h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "Write a note"}).Click())
		h.Must(page.Locator("#f-text").Fill("mine"))
		ClientOf(t, h.Panel, Email).Post(path+"/note", url.Values{"version": {"0"}, "text": {"theirs"}})
		h.Must(page.Locator("#dialog form button[type=submit]").Click())
		box := page.Locator("#dialog [data-dialog-box]")
		h.Must(h.Expect.Locator(box).ToContainText("The note was changed meanwhile."))
		h.Must(h.Expect.Locator(box).ToContainText("theirs"))
		h.Must(h.Expect.Locator(page.Locator("#f-text")).ToHaveValue("mine"))
		h.Confirm(page)
		h.Must(h.Expect.Locator(page.Locator("#note")).ToContainText("mine"))
	})
	t.Run("the file", func(t *testing.T) {
		answer := ClientOf(t, h.Panel, Email).Get("/servers.csv?tag=night&sort=name")
		lines, err := csv.NewReader(strings.NewReader(answer.Body)).ReadAll()
		if err != nil || len(lines) != 3 || !strings.Contains(answer.Body, "Blue, night") || !strings.Contains(answer.Body, "mine") {
			t.Errorf("%v: %q", err, answer.Body)
		}
	})
	t.Run("without script", func(t *testing.T) { h.In(t).ownWithoutScript(db.In(t)) })
}

// ownWithoutScript does the same by links and forms alone.
func (h *House) ownWithoutScript(db *Data) {
	page := h.browserWith(playwright.BrowserNewContextOptions{JavaScriptEnabled: playwright.Bool(false)})
	h.SignIn(page)
	third := db.Running()[2]
	h.Goto(page, "/servers?sort=name")
	h.pick(page, db.Running()[2:3])
	h.Must(page.Locator(`[data-action="server.tag"]`).Click())
	h.Must(page.Locator("#f-add").Fill("green"))
	h.Must(page.Locator("main form[method=post] button[type=submit]").Click())
	h.Arrives(page, containing("/servers?sort=name"))
	h.Goto(page, serverURL(third))
	h.Must(page.Locator("#tags input[name=add]").Fill("red"))
	h.Press(page, "Add")
	h.Must(h.Expect.Locator(page.Locator("#tags")).ToContainText("red"))
	h.Must(page.GetByRole("button", playwright.PageGetByRoleOptions{Name: "Remove the tag green"}).Click())
	h.Must(h.Expect.Locator(page.Locator("#tags")).Not().ToContainText("green"))
}
