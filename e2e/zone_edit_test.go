//go:build e2e

package e2e

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// TestEditsAZoneThatChangesMeanwhile: nothing is sent while one edits; another
// hand changes a record in between, so applying sends nothing; a choice is made
// and applied, and the provider's zone is as chosen.
func TestEditsAZoneThatChangesMeanwhile(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 6, Servers: 2})
	rows, _, err := db.scope.Zones(t.Context(), models.ZoneListQuery{Role: providers.ZoneMaster, Text: "example.com", Limit: 100})
	h.Must(err)
	var zone models.Resource
	for _, r := range rows {
		if r.Name == "example.com" {
			zone = r
		}
	}
	_, err = page.Goto(h.Panel.URL + zoneURL(zone))
	h.Must(err)
	row := func(label string) playwright.Locator {
		return page.Locator("tr[data-rec]", playwright.PageLocatorOptions{Has: page.GetByLabel(label, playwright.PageGetByLabelOptions{Exact: playwright.Bool(true)})})
	}
	say := func(locator playwright.Locator, text string) {
		t.Helper()
		h.Must(h.Expect.Locator(locator).ToContainText(text))
	}
	pending := page.Locator("#zone-pending")

	h.Must(row("Edit A @").Locator("a.rec-link").Click())
	form := page.Locator("tr[data-editing] form")
	h.Must(form.Locator("[name=address]").Fill("192.0.2.2003"))
	h.Must(form.Locator("[name=address]").Press("Enter"))
	say(form.Locator(".field-error"), "Each part of an IPv4 address is 255 or less. The last one is 2003.")
	h.Must(h.Expect.Locator(form.Locator("[name=address]")).ToBeFocused())
	h.Must(form.Locator("[name=address]").Fill("192.0.2.77"))
	h.Must(form.Locator("[name=address]").Press("Enter"))
	say(page.Locator("tr.is-edit"), "was 188.127.237.202")
	say(pending, "1 change")

	h.Must(page.Keyboard().Press("c"))
	added := page.Locator("#rec-new")
	h.Must(added.Locator("[name=name]").Fill("status"))
	h.Must(added.Locator(".rec-type", playwright.LocatorLocatorOptions{HasText: "CNAME"}).Click())
	h.Must(added.Locator("[name=target]").Fill("pages.example.net"))
	h.Must(added.Locator("[name=target]").Press("Enter"))
	say(page.Locator("tr.is-add"), "pages.example.net.")
	h.Must(page.Locator("h1").Click())
	h.Must(page.Keyboard().Press("z"))
	h.Must(h.Expect.Locator(page.Locator("tr.is-add")).ToHaveCount(0))
	say(pending, "1 change")
	if n := len(h.Box.Ledger()); n != 0 {
		t.Fatalf("editing sent %d writes", n)
	}

	h.Must(h.Box.Mutate(sandbox.Mutation{Provider: "clodo", Kind: sandbox.MutateRecord, Target: "example.com", Value: "example.com A 192.0.2.9"}))
	h.Must(pending.GetByText("Review and apply").Click())
	h.Must(page.GetByText("Apply 1 change", playwright.PageGetByTextOptions{Exact: playwright.Bool(true)}).Click())
	say(pending, "about a record that another hand changed")
	if n := len(h.Box.Ledger()); n != 0 {
		t.Fatalf("%d writes went over another's change", n)
	}
	h.Must(pending.GetByText("Compare").Click())
	say(page.Locator("main"), "Nothing was sent.")
	side := page.Locator("fieldset")
	for _, text := range []string{"188.127.237.202", "192.0.2.9", "192.0.2.77"} {
		say(side, text)
	}
	h.Must(side.GetByText("Send mine").Click())
	h.Must(page.GetByText("Review the changes").Click())
	say(page.Locator(".diff"), "192.0.2.9")
	h.Must(page.GetByText("Apply 1 change", playwright.PageGetByTextOptions{Exact: playwright.Bool(true)}).Click())
	h.Must(h.Expect.Locator(page.Locator("tr.is-edit")).ToHaveCount(0))
	h.Must(h.Expect.Locator(pending.GetByText("not sent yet")).ToHaveCount(0))
	say(row("Edit A @"), "192.0.2.77")
	if writes := h.Box.Ledger(); len(writes) != 1 || writes[0].Op != "CLO-29" {
		t.Errorf("the writes are %+v", writes)
	}
	// What the provider says now, read once more.
	if answer := ClientOf(t, h.Panel, db.scope.User.Email).must(http.MethodPost, zoneURL(zone)+"/refresh", url.Values{}); answer.Status >= http.StatusBadRequest {
		t.Fatalf("status %d", answer.Status)
	}
	all, err := db.scope.AllZoneRecords(t.Context(), zone)
	h.Must(err)
	if apex := recordOf(t, all, "A", "@"); apex.Content != "192.0.2.77" {
		t.Errorf("the provider's zone holds %+v", apex)
	}
}
