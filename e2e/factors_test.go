//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/access"
	"pinfold/internal/sandbox"
	"pinfold/internal/secrets"
	"pinfold/internal/totp"
)

// authenticator is the app on a person's phone.
type authenticator struct {
	secret secrets.Text
	// last is the step of the code that was used last: each is good for once.
	last int64
}

// code is one that was not used, which may be the one that comes next.
func (a *authenticator) code(t testing.TB) string {
	t.Helper()
	a.last = max(a.last+1, totp.StepAt(time.Now()))
	code, err := totp.Code(a.secret, a.last)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// setUpApp sets up an app on the page about signing in and ends where the
// recovery codes are shown.
func (h *House) setUpApp(page playwright.Page) (*authenticator, []string) {
	h.t.Helper()
	h.Goto(page, "/settings/security")
	h.Press(page, "Set up")
	key, err := page.Locator("[data-secret]").TextContent()
	h.Must(err)
	app := &authenticator{secret: secrets.NewText(strings.ReplaceAll(key, " ", ""))}
	h.Must(h.Expect.Locator(page.Locator("svg[role=img] path")).ToHaveCount(1))
	h.fill(page, map[string]string{"code": app.code(h.t)})
	h.Press(page, "Turn on")
	h.Must(h.Expect.Locator(page.Locator("main li")).ToHaveCount(10))
	codes, err := page.Locator("main li").AllTextContents()
	h.Must(err)
	return app, codes
}

// enter signs in by password, from nothing, on the way to a page.
func (h *House) enter(page playwright.Page, email, path string) {
	h.t.Helper()
	h.Goto(page, "about:blank") // or the stream of the page would ask without a cookie
	h.Must(h.Browser.ClearCookies())
	h.Goto(page, path)
	h.fill(page, map[string]string{"email": email, "password": Password})
	h.Press(page, "Sign in")
}

// TestSecondFactor is set up in the browser, asked after the password, and
// turned off; a recovery code takes its place once.
func TestSecondFactor(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{})
	h.AllowConsole("422")
	page := h.Page()
	h.SignIn(page)
	app, codes := h.setUpApp(page)
	file, err := page.ExpectDownload(func() error {
		return page.GetByRole("button", playwright.PageGetByRoleOptions{Name: "Download"}).Click()
	})
	h.Must(err)
	path, err := file.Path()
	h.Must(err)
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), strings.Join(codes, "\n")) || !strings.Contains(string(text), Email) {
		t.Errorf("the file of codes: %v, %d bytes", err, len(text))
	}
	h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "I have kept them"}).Click())
	h.Must(h.Expect.Locator(page.Locator("#second-factor")).ToContainText("10 of 10 are left."))

	h.enter(page, Email, "/servers?q=web")
	h.Must(h.Expect.Locator(page.Locator("h1")).ToHaveText("Second factor"))
	h.Must(h.Expect.Locator(page.Locator("[name=code]")).ToBeFocused())
	h.fill(page, map[string]string{"code": "12345"})
	h.Press(page, "Sign in")
	h.Must(h.Expect.Locator(page.Locator("#f-code-e")).ToContainText("This code does not match. 4 tries are left"))
	h.fill(page, map[string]string{"code": app.code(t)})
	h.Press(page, "Sign in")
	h.Arrives(page, regexp.MustCompile(`/servers\?q=web$`))

	for _, again := range []bool{false, true} {
		h.enter(page, Email, "/operations")
		h.Must(page.Locator("summary").Click())
		h.fill(page, map[string]string{"recovery": strings.ToUpper(codes[4])})
		h.Press(page, "Sign in with this code")
		if !again {
			h.Arrives(page, "/operations")
			h.Must(h.Expect.Locator(page.Locator("#toasts")).ToContainText("9 are left."))
			continue
		}
		h.Must(h.Expect.Locator(page.Locator("#f-recovery-e")).ToContainText("none of your unused recovery codes"))
		h.Must(h.Expect.Locator(page.Locator("#f-recovery")).ToBeFocused())
		h.fill(page, map[string]string{"recovery": codes[5]})
		h.Press(page, "Sign in with this code")
	}
	h.Arrives(page, "/operations")

	h.Goto(page, "/settings/security")
	h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "Turn off"}).Click())
	h.Must(page.Locator("#dialog button[type=submit]").Click())
	h.Must(h.Expect.Locator(page.Locator("#toasts")).ToContainText("The authenticator app is turned off"))
	h.enter(page, Email, "/operations")
	h.Arrives(page, "/operations")
	for _, secret := range append(codes, app.secret.Reveal(), "12345") {
		if strings.Contains(h.Log(), secret) {
			t.Error("the log holds a secret")
		}
	}
}

// TestRequiredSecondFactor: a member without one gets no page of the team, by
// no route, until it is set up.
func TestRequiredSecondFactor(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 6, Servers: 2})
	h.AllowConsole("422")
	h.setRule(page)
	h.Must(h.Expect.Locator(page.Locator("#f-require_factor-e")).ToContainText("Set up a second factor of your own first"))
	h.setUpApp(page)
	h.setRule(page)
	h.Must(h.Expect.Locator(page.Locator("#toasts")).ToContainText("A second factor is required of all members"))

	db.AddPerson("bea@example.com", access.Admin)
	server := db.Running()[0]
	ids := db.AddThings(db.scope, server)
	ids["servers"], ids["accounts"], ids["operations"] = fmt.Sprint(server.ID), fmt.Sprint(server.AccountID), "1"
	bea := ClientOf(t, h.Panel, "bea@example.com")
	before, walked := h.Dump(), 0
	for _, route := range Routes(t) {
		open := slices.ContainsFunc([]string{"/prove", "/team", "/settings/security", "/settings/profile", "/settings/sessions"}, func(at string) bool {
			return route.Path == at || strings.HasPrefix(route.Path, at+"/")
		})
		if route.Group != "in" || open {
			continue
		}
		for _, path := range route.Addresses(ids) {
			walked++
			answer := bea.must(route.Method, path, nil)
			refused := path == "/events" && answer.Status == http.StatusForbidden
			if !refused && (answer.Status != http.StatusSeeOther || answer.Header.Get("Location") != "/settings/security") {
				t.Errorf("%s %s: status %d, to %q", route.Method, path, answer.Status, answer.Header.Get("Location"))
			}
		}
	}
	if h.Dump() != before {
		t.Error("something was written")
	}
	if t.Logf("%d addresses", walked); walked < 200 {
		t.Errorf("only %d addresses were walked", walked)
	}
	h.enter(page, "bea@example.com", "/servers")
	h.Arrives(page, "/settings/security")
	h.Must(h.Expect.Locator(page.Locator("main")).ToContainText("requires a second factor of all members"))
	h.setUpApp(page)
	h.Goto(page, "/servers")
	h.Must(h.Expect.Locator(page.Locator("main")).ToContainText(server.Name))
}

// setRule ticks that the team requires a second factor, and saves.
func (h *House) setRule(page playwright.Page) {
	h.t.Helper()
	h.Goto(page, "/settings/security-policy")
	h.Must(page.Locator("[name=require_factor]").Check())
	h.Press(page, "Save")
}
