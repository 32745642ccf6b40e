//go:build e2e

package e2e

import (
	"testing"

	"pinfold/internal/sandbox"
)

func TestSignInPageShows(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{})
	page := h.Page()
	h.Goto(page, "/sign-in")
	h.Must(h.Expect.Locator(page.Locator("h1")).ToHaveText("Sign in"))
	h.Must(h.Expect.Locator(page.Locator(`input[name="password"]`)).ToBeVisible())
}
