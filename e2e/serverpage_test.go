//go:build e2e

package e2e

import (
	"strings"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// withHistory is a running server that has backups and a record, with its
// page open and read.
func (h *House) withHistory(page playwright.Page, db *Data) models.Resource {
	h.t.Helper()
	for _, server := range db.Running() {
		h.Goto(page, serverURL(server))
		h.Must(h.Expect.Locator(page.Locator("#server-page [aria-busy]")).ToHaveCount(0))
		backups, err := page.Locator("#part-backups tbody tr").Count()
		h.Must(err)
		entries, err := page.Locator("#log tbody tr").Count()
		h.Must(err)
		if backups > 0 && entries > 0 {
			return server
		}
	}
	h.t.Fatal("no server has backups and a record")
	return models.Resource{}
}

// TestServerPageTellsAll shows backups, the provider's record and graphs, and
// keeps them while the page follows what happens.
func TestServerPageTellsAll(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 6, Servers: 12})
	server := h.withHistory(page, db)
	cpu := page.Locator(`[data-chart="cpu"]`)
	t.Run("graphs are drawn and tell what lies under the pointer", func(t *testing.T) {
		h := h.In(t)
		h.Must(h.Expect.Locator(cpu.Locator("canvas")).ToBeVisible())
		h.Must(h.Expect.Locator(page.Locator("[data-usage-about]")).ToContainText("Read at"))
		h.Must(h.Expect.Locator(cpu.Locator("[role=img]")).ToHaveAttribute("aria-label", containing("on average")))
		h.Must(cpu.Locator(".u-over").Hover())
		h.Must(h.Expect.Locator(cpu.Locator("[data-value]")).ToHaveText(containing(":")))
	})
	t.Run("the record is in the provider's words", func(t *testing.T) {
		h := h.In(t)
		h.Must(h.Expect.Locator(page.Locator("#log td[lang=ru]").First()).ToBeVisible())
	})
	t.Run("a part is read again", func(t *testing.T) {
		h := h.In(t)
		answer, err := page.ExpectResponse(containing("/parts/backups"), func() error {
			return page.Locator("#part-backups form button").First().Click()
		})
		h.Must(err)
		if answer.Request().Method() != "POST" || answer.Status() != 200 {
			t.Errorf("%s %d", answer.Request().Method(), answer.Status())
		}
		h.Must(h.Expect.Locator(page.Locator("#part-backups tbody tr").First()).ToBeVisible())
	})
	t.Run("what was read outlives a live update", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Do(page, server, "Reboot")
		db.Ended(models.StatusSucceeded)
		h.Must(h.Expect.Locator(page.Locator("#history")).ToContainText("Reboot"))
		for _, selector := range []string{`[data-chart="cpu"] canvas`, "#part-backups tbody tr", "#log tbody tr"} {
			h.Must(h.Expect.Locator(page.Locator(selector).First()).ToBeVisible())
		}
	})
	t.Run("the range stands in the address", func(t *testing.T) {
		h := h.In(t)
		h.Must(page.Locator("#usage nav a", playwright.PageLocatorOptions{HasText: "Week"}).Click())
		h.Arrives(page, containing("usage=week"))
		h.Must(h.Expect.Locator(cpu.Locator("canvas")).ToBeVisible())
		h.Must(page.Locator("#usage a", playwright.PageLocatorOptions{HasText: "As a table"}).Click())
		h.Must(h.Expect.Locator(page.Locator("#usage th").First()).ToContainText("When"))
	})
	t.Run("without script the same is told as pages", func(t *testing.T) {
		client := ClientOf(t, h.Panel, Email)
		for path, text := range map[string]string{"": "on average", "/parts/backups": "Read again", "/log": `lang="ru"`, "/usage": "CPU, %"} {
			if answer := client.Get(serverURL(server) + path); answer.Status != 200 || !strings.Contains(answer.Body, text) {
				t.Errorf("%s: status %d, lacks %q", path, answer.Status, text)
			}
		}
	})
}
