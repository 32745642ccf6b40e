//go:build e2e

package e2e

import (
	"github.com/playwright-community/playwright-go"
)

// SignIn signs in as the owner and ends on the first page.
func (h *House) SignIn(page playwright.Page) {
	h.t.Helper()
	h.Goto(page, "/sign-in")
	h.fill(page, map[string]string{"email": Email, "password": Password})
	h.Press(page, "Sign in")
	h.SignedIn(page)
}

// SignedIn waits until the tab has left the pages of signing in.
func (h *House) SignedIn(page playwright.Page) {
	h.t.Helper()
	h.Must(h.Expect.Page(page).Not().ToHaveTitle(containing("Sign in")))
	h.Must(page.WaitForLoadState())
}

// ConnectClodo connects the default account of the simulated Clodo and ends
// on the account's page.
func (h *House) ConnectClodo(page playwright.Page) {
	h.t.Helper()
	h.Goto(page, "/accounts/new?provider=clodo")
	h.fill(page, h.Box.Clodo())
	h.Must(page.Locator(`form button[value="save"]`).Click())
	h.Must(h.Expect.Locator(page.Locator("h1")).ToContainText("main"))
}

// Press presses the button with the label.
func (h *House) Press(page playwright.Page, label string) {
	h.t.Helper()
	button := page.GetByRole("button", playwright.PageGetByRoleOptions{Name: label, Exact: playwright.Bool(true)})
	h.Must(button.Click())
}

// fill enters values into the fields of these names.
func (h *House) fill(page playwright.Page, values map[string]string) {
	h.t.Helper()
	for name, value := range values {
		h.Must(page.Locator(`form [name="` + name + `"]`).Fill(value))
	}
}
