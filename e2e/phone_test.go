//go:build e2e

package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// phone is a page on a screen of 390 by 844 pixels, for a finger.
func (h *House) phone() playwright.Page {
	h.t.Helper()
	return h.browserWith(playwright.BrowserNewContextOptions{
		Viewport: &playwright.Size{Width: 390, Height: 844}, HasTouch: playwright.Bool(true), IsMobile: playwright.Bool(true),
	})
}

// TestPhone uses a screen of 390 by 844 pixels and a finger.
func TestPhone(t *testing.T) {
	t.Parallel()
	h, _, db := Settle(t, sandbox.Options{Seed: 13, Servers: 4, Pace: 200 * time.Millisecond})
	page := h.phone()
	h.SignIn(page)
	server := db.Running()[0]
	long := db.AddPerson("francoise-antoinette.de-la-tour-du-pin-gouvernet@subsidiary.of.a-long-company-name.example.com", access.Operator)
	member := fmt.Sprintf("/settings/members/%d", db.membership(long))
	t.Run("no page is wider than the screen", func(t *testing.T) {
		h := h.In(t)
		for _, path := range []string{"/", "/activity", "/servers", serverURL(server), "/operations", "/accounts", "/accounts/1", connectPath,
			"/zones", "/zones/many", "/zones/unsent", "/zones/reverse", "/money", "/money/invoices", "/money/billing", "/money/expiring", "/money/rates",
			"/storage", "/keys", "/networks", "/tickets", "/settings/alerts", "/accounts/1/profile", "/accounts/1/limits",
			"/accounts/1/actions/server.create", actionURL(server, "server.delete"),
			"/settings", "/settings/profile", "/settings/security", "/settings/security/passkeys/new", "/settings/sessions", "/settings/tokens",
			"/settings/tokens/new", "/settings/members", "/settings/members/invitations/new", member, member + "/remove", "/settings/roles",
			"/settings/team", "/settings/team/hand-over", "/settings/team/delete", "/settings/security-policy", "/settings/audit"} {
			h.Goto(page, path)
			wide, err := page.Evaluate("() => document.documentElement.scrollWidth")
			h.Must(err)
			if fmt.Sprint(wide) != "390" {
				t.Errorf("%s is %v pixels wide", path, wide)
			}
		}
	})
	t.Run("the tab bar leads everywhere", func(t *testing.T) {
		h := h.In(t)
		h.Goto(page, "/servers")
		for label, path := range map[string]string{"DNS": "/zones", "Tickets": "/tickets", "Money": "/money", "Servers": "/servers"} {
			h.Must(page.Locator("#dock a", playwright.PageLocatorOptions{HasText: label}).Tap())
			h.Arrives(page, containing(path))
			h.Must(h.Expect.Locator(page.Locator(`#dock a[aria-current="page"]`)).ToContainText(label))
		}
		h.Must(page.Locator(`#dock button[popovertarget="person"]`).Tap())
		h.Must(h.Expect.Locator(page.Locator("#person")).ToBeVisible())
	})
	t.Run("a menu opens the dialog as a sheet", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Goto(page, "/servers")
		h.Must(page.Locator(fmt.Sprintf("#server-%d .c-lead a", server.ID)).Tap())
		h.Must(page.Locator(`[popovertarget="server-actions"]`).Tap())
		h.Must(page.Locator("#server-actions a[href]", playwright.PageLocatorOptions{HasText: "Reboot"}).Tap())
		box := page.Locator("#dialog .modal-box")
		h.Must(h.Expect.Locator(box).ToBeVisible())
		Eventually(t, "the dialog stands at the bottom", func() bool {
			at, err := box.BoundingBox()
			return err == nil && at != nil && at.Width >= 389 && at.Y+at.Height >= 843
		})
		h.Must(page.Locator("#dialog form button[type=submit]").Tap())
		h.Must(h.Expect.Locator(page.Locator("#dialog[open]")).ToHaveCount(0))
		db.Ended(models.StatusSucceeded)
	})
	t.Run("what can be touched is large enough", func(t *testing.T) {
		h := h.In(t)
		h.Goto(page, "/servers")
		at, err := page.Locator("#dock a").First().BoundingBox()
		h.Must(err)
		if at.Height < 44 {
			t.Errorf("a tab is %v pixels high", at.Height)
		}
	})
}

// TestKeys works with the keyboard alone.
func TestKeys(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 13, Servers: 4, Pace: 200 * time.Millisecond})
	press := func(h *House, keys ...string) {
		h.t.Helper()
		for _, key := range keys {
			h.Must(page.Keyboard().Press(key))
		}
	}
	h.Goto(page, "/servers")
	t.Run("/ searches while one types", func(t *testing.T) {
		h := h.In(t)
		press(h, "/")
		h.Must(h.Expect.Locator(page.Locator("[data-search]")).ToBeFocused())
		h.Must(page.Keyboard().Type(db.Servers()[0].Name))
		h.Must(h.Expect.Locator(page.Locator("tbody tr")).ToHaveCount(1))
		h.Must(h.Expect.Locator(page.Locator("[data-search]")).ToBeFocused())
		press(h, "Escape", "Escape")
		h.Must(h.Expect.Locator(page.Locator("tbody tr")).ToHaveCount(7))
		h.Must(h.Expect.Locator(page.Locator("[data-search]")).Not().ToBeFocused())
	})
	t.Run("j and k move, x selects, Enter opens", func(t *testing.T) {
		h := h.In(t)
		h.Goto(page, "/servers")
		press(h, "j", "j", "k", "x")
		h.Must(h.Expect.Locator(page.Locator("tbody tr:first-child [data-pick]")).ToBeChecked())
		h.Must(h.Expect.Locator(page.Locator("[data-selection]")).ToContainText("1 selected"))
		press(h, "Enter")
		h.Arrives(page, containing("/servers/"))
	})
	t.Run("g leads to a section", func(t *testing.T) {
		h := h.In(t)
		press(h, "g", "o")
		h.Arrives(page, containing("/operations"))
		press(h, "g", "s")
		h.Arrives(page, containing("/servers"))
	})
	t.Run("a dialog takes the keys and gives the focus back", func(t *testing.T) {
		h := h.In(t)
		h.Ask(page, db.Running()[0], "Reboot")
		press(h, "g", "o")
		h.Arrives(page, containing(serverURL(db.Running()[0])))
		press(h, "Escape")
		h.Must(h.Expect.Locator(page.Locator("#dialog[open]")).ToHaveCount(0))
		h.Must(h.Expect.Locator(page.Locator(`[popovertarget="server-actions"]`)).ToBeFocused())
	})
}
