//go:build e2e

package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// palette is the palette on a page.
type palette struct {
	*House
	page playwright.Page
}

func (p palette) in(t *testing.T) palette { return palette{p.House.In(t), p.page} }

func (p palette) press(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		p.Must(p.page.Keyboard().Press(key))
	}
}

func (p palette) field() playwright.Locator { return p.page.Locator("#palette input") }

func (p palette) open() {
	p.t.Helper()
	p.press("Control+k")
	p.Must(p.Expect.Locator(p.field()).ToBeFocused())
	p.Must(p.Expect.Locator(p.chosen()).ToHaveCount(1))
}

// find types a text and waits for what it finds.
func (p palette) find(text string) {
	p.t.Helper()
	p.Must(p.page.Keyboard().Type(text))
	p.Must(p.Expect.Locator(p.page.Locator("#palette-found")).ToHaveAttribute("data-text", text))
}

func (p palette) chosen() playwright.Locator {
	return p.page.Locator(`#palette [aria-selected="true"]`)
}

func (p palette) closed() {
	p.t.Helper()
	p.Must(p.Expect.Locator(p.page.Locator("#palette[open]")).ToHaveCount(0))
}

// TestPalette finds by the keyboard alone.
func TestPalette(t *testing.T) {
	h, page, db := Settle(t, sandbox.Options{Seed: 13, Servers: 4, Pace: 200 * time.Millisecond})
	server, p := db.Running()[0], palette{h, page}
	h.Goto(page, "/operations")
	t.Run("a name and Enter lead to the server", func(t *testing.T) {
		p := p.in(t)
		p.open()
		p.find(server.Name)
		p.Must(p.Expect.Locator(p.chosen()).ToContainText(server.Name))
		p.press("Enter")
		p.Arrives(page, containing(serverURL(server)))
	})
	t.Run("Enter waits for what was typed", func(t *testing.T) {
		p := p.in(t)
		p.Goto(page, "/operations")
		p.open()
		p.Must(page.Keyboard().InsertText(server.Name))
		p.press("Enter")
		p.Arrives(page, containing(serverURL(server)))
	})
	t.Run("an address leads to the server, from within a field", func(t *testing.T) {
		p := p.in(t)
		p.Goto(page, "/servers")
		p.press("/")
		p.open()
		p.find(server.Server().Addresses[0].IP)
		p.Must(p.Expect.Locator(p.chosen()).ToHaveAttribute("href", serverURL(server)))
		p.press("Escape")
		p.closed()
		p.Must(p.Expect.Locator(page.Locator("[data-search]")).ToBeFocused())
	})
	t.Run("the arrows go around, and the field names the option", func(t *testing.T) {
		p := p.in(t)
		p.open()
		options := page.Locator("#palette [role=option]")
		n, err := options.Count()
		p.Must(err)
		for key, at := range map[string]int{"End": n - 1, "Home": 0} {
			p.press(key)
			p.Must(p.Expect.Locator(options.Nth(at)).ToHaveAttribute("aria-selected", "true"))
		}
		p.press("Home", "ArrowUp")
		p.Must(p.Expect.Locator(options.Nth(n-1)).ToHaveAttribute("aria-selected", "true"))
		p.press("ArrowDown", "ArrowDown")
		p.Must(p.Expect.Locator(options.Nth(1)).ToHaveAttribute("aria-selected", "true"))
		id, err := options.Nth(1).GetAttribute("id")
		p.Must(err)
		p.Must(p.Expect.Locator(p.field()).ToHaveAttribute("aria-activedescendant", id))
		p.Must(p.Expect.Locator(p.field()).ToBeFocused())
		p.press("Control+k")
		p.closed()
	})
	t.Run("an action opens its dialog, and nothing runs", func(t *testing.T) {
		p, db := p.in(t), db.In(t)
		p.Goto(page, serverURL(server))
		p.open()
		p.find("reboot " + server.Name)
		p.press("Enter")
		p.closed()
		p.Must(p.Expect.Locator(page.Locator("#dialog [data-dialog-box]")).ToContainText("Reboot"))
		if n := len(db.Operations()); n != 0 {
			t.Fatalf("%d operations before anyone confirmed", n)
		}
		p.Confirm(page)
		p.wantOnce(db, "CLO-10", db.Ended(models.StatusSucceeded).ExternalID)
	})
	t.Run("nothing matches", func(t *testing.T) {
		p := p.in(t)
		p.open()
		p.find("zzz-%_")
		p.Must(p.Expect.Locator(page.Locator("#palette-found")).ToContainText("Nothing matches “zzz-%_”."))
		p.Must(p.Expect.Locator(p.field()).ToHaveAttribute("aria-expanded", "false"))
		p.press("Enter", "Escape")
		p.closed()
	})
	t.Run("the button opens it, and gets the focus back", func(t *testing.T) {
		p := p.in(t)
		button := page.Locator("aside [data-palette]")
		p.Must(button.Click())
		p.Must(p.Expect.Locator(p.field()).ToBeFocused())
		p.press("Tab")
		p.Must(p.Expect.Locator(page.Locator("[data-palette-close]")).ToBeFocused())
		p.press("Enter")
		p.closed()
		p.Must(p.Expect.Locator(button).ToBeFocused())
	})
}

// TestPaletteElsewhere: on a phone, and as a page without script.
func TestPaletteElsewhere(t *testing.T) {
	h, _, db := Settle(t, sandbox.Options{Seed: 13, Servers: 4, Pace: 200 * time.Millisecond})
	server := db.Running()[0]
	t.Run("phone", func(t *testing.T) {
		h := h.In(t)
		page := h.phone()
		h.SignIn(page)
		h.Goto(page, "/servers")
		h.Must(page.Locator("header [data-palette]").Tap())
		p := palette{h, page}
		h.Must(h.Expect.Locator(p.field()).ToBeFocused())
		p.find(server.Name)
		at, err := p.chosen().BoundingBox()
		h.Must(err)
		if at.Height < 44 || at.X < 0 || at.X+at.Width > 390 {
			t.Errorf("a line is at %+v", *at)
		}
		h.Must(p.chosen().Tap())
		h.Arrives(page, containing(serverURL(server)))
		h.Goto(page, "/search?q="+server.Name)
		wide, err := page.Evaluate("() => document.documentElement.scrollWidth")
		h.Must(err)
		if fmt.Sprint(wide) != "390" {
			t.Errorf("the page is %v pixels wide", wide)
		}
	})
	t.Run("without script", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		page := h.browserWith(playwright.BrowserNewContextOptions{JavaScriptEnabled: playwright.Bool(false)})
		h.SignIn(page)
		h.Goto(page, "/servers")
		h.Must(page.Locator("aside [data-palette]").Click())
		h.Must(page.Locator("main [data-search]").Fill(server.Name))
		h.Press(page, "Search")
		h.Must(page.Locator(`main a[href="` + serverURL(server) + `"]`).First().Click())
		h.Arrives(page, containing(serverURL(server)))
		h.Goto(page, "/search?q="+server.Name)
		h.Must(page.Locator(`main a[href="` + actionURL(server, "server.reboot") + `"]`).Click())
		h.Must(page.Locator("main form button[type=submit]").Click())
		db.Ended(models.StatusSucceeded)
	})
}
