//go:build e2e

package e2e

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/sandbox"
	"pinfold/internal/testmail"
)

const newPassword = "a lamp beside the harbor"

// Case 13: the password is changed in one browser, and the other is out; a
// session is ended from the list, also without script.
func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{Seed: 6, Servers: 2})
	h.AllowConsole("422")
	page := h.Page()
	h.SignIn(page)
	other := h.browserWith(playwright.BrowserNewContextOptions{JavaScriptEnabled: playwright.Bool(false)})
	h.SignIn(other)
	third := ClientOf(t, h.Panel, Email)

	h.Goto(other, "/settings/sessions")
	rows := other.Locator("#sessions li")
	h.Must(h.Expect.Locator(rows).ToHaveCount(3))
	h.Must(h.Expect.Locator(rows.First()).ToContainText("This browser"))
	h.Must(h.Expect.Locator(rows.First()).ToContainText("Chrome on Linux"))
	h.Must(h.Expect.Locator(rows.First()).ToContainText("from 127.0.0.1."))
	unknown := rows.Filter(playwright.LocatorFilterOptions{HasText: "An unknown browser"})
	h.Must(unknown.GetByRole("button").Click())
	h.Must(h.Expect.Locator(rows).ToHaveCount(2))
	if answer := third.Get("/servers"); answer.Status != http.StatusSeeOther {
		t.Errorf("the ended session answers %d", answer.Status)
	}

	h.Goto(page, "/settings/security")
	set := func(word, again string) {
		h.Must(page.Locator("#password [name=password]").Fill(word))
		h.Must(page.Locator("#password [name=again]").Fill(again))
		h.Press(page, "Change password")
	}
	set("Password4321", "Password4321")
	h.Must(h.Expect.Locator(page.Locator("#f-password-e")).ToContainText("It is a common password"))
	set(newPassword, newPassword+"s")
	h.Must(h.Expect.Locator(page.Locator("#f-again-e")).ToContainText("This is not what stands above."))
	set(newPassword, newPassword)
	h.Must(h.Expect.Locator(page.Locator("#toasts")).ToContainText("The new password is set"))
	h.Goto(page, "/settings/sessions")
	h.Must(h.Expect.Locator(page.Locator("#sessions li")).ToHaveCount(1))
	h.Goto(other, "/settings/sessions")
	h.Must(h.Expect.Locator(other.Locator("h1")).ToHaveText("Sign in"))
}

// TestProfileInTheBrowser: theme, zone and keys are as chosen at once.
func TestProfileInTheBrowser(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{Seed: 6, Servers: 2})
	page := h.Page()
	h.SignIn(page)
	h.Must(page.Locator(`[popovertarget="person"]:visible`).First().Click())
	h.Must(page.Locator("#person a", playwright.PageLocatorOptions{HasText: "Profile"}).Click())
	_, err := page.Locator("[name=time_zone]").SelectOption(playwright.SelectOptionValues{Values: &[]string{"Asia/Jakarta"}})
	h.Must(err)
	_, err = page.Locator("[name=theme]").SelectOption(playwright.SelectOptionValues{Values: &[]string{"night"}})
	h.Must(err)
	h.Must(page.Locator("[name=keys_off]").Check())
	h.Press(page, "Save")
	h.Must(h.Expect.Locator(page.Locator("#toasts")).ToContainText("Your profile is saved"))
	h.Must(h.Expect.Locator(page.Locator("footer")).ToContainText("Asia/Jakarta"))
	h.Must(h.Expect.Locator(page.Locator("html")).ToHaveAttribute("data-theme", "night"))
	h.Must(h.Expect.Locator(page.Locator("body")).ToHaveAttribute("data-keys", "off"))
}

var resetLink = regexp.MustCompile(`https?://\S+/sign-in/reset\?token=\S+`)

// TestResetByMail through a real mail server: the link sets a new password,
// once, and the open session ends.
func TestResetByMail(t *testing.T) {
	t.Parallel()
	box := testmail.New(t, testmail.Options{})
	roots := filepath.Join(t.TempDir(), "roots.pem")
	if err := os.WriteFile(roots, box.PEM, 0o600); err != nil {
		t.Fatal(err)
	}
	h := Open(t, sandbox.Options{Seed: 6, Servers: 2}, "SSL_CERT_FILE="+roots, "PANEL_SMTP_ADDR=localhost:"+box.Port,
		"PANEL_SMTP_USER="+testmail.Login, "PANEL_SMTP_PASSWORD="+testmail.Password, "PANEL_MAIL_FROM=Panel <panel@example.com>")
	h.AllowConsole("404")
	inside := ClientOf(t, h.Panel, Email)
	page := h.Page()
	h.Goto(page, "/sign-in")
	h.Must(page.Locator("a", playwright.PageLocatorOptions{HasText: "Forgot your password?"}).Click())
	h.fill(page, map[string]string{"email": Email})
	h.Press(page, "Mail me a link")
	h.Must(h.Expect.Locator(page.Locator("main")).ToContainText("a link is on its way there"))
	link := ""
	Eventually(t, "the link arrives", func() bool {
		link = resetLink.FindString(mailWith(t, box, h.URL+"/sign-in/reset?token="))
		return link != ""
	})
	path := strings.TrimPrefix(link, h.URL)
	h.Goto(page, path)
	h.fill(page, map[string]string{"password": newPassword, "again": newPassword})
	h.Press(page, "Set password")
	h.Must(h.Expect.Locator(page.Locator("main")).ToContainText("The new password is set. Sign in with it."))
	if answer := inside.Get("/servers"); answer.Status != http.StatusSeeOther {
		t.Errorf("the open session answers %d", answer.Status)
	}
	h.fill(page, map[string]string{"email": Email, "password": newPassword})
	h.Press(page, "Sign in")
	h.SignedIn(page)
	Eventually(t, "the person is told", func() bool { return mailWith(t, box, "set anew by a link") != "" })
	h.Goto(page, path)
	h.Must(h.Expect.Locator(page.Locator("h1")).ToHaveText("This link does not work any more"))
	_, token, _ := strings.Cut(link, "token=")
	for _, secret := range []string{token, newPassword, testmail.Password} {
		if strings.Contains(h.Log(), secret) || strings.Contains(h.Dump(), secret) {
			t.Error("the log or the database holds a secret")
		}
	}
}
