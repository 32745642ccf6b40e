//go:build e2e

package e2e

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// TestTeamsInTheBrowser: a person invites somebody for one account, who joins
// in a browser of their own, sees that account alone, and is out when removed.
// Then a second team with a member of its own, and the other tab follows.
func TestTeamsInTheBrowser(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 6, Servers: 2})
	h.AllowConsole("40[0-9]|422")
	seen := "Clodo " + db.Account().Label
	hidden := models.Account{Provider: "clodo", Label: "hidden", Settings: map[string]string{"login": "hidden", "endpoint": "http://127.0.0.1:1"}}
	db.must(db.scope.AddAccount(t.Context(), &hidden, func(models.ID) ([]byte, error) { return []byte("not opened"), nil }, models.Audit{}))
	link := h.invite(page, "eve@example.com", "operator", seen)
	eve := h.joins(link, "Eve")
	h.Goto(eve, "/accounts")
	h.Must(h.Expect.Locator(eve.Locator("#account-list tbody tr")).ToHaveCount(1))
	h.Must(h.Expect.Locator(eve.Locator("#account-list")).Not().ToContainText("hidden"))
	h.Goto(page, "/settings/members")
	h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "Change Eve"}).Click())
	h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "Remove member"}).Click())
	h.Must(page.Locator("#dialog [name=confirm]").Fill("eve@example.com"))
	h.Confirm(page)
	h.Must(h.Expect.Locator(page.Locator("#members")).Not().ToContainText("Eve"))
	h.Goto(eve, "/")
	h.Must(h.Expect.Locator(eve.Locator("h1")).ToHaveText("You are in no team"))

	other := h.Page()
	h.Goto(other, "/servers")
	h.Goto(page, "/settings/teams/new")
	h.Must(page.Locator("main [name=name]").Fill("Second team"))
	h.Press(page, "Create team")
	h.Must(h.Expect.Locator(page.Locator("#toasts")).ToContainText("Second team is created"))
	h.Arrives(other, "/") // The other tab does not mix two teams.
	bob := h.joins(h.invite(page, "bob@example.com", "viewer", ""), "Bob")
	h.Goto(bob, "/accounts")
	h.Must(h.Expect.Locator(bob.Locator("#account-list")).ToContainText("No account is connected"))
	stale := ClientOf(t, h.Panel, Email)
	if answer := stale.Post("/settings/members/invitations/new", url.Values{"in_team": {"2"}, "email": {"x@example.com"}, "role": {"viewer"}}); answer.Status != http.StatusConflict {
		t.Errorf("a form of another team: status %d", answer.Status)
	}
	if strings.Contains(h.Log(), link[strings.LastIndex(link, "/")+1:]) {
		t.Error("the log holds the link")
	}
}

// invite makes an invitation in the browser and returns its link. An account
// limits it.
func (h *House) invite(page playwright.Page, email, role, account string) string {
	h.t.Helper()
	h.Goto(page, "/settings/members/invitations/new")
	h.Must(page.Locator("main [name=email]").Fill(email))
	h.Must(page.Locator("[name=role][value=" + role + "]").Check())
	if account != "" {
		h.Must(page.Locator("[name=sees][value=some]").Check())
		h.Must(page.Locator("#f-account").GetByLabel(account, playwright.LocatorGetByLabelOptions{Exact: playwright.Bool(true)}).Check())
	}
	h.Press(page, "Make invitation")
	link, err := page.Locator("[data-secret]").TextContent()
	h.Must(err)
	return strings.TrimPrefix(strings.TrimSpace(link), h.URL)
}

// joins accepts an invitation in a browser of its own, as somebody new.
func (h *House) joins(link, name string) playwright.Page {
	h.t.Helper()
	page := h.browserWith(playwright.BrowserNewContextOptions{})
	at, err := url.Parse(link)
	h.Must(err)
	h.Goto(page, at.Path)
	h.Must(page.Locator("[name=name]").Fill(name))
	h.Must(page.Locator("[name=password]").Fill(Password))
	h.Press(page, "Create account and join")
	h.Must(h.Expect.Locator(page.Locator("main h1").First()).ToContainText("Overview"))
	return page
}
