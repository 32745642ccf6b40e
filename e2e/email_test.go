//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pinfold/internal/sandbox"
	"pinfold/internal/testmail"
)

var confirmLink = regexp.MustCompile(`https?://\S+/settings/profile/email\?token=\S+`)

// TestEmailIsConfirmedInTheBrowser: another address counts once its link is
// opened, and the secret of the link is in no log and no row.
func TestEmailIsConfirmedInTheBrowser(t *testing.T) {
	box := testmail.New(t, testmail.Options{})
	roots := filepath.Join(t.TempDir(), "roots.pem")
	if err := os.WriteFile(roots, box.PEM, 0o600); err != nil {
		t.Fatal(err)
	}
	h := Open(t, sandbox.Options{Seed: 6, Servers: 2}, "SSL_CERT_FILE="+roots, "PANEL_SMTP_ADDR=localhost:"+box.Port,
		"PANEL_SMTP_USER="+testmail.Login, "PANEL_SMTP_PASSWORD="+testmail.Password, "PANEL_MAIL_FROM=Panel <panel@example.com>")
	h.AllowConsole("404")
	page := h.Page()
	h.SignIn(page)
	h.Goto(page, "/settings/profile")
	h.Must(page.Locator("#email input[type=email]").Fill("new@example.com"))
	h.Press(page, "Change e-mail")
	h.Must(h.Expect.Locator(page.Locator("#email")).ToContainText("new@example.com waits to be confirmed."))
	link := ""
	Eventually(t, "the link arrives", func() bool {
		link = confirmLink.FindString(mailWith(t, box, h.URL+"/settings/profile/email?token="))
		return link != ""
	})
	path := strings.TrimPrefix(link, h.URL)
	_, token, _ := strings.Cut(path, "token=")
	h.Goto(page, path)
	h.Must(h.Expect.Locator(page.Locator("main")).ToContainText("From now on you sign in as new@example.com instead of " + Email + "."))
	if strings.Contains(h.Dump(), token) || strings.Contains(h.Log(), token) {
		t.Error("the log or the database holds the link")
	}
	h.Press(page, "Confirm e-mail")
	h.Must(h.Expect.Locator(page.Locator("#toasts")).ToContainText("You sign in as new@example.com"))
	h.Must(h.Expect.Locator(page.Locator("#email input[type=email]")).ToHaveValue("new@example.com"))
	h.Goto(page, path)
	h.Must(h.Expect.Locator(page.Locator("h1:visible")).ToHaveText("This link does not work any more"))
	Eventually(t, "the old address is told", func() bool { return mailWith(t, box, "was changed to new@example.com") != "" })
}
