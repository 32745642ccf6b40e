//go:build e2e

package e2e

import (
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/sandbox"
)

// countOffers notes how a page asks the browser for passkeys.
const countOffers = `if (window.CredentialsContainer) {
  window.asked = [];
  const get = CredentialsContainer.prototype.get;
  CredentialsContainer.prototype.get = function (options) {
    const one = { mediation: options.mediation ?? "", over: false };
    window.asked.push(one);
    options.signal?.addEventListener("abort", () => (one.over = true));
    return get.call(this, options);
  };
}`

// TestPasskeyIsOffered: the browser offers a passkey at the e-mail field. An
// offer that nobody takes is in nobody's way: the password signs in, and the
// button ends the offer and asks by itself. One that is taken signs in.
func TestPasskeyIsOffered(t *testing.T) {
	h := openAs(t, "localhost", sandbox.Options{})
	page := h.Page()
	script := countOffers
	h.Must(page.AddInitScript(playwright.Script{Content: &script}))
	k := h.OfferedKey(page)
	h.SignIn(page)
	h.addPasskey(page, "Laptop")
	k.Touched(false)
	h.AllowConsole("status of 401") // A page that is left may ask once more.
	h.leave(page)
	h.waitsFor(page, "asked.length === 1 && asked[0].mediation === 'conditional' && !asked[0].over")
	h.Must(h.Expect.Locator(page.Locator("[data-passkey-said]")).ToBeHidden())
	h.fill(page, map[string]string{"email": Email, "password": Password})
	h.Must(page.Locator(`form[action="/sign-in"] button[type=submit]`).Click())
	h.Must(h.Expect.Page(page).ToHaveURL(containing("/sign-in/second")))

	h.Goto(page, "/sign-in")
	h.waitsFor(page, "asked.length === 1 && asked[0].mediation === 'conditional'")
	k.Touched(true)
	h.Press(page, "Continue with a passkey")
	h.Must(h.Expect.Page(page).Not().ToHaveTitle(containing("Sign in")))

	k.Touched(false)
	h.leave(page)
	h.waitsFor(page, "asked.length === 1 && asked[0].mediation === 'conditional'")
	k.Touched(true)
	h.Goto(page, "/sign-in?next=/keys")
	h.Must(h.Expect.Page(page).ToHaveURL(containing("/keys")))
}

// leave signs out, whatever covers the button.
func (h *House) leave(page playwright.Page) {
	h.t.Helper()
	h.Must(page.Locator(`form[action="/sign-out"] button`).First().DispatchEvent("click", nil))
	h.Must(h.Expect.Page(page).ToHaveTitle(containing("Sign in")))
}

// waitsFor waits until an expression holds on the page.
func (h *House) waitsFor(page playwright.Page, expression string) {
	h.t.Helper()
	_, err := page.WaitForFunction(expression, nil)
	h.Must(err)
}
