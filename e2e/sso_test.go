//go:build e2e

package e2e

import (
	"strings"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/sandbox"
	"pinfold/internal/testoidc"
)

// openSSO is a panel with a real issuer.
func openSSO(t *testing.T, settings ...string) (*House, *testoidc.Issuer) {
	t.Helper()
	issuer := testoidc.New(t, "")
	h := Open(t, sandbox.Options{}, append(settings, "PANEL_OIDC_ISSUER="+issuer.URL, "PANEL_OIDC_CLIENT_ID="+testoidc.ClientID,
		"PANEL_OIDC_CLIENT_SECRET="+testoidc.Secret, "PANEL_OIDC_NAME=Example ID", "PANEL_ALLOW_OIDC="+issuer.Place)...)
	issuer.Return(h.URL + "/sign-in/sso/callback")
	issuer.Add(testoidc.Person{Subject: "s-1", Login: "olga", Name: "Olga", Email: "olga@corp.example"})
	h.AllowConsole("403|404") // Refusals, and the issuer has no icon.
	return h, issuer
}

// atIssuer fills the issuer's form in, once the browser is there.
func (h *House) atIssuer(page playwright.Page, login string) {
	h.t.Helper()
	h.fill(page, map[string]string{"username": login, "password": testoidc.Password})
	h.Press(page, "Login")
}

// TestSingleSignOn: a stranger is turned away, the owner links an identity and
// then signs in by it, all in a real browser at a real issuer.
func TestSingleSignOn(t *testing.T) {
	t.Parallel()
	h, _ := openSSO(t)
	page := h.Page()
	h.Goto(page, "/sign-in")
	h.Press(page, "Continue with Example ID")
	h.atIssuer(page, "olga")
	h.Must(h.Expect.Locator(page.Locator("[role=alert]")).ToHaveText("This identity belongs to nobody here. Ask an owner for an invitation."))

	h.SignIn(page)
	h.Goto(page, "/settings/security")
	h.Press(page, "Link Example ID")
	h.atIssuer(page, "olga")
	h.Must(h.Expect.Locator(page.Locator("#sso")).ToContainText("olga@corp.example"))

	page = h.browserWith(playwright.BrowserNewContextOptions{})
	h.Goto(page, "/operations")
	h.Press(page, "Continue with Example ID")
	h.atIssuer(page, "olga")
	h.Arrives(page, containing("/operations"))

	h.Goto(page, "/settings/security")
	h.Press(page, "Unlink")
	h.Must(h.Expect.Locator(page.Locator("#sso")).Not().ToContainText("olga@corp.example"))
	for _, secret := range []string{testoidc.Secret, testoidc.Password, "eyJ", "code=", "state="} {
		if strings.Contains(h.Log(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}

// TestSingleSignOnByGroups: somebody new comes in by a group, without scripts.
func TestSingleSignOnByGroups(t *testing.T) {
	t.Parallel()
	h, issuer := openSSO(t, "PANEL_OIDC_ROLES=ops=My team:operator")
	issuer.Add(testoidc.Person{Subject: "s-2", Login: "ivan", Name: "Ivan", Email: "ivan@corp.example", Groups: []string{"ops"}})
	page := h.browserWith(playwright.BrowserNewContextOptions{JavaScriptEnabled: playwright.Bool(false)})
	h.Goto(page, "/servers")
	h.Press(page, "Continue with Example ID")
	h.atIssuer(page, "ivan")
	h.Arrives(page, containing("/servers"))
	h.Goto(page, "/settings/security")
	h.Must(h.Expect.Locator(page.Locator("#sso")).ToContainText("The only way you sign in."))
}

// TestSingleSignOnIssuerDown: the panel starts and works, and says so.
func TestSingleSignOnIssuerDown(t *testing.T) {
	t.Parallel()
	h, issuer := openSSO(t)
	issuer.Down(true)
	h.AllowConsole("502")
	page := h.Page()
	h.Goto(page, "/sign-in")
	h.Press(page, "Continue with Example ID")
	h.Must(h.Expect.Locator(page.Locator("[role=alert]")).ToContainText("The sign-in service does not answer."))
	h.fill(page, map[string]string{"email": Email, "password": Password})
	h.Press(page, "Sign in")
	h.SignedIn(page)
}
