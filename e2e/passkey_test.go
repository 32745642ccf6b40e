//go:build e2e

package e2e

import (
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// addPasskey makes a passkey on the page of signing in.
func (h *House) addPasskey(page playwright.Page, name string) {
	h.t.Helper()
	h.Goto(page, "/settings/security")
	h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "Add passkey"}).Click())
	h.Must(page.GetByLabel("Name").Fill(name))
	h.Press(page, "Create passkey")
	h.Must(h.Expect.Locator(page.Locator("#passkeys li")).ToContainText(name))
}

// signOut leaves the tab at the sign-in page, with nobody at the authenticator
// until the page is there: a browser may take what it is offered.
func (h *House) signOut(page playwright.Page, k *Key) {
	h.t.Helper()
	k.Touched(false)
	h.leave(page)
	k.Touched(true)
}

// TestPasskey signs in with one alone, after the password, and instead of it.
func TestPasskey(t *testing.T) {
	t.Parallel()
	h := openAs(t, "localhost", sandbox.Options{})
	page := h.Page()
	k := h.NewKey(page)
	h.SignIn(page)
	h.addPasskey(page, "Laptop")

	h.signOut(page, k)
	h.Press(page, "Continue with a passkey")
	h.SignedIn(page)

	h.signOut(page, k)
	k.Touched(false)
	_, err := OpenData(t, h.Panel).scope.RenewRecoveryCodes(t.Context(), "", models.Audit{Action: "factor.codes"})
	h.Must(err)
	h.fill(page, map[string]string{"email": Email, "password": Password})
	h.Must(page.Locator(`form[action="/sign-in"] button[type=submit]`).Click())
	h.Arrives(page, containing("/sign-in/second"))
	k.Touched(true)
	h.Press(page, "Use a passkey")
	h.Must(h.Expect.Page(page).Not().ToHaveURL(containing("/sign-in")))

	h.Goto(page, "/settings/security")
	h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "Remove password"}).Click())
	h.Must(page.Locator("#dialog button[type=submit]").Click())
	h.Must(h.Expect.Locator(page.Locator("#passkeys")).ToContainText("You have no password"))

	h.signOut(page, k)
	k.Touched(false)
	h.fill(page, map[string]string{"email": Email, "password": Password})
	h.Must(page.Locator(`form[action="/sign-in"] button[type=submit]`).Click())
	h.Must(h.Expect.Locator(page.Locator("#f-password-e")).ToContainText("do not match"))
	k.Touched(true)
	h.Press(page, "Continue with a passkey")
	h.SignedIn(page)
}

// TestPasskeyThatIsRefused says why, in the browser and from the panel.
func TestPasskeyThatIsRefused(t *testing.T) {
	t.Parallel()
	h := openAs(t, "localhost", sandbox.Options{})
	page := h.Page()
	k := h.NewKey(page)
	h.SignIn(page)
	h.addPasskey(page, "Laptop")
	said := page.Locator("[data-passkey-said]")

	h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "Add passkey"}).Click())
	h.Press(page, "Create passkey")
	h.Must(h.Expect.Locator(said).ToContainText("There is a passkey of yours on this device already."))
	h.Must(h.Expect.Locator(page.GetByRole("button", playwright.PageGetByRoleOptions{Name: "Create passkey"})).ToBeVisible())

	h.Goto(page, "/settings/security")
	h.Must(page.GetByLabel("Remove Laptop").Click())
	h.Must(page.Locator("#dialog button[type=submit]").Click())
	h.Must(h.Expect.Locator(page.Locator("#passkeys")).ToContainText("None yet."))

	h.signOut(page, k)
	h.Press(page, "Continue with a passkey")
	h.Must(h.Expect.Locator(page.GetByRole("alert").First()).ToContainText("This passkey does not sign in here."))
}

// TestPasskeyElsewhere: under another name than the panel's, the button says
// where to go.
func TestPasskeyElsewhere(t *testing.T) {
	t.Parallel()
	h := openAs(t, "localhost", sandbox.Options{}, "PANEL_URL=http://localhost:1")
	page := h.Page()
	h.Goto(page, "/sign-in")
	h.Press(page, "Continue with a passkey")
	h.Must(h.Expect.Locator(page.Locator("[data-passkey-said]")).ToContainText("Passkeys work at http://localhost:1 only."))
}
