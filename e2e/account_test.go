//go:build e2e

package e2e

import (
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/sandbox"
)

// shell runs a command of the panel's program on its data, beside it.
func (p *Panel) shell(stdin string, args ...string) (string, error) {
	p.t.Helper()
	program, err := binary()
	if err != nil {
		p.t.Fatal(err)
	}
	cmd := exec.Command(program, args...)
	cmd.Env, cmd.Stdin = p.env, strings.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	_, _ = p.log.Write(out) // It is searched for secrets with the log.
	return string(out), err
}

// TestAccountsFromTheShell: pages that are open follow what a command beside
// the panel does.
func TestAccountsFromTheShell(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{Seed: 1, Servers: 4})
	page := h.Page()
	h.SignIn(page)
	h.Goto(page, "/accounts")
	servers := h.Page()
	h.Goto(servers, "/servers")
	list := page.Locator("#account-list")
	h.Must(h.Expect.Locator(list).ToContainText("Connect your first account"))
	out, err := h.shell(sandbox.DefaultClodoKey+"\n", "accounts", "add", "--provider", "clodo", "--label", "shop",
		"--credential", "user="+sandbox.DefaultClodoLogin, "--credential-file", "key=-", "--setting", "endpoint="+h.Box.URL+"/clodo")
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	h.Must(h.Expect.Locator(list).ToContainText("Clodo shop"))
	h.Must(h.Expect.Locator(list).ToContainText("Answers"))
	h.Must(h.Expect.Locator(servers.Locator("tbody tr")).ToHaveCount(7))
	if out, err := h.shell("shop\n", "accounts", "remove", "shop"); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	h.Must(h.Expect.Locator(list).ToContainText("Connect your first account"))
}

// TestAccountPage: the test on demand, its failure, and that its outcome
// stays while the page follows.
func TestAccountPage(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{Seed: 1, Servers: 4})
	page := h.Page()
	h.SignIn(page)
	h.ConnectClodo(page)
	can := page.Locator("#account-can")
	press := func(label string) {
		h.Must(can.GetByRole("link", playwright.LocatorGetByRoleOptions{Name: label, Exact: playwright.Bool(true)}).Click())
	}
	refreshed := func() {
		t.Helper()
		_, err := page.Evaluate(`() => document.querySelector("#account-page dl").append(Object.assign(document.createElement("dt"), {id: "mark"}))`)
		h.Must(err)
		ClientOf(t, h.Panel, Email).Post("/accounts/1/refresh", nil)
		h.Must(h.Expect.Locator(page.Locator("#mark")).ToHaveCount(0))
	}
	zones := can.GetByText("Add zone")
	h.Must(h.Expect.Locator(zones).ToBeHidden())
	h.Must(can.Locator("summary", playwright.LocatorLocatorOptions{HasText: "DNS"}).Click())
	h.Must(h.Expect.Locator(zones).ToBeVisible())
	refreshed()
	h.Must(h.Expect.Locator(zones).ToBeVisible())
	h.Box.SetFault(sandbox.Fault{Provider: "clodo", Kind: sandbox.FaultCut})
	press("Test now")
	h.Must(h.Expect.Locator(can).ToContainText("The connection to Clodo broke"))
	h.Box.ClearFaults()
	press("Try again")
	h.Must(h.Expect.Locator(can).ToContainText("Works, answered in"))
	refreshed()
	h.Must(h.Expect.Locator(can).ToContainText("Works, answered in"))
	h.Must(page.GetByRole("link", playwright.PageGetByRoleOptions{Name: "Images"}).Click())
	h.Must(h.Expect.Locator(page.Locator("tbody tr")).Not().ToHaveCount(0))
	answer := ClientOf(t, h.Panel, Email).Get("/accounts/1/can")
	if answer.Status != http.StatusOK || !strings.Contains(answer.Body, "Works, answered in") || !strings.Contains(answer.Body, "<h1") {
		t.Errorf("without script: status %d", answer.Status)
	}
}
