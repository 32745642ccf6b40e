//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"regexp"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// TestOverview lets everything go wrong that can and watches the first page
// follow, without loading it for that.
func TestOverview(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 9, Servers: 12, Pace: 200 * time.Millisecond}, "PANEL_LOOK_FOR=1s")
	client := ClientOf(t, h.Panel, Email)
	watch := h.Page()
	h.Goto(watch, "/")
	recent := watch.Locator("#recent")
	running := db.Running()

	t.Run("a server that ends soon is told from the start", func(t *testing.T) {
		h := h.In(t)
		rows, total, err := db.scope.ExpiringServers(context.Background(), time.Now(), time.Now().Add(14*24*time.Hour), 1)
		if err != nil || total == 0 {
			t.Fatalf("the simulated provider has none that ends soon (error: %v)", err)
		}
		need := watch.Locator(fmt.Sprintf("#need-expires-%d", rows[0].ID))
		h.Must(h.Expect.Locator(need).ToContainText(rows[0].Name + ": Paid until"))
	})
	t.Run("a change behind the panel's back shows as such on both pages", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Must(h.Expect.Locator(recent).ToContainText("Nothing has changed"))
		h.Must(h.Box.Mutate(sandbox.Mutation{Provider: "clodo", Kind: sandbox.MutateStop, Target: running[0].ExternalID}))
		client.Post("/accounts/1/refresh", nil)
		for _, text := range []string{running[0].Name, "not through the panel"} {
			h.Must(h.Expect.Locator(recent).ToContainText(text))
		}
		h.Must(watch.GetByRole("link", playwright.PageGetByRoleOptions{Name: "All activity"}).Click())
		h.Must(h.Expect.Locator(watch.Locator("#activity-list")).ToContainText("not through the panel"))
		h.Do(page, running[1], "Reboot")
		db.Ended(models.StatusSucceeded)
		h.Must(h.Expect.Locator(watch.Locator("#activity-list")).ToContainText("Reboot " + running[1].Name + ", asked by"))
		h.Must(watch.Locator("#activity-list nav a", playwright.PageLocatorOptions{HasText: "Not through the panel"}).Click())
		h.Arrives(watch, containing("by=outside"))
		h.Must(h.Expect.Locator(watch.Locator("#activity-list")).ToContainText(running[0].Name))
		h.Must(h.Expect.Locator(watch.Locator("#activity-list")).Not().ToContainText("Reboot " + running[1].Name))
		h.Must(watch.Keyboard().Press("g"))
		h.Must(watch.Keyboard().Press("h"))
		h.Arrives(watch, regexp.MustCompile(`:\d+/$`))
	})
	t.Run("an operation whose outcome is not known", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-10", Kind: sandbox.FaultCut, Times: 1})
		h.Do(page, running[2], "Reboot")
		op := db.Ended(models.StatusUnknown)
		need := watch.Locator(fmt.Sprintf("#need-operation-%d", op.ID))
		h.Must(h.Expect.Locator(need).ToContainText("Reboot " + running[2].Name + ": not known whether it happened"))
		h.Must(need.GetByRole("link", playwright.LocatorGetByRoleOptions{Name: "Decide"}).Click())
		h.Arrives(watch, containing(fmt.Sprintf("/operations/%d", op.ID)))
		h.Goto(watch, "/")
	})
	t.Run("an account that fails, until it answers", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-04", Kind: sandbox.FaultStatus, Status: 503})
		client.Post("/accounts/1/refresh", nil)
		need := watch.Locator("#need-account-1")
		h.Must(h.Expect.Locator(need).ToContainText("Next try in"))
		h.Box.ClearFaults()
		h.Must(need.GetByRole("button", playwright.LocatorGetByRoleOptions{Name: "Try now"}).Click())
		Eventually(t, "it answers", func() bool { return db.Account().Failures == 0 })
		h.Goto(watch, "/")
		h.Must(h.Expect.Locator(watch.Locator("#needs")).ToBeVisible())
		h.Must(h.Expect.Locator(need).ToHaveCount(0))
	})
	t.Run("a figure leads to the servers that it counts", func(t *testing.T) {
		h := h.In(t)
		figure := watch.Locator("#states-account-1 td.c-off a", playwright.PageLocatorOptions{HasText: fmt.Sprint(len(db.Running()))})
		h.Must(figure.First().Click())
		h.Arrives(watch, containing("account=1&state=running"))
		h.Must(h.Expect.Locator(watch.Locator("tbody tr")).ToHaveCount(len(db.Running())))
	})
}
