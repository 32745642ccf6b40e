//go:build e2e

package e2e

import (
	"fmt"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// Settle opens a house that is signed in and connected, with its servers
// known, and lifts the limits of the account.
func Settle(t testing.TB, o sandbox.Options, settings ...string) (*House, playwright.Page, *Data) {
	t.Helper()
	h := Open(t, o, settings...)
	LiftLimits(t, h.Box)
	page := h.Page()
	h.SignIn(page)
	h.ConnectClodo(page)
	db := OpenData(t, h.Panel)
	Eventually(t, "the account was read", func() bool { return db.Account().RefreshedAt != nil })
	return h, page, db
}

// In is the same house for a subtest.
func (h *House) In(t testing.TB) *House {
	panel := *h.Panel
	panel.t = t
	house := *h
	house.Panel = &panel
	return &house
}

// serverURL is the page of a server.
func serverURL(r models.Resource) string { return fmt.Sprintf("/servers/%d", r.ID) }

// actionURL is the confirmation of an action on a server.
func actionURL(r models.Resource, action string) string { return serverURL(r) + "/actions/" + action }

// Ask opens the dialog of an action from the server's page.
func (h *House) Ask(page playwright.Page, r models.Resource, label string) playwright.Locator {
	h.t.Helper()
	h.Must(page.BringToFront()) // Clicks in a tab behind others take seconds.
	if page.URL() != h.URL+serverURL(r) {
		h.Goto(page, serverURL(r))
	}
	h.Must(page.Locator(`[popovertarget="server-actions"]`).Click())
	h.Must(page.Locator("#server-actions a[href]", playwright.PageLocatorOptions{HasText: label}).Click())
	box := page.Locator("#dialog [data-dialog-box]")
	h.Must(h.Expect.Locator(box).ToBeVisible())
	return box
}

// Confirm presses the button that starts what the dialog is about, and waits
// until the dialog has closed.
func (h *House) Confirm(page playwright.Page) {
	h.t.Helper()
	h.Must(page.Locator("#dialog form button[type=submit]").Click())
	h.Must(h.Expect.Locator(page.Locator("#dialog[open]")).ToHaveCount(0))
}

// Do asks for an action on a server's page and confirms it.
func (h *House) Do(page playwright.Page, r models.Resource, label string) {
	h.t.Helper()
	h.Ask(page, r, label)
	h.Confirm(page)
}

// Last is the newest operation.
func (d *Data) Last() models.Operation {
	d.t.Helper()
	var last models.Operation
	for _, op := range d.Operations() {
		if op.ID > last.ID {
			last = op
		}
	}
	return last
}

// Ended waits until the newest operation has ended or waits for a person, and
// checks how.
func (d *Data) Ended(want models.Status) models.Operation {
	d.t.Helper()
	var last models.Operation
	Eventually(d.t, "the operation ends", func() bool { last = d.Last(); return last.ID != 0 && !last.Status.Open() })
	if last.Status != want {
		d.t.Fatalf("%s ended as %s: %s %s", last.Action, last.Status, last.Error, last.Said)
	}
	return last
}

// In is the same data for a subtest.
func (d *Data) In(t testing.TB) *Data {
	data := *d
	data.t = t
	return &data
}

// writes are the entries of the ledger for an operation of the document.
func (b *Box) writes(op string) (entries []sandbox.Entry) {
	for _, entry := range b.Ledger() {
		if entry.Op == op {
			entries = append(entries, entry)
		}
	}
	return entries
}
