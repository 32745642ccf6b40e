//go:build e2e

package e2e

import (
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// TestCreateFormFollows: the price follows what is typed, and what does not go
// with the location is not offered.
func TestCreateFormFollows(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{Seed: 31, Servers: 8})
	page := h.Page()
	h.SignIn(page)
	ClientOf(t, h.Panel, Email).Connect(providers.IDCloudHost, h.Box.four()[providers.IDCloudHost].fill)
	db := OpenData(t, h.Panel)
	EventuallyWithin(t, time.Minute, "the account is read", func() bool { return db.read() == 1 })

	h.Goto(page, accountPath(db.Account())+"/actions/server.create")
	plan := page.Locator("#plan")
	shows := func(text string) { t.Helper(); h.Must(h.Expect.Locator(plan).ToContainText(text)) }
	shows("0.01050")
	h.Must(page.Locator(`[name="vcpu"]`).Fill("4")) // No change event comes before the field is left.
	shows("0.02613")
	_, err := page.Locator(`[name="image"]`).SelectOption(playwright.SelectOptionValues{Values: playwright.StringSlice("windows:2016")})
	h.Must(err)
	shows("Windows license")
	_, err = page.Locator(`[name="location"]`).SelectOption(playwright.SelectOptionValues{Values: playwright.StringSlice("bus02")})
	h.Must(err)
	shows("/v1/bus02/user-resource/vm")
	h.Must(h.Expect.Locator(page.Locator(`[name="network_uuid"] option:checked`)).ToContainText("Busburg"))
	h.Must(page.Locator(`[name="install"][value="app"]`).Check())
	h.Must(h.Expect.Locator(page.Locator(`[name="app"]`)).ToBeVisible())
	h.Must(h.Expect.Locator(page.Locator(`[name="image"]`)).ToBeHidden())
	h.Must(h.Expect.Locator(plan).Not().ToContainText("Windows license"))

	h.fill(page, map[string]string{"name": "web_05"})
	h.Press(page, "Create server")
	h.Must(h.Expect.Locator(page.Locator("#f-name-e")).ToContainText("“_” is not allowed."))
	h.Must(h.Expect.Locator(page.Locator(`[name="location"]`)).ToHaveValue("bus02"))
	if n := len(h.Box.Ledger()); n != 0 {
		t.Errorf("%d writes", n)
	}
}
