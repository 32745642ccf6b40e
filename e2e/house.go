//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/sandbox"
)

// House is all that a test of pages needs: a panel, simulated providers, and
// a browser profile of its own.
type House struct {
	*Panel
	Box     *Box
	Browser playwright.BrowserContext
	// Expect waits for what locators should show.
	Expect playwright.PlaywrightAssertions
	watch  *watch
}

// Open starts everything on fresh data. An error on the browser's console
// fails the test; pictures of the pages of a failed test go to e2e/shots.
func Open(t testing.TB, o sandbox.Options, settings ...string) *House {
	t.Helper()
	return openAs(t, "127.0.0.1", o, settings...)
}

// openAs is Open for a browser that reaches the panel under another name.
func openAs(t testing.TB, host string, o sandbox.Options, settings ...string) *House {
	t.Helper()
	engine, err := browser()
	if err != nil {
		t.Fatal(err)
	}
	box := StartBox(t, o)
	h := &House{Box: box, Expect: playwright.NewPlaywrightAssertions(float64(patience.Milliseconds()))}
	h.Panel = startPanelAs(t, host, append(settings, box.Allow())...)
	h.Browser, err = engine.NewContext(playwright.BrowserNewContextOptions{
		BaseURL: playwright.String(h.URL), Locale: playwright.String("en-GB"), TimezoneId: playwright.String("UTC"),
		Viewport: &playwright.Size{Width: 1280, Height: 900},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.Browser.SetDefaultTimeout(float64(patience.Milliseconds()))
	h.watch = newWatch(h.Browser)
	t.Cleanup(h.finish)
	return h
}

// Page opens a tab.
func (h *House) Page() playwright.Page {
	h.t.Helper()
	page, err := h.Browser.NewPage()
	h.Must(err)
	return page
}

// Goto opens a path of the panel in the tab.
func (h *House) Goto(page playwright.Page, path string) {
	h.t.Helper()
	_, err := page.Goto(path)
	h.Must(err)
}

// containing is for what an expectation shall find anywhere in a text.
func containing(text string) *regexp.Regexp { return regexp.MustCompile(regexp.QuoteMeta(text)) }

// Arrives waits until the tab is at an address, and the scripts there have run:
// before, a page does not hear keys, and its links open no dialogs. The address
// is a string or a regular expression.
func (h *House) Arrives(page playwright.Page, address any) {
	h.t.Helper()
	h.Must(h.Expect.Page(page).ToHaveURL(address))
	h.Must(page.WaitForLoadState())
}

// Must ends the test on an error.
func (h *House) Must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// AllowConsole lets errors on the console that match pass from now on.
func (h *House) AllowConsole(pattern string) { h.watch.allow(pattern) }

func (h *House) finish() {
	for _, problem := range h.watch.problems() {
		h.t.Errorf("on the browser's console: %s", problem)
	}
	if h.t.Failed() {
		h.shoot()
	}
	if err := h.Browser.Close(); err != nil {
		h.t.Errorf("close the browser: %v", err)
	}
}

var unsafe = regexp.MustCompile(`[^A-Za-z0-9]+`)

// shoot keeps pictures of what the pages show.
func (h *House) shoot() {
	name := strings.Trim(unsafe.ReplaceAllString(h.t.Name(), "-"), "-")
	if err := os.MkdirAll("shots", 0o755); err != nil {
		h.t.Log(err)
		return
	}
	for i, page := range h.Browser.Pages() {
		file := filepath.Join("shots", fmt.Sprintf("%s-%d.png", name, i+1))
		_, err := page.Screenshot(playwright.PageScreenshotOptions{Path: playwright.String(file), FullPage: playwright.Bool(true)})
		h.t.Logf("picture of %s in e2e/%s (error: %v)", page.URL(), file, err)
	}
}
