//go:build e2e

package e2e

import (
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/sandbox"
)

// countOffers notes how a page asks the browser for passkeys. What a button
// asks for waits for touch(): an authenticator does not hear of a hand that
// comes after its question, and takes an offer if the hand comes before.
const countOffers = `if (window.CredentialsContainer) {
  window.asked = [];
  const get = CredentialsContainer.prototype.get;
  CredentialsContainer.prototype.get = async function (options) {
    const one = { mediation: options.mediation ?? "", over: false };
    window.asked.push(one);
    options.signal?.addEventListener("abort", () => (one.over = true));
    if (!one.mediation) await new Promise((touched) => (window.touch = touched));
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
	h.leave(page)
	h.waitsFor(page, "asked.length === 1 && asked[0].mediation === 'conditional' && !asked[0].over")
	h.Must(h.Expect.Locator(page.Locator("[data-passkey-said]")).ToBeHidden())
	h.fill(page, map[string]string{"email": Email, "password": Password})
	h.Must(page.Locator(`form[action="/sign-in"] button[type=submit]`).Click())
	h.Arrives(page, containing("/sign-in/second"))

	h.Goto(page, "/sign-in")
	h.waitsFor(page, "asked.length === 1 && asked[0].mediation === 'conditional'")
	h.Press(page, "Continue with a passkey")
	h.waitsFor(page, "asked.length === 2 && asked[0].over && asked[1].mediation === '' && !asked[1].over")
	k.Touched(true)
	_, err := page.Evaluate("() => touch()")
	h.Must(err)
	h.SignedIn(page)

	k.Touched(false)
	h.leave(page)
	h.waitsFor(page, "asked.length === 1 && asked[0].mediation === 'conditional'")
	h.Goto(page, "about:blank") // Where no offer is open that the hand would take.
	k.Touched(true)
	h.Goto(page, "/sign-in?next=/keys")
	h.Arrives(page, containing("/keys"))
}

// leave signs out, whatever covers the button.
func (h *House) leave(page playwright.Page) {
	h.t.Helper()
	h.Must(page.Locator(`form[action="/sign-out"] button`).First().DispatchEvent("click", nil))
	h.Must(h.Expect.Page(page).ToHaveTitle(containing("Sign in")))
	h.Must(page.WaitForLoadState())
}

// waitsFor waits until an expression holds on the page. It is asked from here:
// the policy of the pages refuses a browser that evaluates texts by itself.
func (h *House) waitsFor(page playwright.Page, expression string) {
	h.t.Helper()
	Eventually(h.t, expression, func() bool {
		holds, err := page.Evaluate("() => " + expression)
		return err == nil && holds == true
	})
}
