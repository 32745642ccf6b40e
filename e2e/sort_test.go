//go:build e2e

package e2e

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// openIDCloudHost is a house with an account at IDCloudHost, a page that is
// signed in, and a client beside it.
func openIDCloudHost(t *testing.T, o sandbox.Options) (*House, playwright.Page, *Client, *Data) {
	t.Helper()
	h := Open(t, o)
	page := h.Page()
	h.SignIn(page)
	client := NewClient(t, h.Panel)
	client.SignIn()
	const connect = "/accounts/new?provider=idcloudhost"
	if answer := client.Submit(connect, connect, h.Box.four()[providers.IDCloudHost].fill); answer.Status != http.StatusSeeOther {
		t.Fatalf("connect: status %d", answer.Status)
	}
	db := OpenData(t, h.Panel)
	Eventually(t, "the account was read", func() bool { return db.Account().RefreshedAt != nil })
	return h, page, client, db
}

// names are those of the rows, in their order.
func (h *House) names(page playwright.Page) []string {
	h.t.Helper()
	all, err := page.Locator("tbody .c-lead > :first-child").AllInnerTexts()
	h.Must(err)
	for i := range all {
		all[i] = strings.ToLower(all[i])
	}
	return all
}

// wantSorted waits until the column says its order and the rows have it.
func (h *House) wantSorted(page playwright.Page, label, dir string) {
	h.t.Helper()
	head := page.Locator("th[aria-sort=" + dir + "]")
	h.Must(h.Expect.Locator(head).ToHaveText(label))
	h.Must(h.Expect.Locator(page.Locator("th[aria-sort]")).ToHaveCount(1))
	names := h.names(page)
	up := slices.Clone(names)
	slices.Sort(up)
	if dir == "descending" {
		slices.Reverse(up)
	}
	if len(names) < 2 || !slices.Equal(names, up) {
		h.t.Errorf("%s, %s: %q", page.URL(), dir, names)
	}
}

// TestListsAreSortedByTheirHeads: with the keyboard, kept in the address, while
// the list changes, and from a menu on a phone.
func TestListsAreSortedByTheirHeads(t *testing.T) {
	h, page, client, db := openIDCloudHost(t, sandbox.Options{Seed: 6, Servers: 2})
	add := func(name string) {
		t.Helper()
		path := accountPath(db.Account()) + "/actions/bucket.create"
		if answer := client.Submit(path, path, map[string]string{"name": name, "billing": "6"}); answer.Status != http.StatusSeeOther {
			t.Fatalf("%s: status %d: %s", name, answer.Status, answer.Text())
		}
	}
	for _, list := range []struct{ path, column string }{
		{"/storage", "Name"}, {"/money/billing", "Billing account"}, {"/money/cards", "Card"},
	} {
		t.Run(list.path, func(t *testing.T) {
			h := h.In(t)
			h.Must(page.SetViewportSize(1280, 900))
			h.Goto(page, list.path)
			head := page.Locator("th a", playwright.PageLocatorOptions{HasText: list.column}).First()
			for _, next := range []struct{ dir, sort string }{{"ascending", "sort=name"}, {"descending", "sort=-name"}} {
				h.Must(head.Press("Enter"))
				h.Arrives(page, containing(next.sort))
				h.wantSorted(page, list.column, next.dir)
			}
			if list.path == "/storage" {
				add("mmm-in-between")
				h.Must(h.Expect.Locator(page.Locator("tbody tr", playwright.PageLocatorOptions{HasText: "mmm-in-between"})).ToBeVisible())
				h.wantSorted(page, list.column, "descending")
			}
			h.Must(head.Press("Enter"))
			h.Must(h.Expect.Locator(page.Locator("th[aria-sort]")).ToHaveCount(0))

			h.Must(page.SetViewportSize(390, 844))
			sort := page.Locator(`[popovertarget="sort-menu"]`)
			h.Must(sort.Click())
			h.Must(page.Locator("#sort-menu a", playwright.PageLocatorOptions{HasText: list.column}).First().Click())
			h.Arrives(page, containing("sort=name"))
			h.Must(h.Expect.Locator(sort).ToContainText(list.column))
			h.wantSorted(page, list.column, "ascending")
			h.Must(sort.Click())
			h.Must(page.Locator("#sort-menu a", playwright.PageLocatorOptions{HasText: "Usual order"}).Click())
			h.Must(h.Expect.Locator(page.Locator("th[aria-sort]")).ToHaveCount(0))
		})
	}
}
