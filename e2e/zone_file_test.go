//go:build e2e

package e2e

import (
	"strings"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// TestImportsAndExportsAZone: what a zone file says is put onto the list, sent
// when it is applied, and comes out again as a file that changes nothing.
func TestImportsAndExportsAZone(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 6, Servers: 2})
	rows, _, err := db.scope.Zones(t.Context(), models.ZoneListQuery{Role: providers.ZoneMaster, Text: "customer-01", Limit: 1})
	h.Must(err)
	path := zoneURL(rows[0])
	h.Goto(page, path)
	h.Must(h.Expect.Locator(page.Locator("main")).ToContainText("read"))
	h.Must(h.Expect.Locator(page.Locator("tr[data-rec]").First()).ToBeVisible())
	h.Goto(page, path+"/import")
	h.Must(page.Locator("#f-text").Fill("imported 300 A 192.0.2.300\n"))
	h.Press(page, "Put onto my list")
	h.Must(h.Expect.Locator(page.Locator("main")).ToContainText("Line 1"))
	if n := len(h.Box.Ledger()); n != 0 {
		t.Fatalf("%d writes", n)
	}
	h.Must(page.Locator("#f-text").Fill("imported 300 A 192.0.2.30\n"))
	h.Press(page, "Put onto my list")
	h.Must(h.Expect.Locator(page.Locator("main")).ToContainText("192.0.2.30"))
	h.Press(page, "Apply 1 change")
	if op := db.Ended(models.StatusSucceeded); op.Action != "zone.apply" {
		t.Errorf("%s ended", op.Action)
	}
	client := ClientOf(t, h.Panel, Email)
	file := client.Get(path + "/export").Body
	if !strings.Contains(file, "192.0.2.30") || strings.Count(file, "\n") < 8 {
		t.Errorf("the file is\n%s", file)
	}
	h.Goto(page, path+"/import")
	h.Must(page.Locator("#f-text").Fill(file))
	h.Must(page.Locator(`input[name="mode"][value="replace"]`).Check())
	h.Press(page, "Put onto my list")
	h.Must(h.Expect.Locator(page.Locator("body")).ToContainText("The zone holds all of it already"))
	if n := len(h.Box.Ledger()); n != 1 {
		t.Errorf("%d writes", n)
	}
}

// TestZoneFilesOnAPhone: import and export are reached by touch.
func TestZoneFilesOnAPhone(t *testing.T) {
	h, _, db := Settle(t, sandbox.Options{Seed: 6, Servers: 2})
	page := h.phone()
	h.SignIn(page)
	rows, _, err := db.scope.Zones(t.Context(), models.ZoneListQuery{Role: providers.ZoneMaster, Text: "customer-01", Limit: 1})
	h.Must(err)
	h.Goto(page, zoneURL(rows[0]))
	h.Must(h.Expect.Locator(page.Locator("tr[data-rec]").First()).ToBeVisible())
	choose := func(label string) func() error {
		return func() error {
			if err := page.Locator(`[popovertarget="zone-files"]`).Tap(); err != nil {
				return err
			}
			return page.Locator("#zone-files a", playwright.PageLocatorOptions{HasText: label}).Tap()
		}
	}
	for label, ends := range map[string]string{"Export as zone file": ".zone", "Export as CSV": ".csv"} {
		file, err := page.ExpectDownload(choose(label))
		h.Must(err)
		if name := file.SuggestedFilename(); !strings.HasSuffix(name, ends) {
			t.Errorf("%s gives %s", label, name)
		}
	}
	h.Must(choose("Import")())
	h.Arrives(page, containing("/import"))
	h.Must(h.Expect.Locator(page.Locator("#f-text")).ToBeVisible())
}
