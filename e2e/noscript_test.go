//go:build e2e

package e2e

import (
	"fmt"
	"regexp"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// browserWith is a page of a browser with other abilities.
func (h *House) browserWith(o playwright.BrowserNewContextOptions) playwright.Page {
	h.t.Helper()
	o.BaseURL = playwright.String(h.URL)
	context, err := running.browser.NewContext(o)
	h.Must(err)
	h.t.Cleanup(func() { _ = context.Close() }) // The test is over.
	context.SetDefaultTimeout(float64(patience.Milliseconds()))
	page, err := context.NewPage()
	h.Must(err)
	return page
}

// TestWithoutScript does everything by links and forms alone.
func TestWithoutScript(t *testing.T) {
	t.Parallel()
	h, _, db := Settle(t, sandbox.Options{Seed: 12, Servers: 60, Pace: 200 * time.Millisecond}, "PANEL_LOOK_FOR=1s")
	page := h.browserWith(playwright.BrowserNewContextOptions{JavaScriptEnabled: playwright.Bool(false)})
	h.SignIn(page)
	server := db.Running()[0]
	rows := page.Locator("tbody tr")

	t.Run("search, sort, filter and turn pages", func(t *testing.T) {
		h := h.In(t)
		h.Goto(page, "/servers")
		h.Must(h.Expect.Locator(rows).ToHaveCount(50))
		h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "Next"}).Click())
		h.Must(h.Expect.Locator(rows).ToHaveCount(13))
		h.Goto(page, "/servers")
		h.Must(page.Locator("[data-search]").Fill(server.Name))
		h.Must(page.Locator("[data-search]").Press("Enter"))
		h.Must(h.Expect.Locator(rows).ToHaveCount(1))
		h.Arrives(page, containing("q="))
		h.Goto(page, "/servers")
		h.Must(page.Locator("th a", playwright.PageLocatorOptions{HasText: "Name"}).Click())
		h.Arrives(page, containing("sort="))
		h.Must(page.Locator("nav a", playwright.PageLocatorOptions{HasText: "Running"}).First().Click())
		h.Arrives(page, containing("state=running"))
	})
	t.Run("reboot", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Goto(page, serverURL(server))
		h.Must(page.Locator(`[popovertarget="server-actions"]`).Click())
		h.Must(page.Locator("#server-actions a[href]", playwright.PageLocatorOptions{HasText: "Reboot"}).Click())
		h.Must(page.Locator("main form button[type=submit]").Click())
		h.Arrives(page, containing(serverURL(server)))
		db.Ended(models.StatusSucceeded)
		h.wantOnce(db, "CLO-10", server.ExternalID)
	})
	t.Run("bulk", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Box.Reset()
		h.Goto(page, "/servers?state=running")
		for i := range 2 {
			h.Must(page.Locator("[data-pick]").Nth(i).Check())
		}
		h.Must(page.Locator(`[data-action="server.reboot"]`).Click())
		h.Must(page.Locator(`main form[method="post"] button[type=submit]`).Click())
		h.Arrives(page, containing("/operations/"))
		Eventually(t, "all ended", func() bool { return db.Open() == 0 })
		if n := len(h.Box.writes("CLO-10")); n != 2 {
			t.Errorf("%d reboots", n)
		}
	})
	t.Run("delete with the typed name", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		doomed := db.Running()[5]
		h.Goto(page, actionURL(doomed, "server.delete"))
		h.fill(page, map[string]string{"confirm": "wrong"})
		h.Must(page.Locator("main form button[type=submit]").Click())
		h.Must(h.Expect.Locator(page.Locator("#f-confirm-e")).ToBeVisible())
		h.fill(page, map[string]string{"confirm": doomed.Name})
		h.Must(page.Locator("main form button[type=submit]").Click())
		db.Ended(models.StatusSucceeded)
	})
	t.Run("create and read the password", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Goto(page, "/servers/new")
		h.fill(page, map[string]string{"name": "by-hand"})
		h.Press(page, "Create server")
		op := db.Ended(models.StatusSucceeded)
		h.Goto(page, fmt.Sprintf("/operations/%d", op.ID))
		h.Press(page, "Show once")
		h.Must(h.Expect.Locator(page.Locator("#answer dd .mono")).ToHaveText(regexp.MustCompile(`\S{8,}`)))
	})
	t.Run("decide", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-10", Kind: sandbox.FaultCut, Times: 1})
		h.Goto(page, actionURL(server, "server.reboot"))
		h.Must(page.Locator("main form button[type=submit]").Click())
		op := db.Ended(models.StatusUnknown)
		h.Goto(page, fmt.Sprintf("/operations/%d", op.ID))
		h.Press(page, "It did not")
		h.Must(h.Expect.Locator(page.Locator("h1 + .state")).ToHaveText("Failed"))
	})
	t.Run("refresh, and sign out", func(t *testing.T) {
		h := h.In(t)
		h.Goto(page, "/accounts/1")
		h.Press(page, "Refresh")
		h.Arrives(page, containing("/accounts/1"))
		h.Must(page.Locator(`form[action="/sign-out"] button`).DispatchEvent("click", nil))
	})
}
