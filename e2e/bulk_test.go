//go:build e2e

package e2e

import (
	"fmt"
	"regexp"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// TestBulk selects several servers, confirms once, and gets an outcome each.
func TestBulk(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 10, Servers: 12, Pace: 300 * time.Millisecond})
	servers := db.Running()[:3]
	h.Must(h.Box.Mutate(sandbox.Mutation{Provider: "clodo", Kind: sandbox.MutateStop, Target: servers[2].ExternalID}))
	ClientOf(t, h.Panel, Email).Post("/accounts/1/refresh", nil)
	h.Goto(page, "/servers")
	h.Must(h.Expect.Locator(h.state(page, servers[2])).ToHaveText("Stopped"))

	t.Run("one that cannot is left out, and told so", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.pick(page, servers)
		stop := page.Locator(`[data-action="server.stop"]`)
		h.Must(h.Expect.Locator(stop).ToContainText("2 of 3"))
		h.Must(stop.Click())
		box := page.Locator("#dialog [data-dialog-box]")
		h.Must(h.Expect.Locator(box).ToContainText("It is already stopped."))
		h.Confirm(page)
		h.Must(h.Expect.Locator(page.Locator("#toasts")).ToContainText("Stopping 2 servers"))
		for _, r := range servers {
			h.Must(h.Expect.Locator(h.state(page, r)).ToHaveText("Stopped"))
		}
		Eventually(t, "all ended", func() bool { return db.Open() == 0 })
		for i, want := range []int{1, 1, 0} {
			if n := h.executed("CLO-10", servers[i].ExternalID); n != want {
				t.Errorf("%s: stopped %d times, want %d", servers[i].Name, n, want)
			}
		}
		h.Must(page.Locator("#toasts a").First().Click())
		h.Must(h.Expect.Locator(page.Locator("h1 + .state")).ToHaveText("Done"))
		h.Must(h.Expect.Locator(eachOne(page).Locator("tbody tr")).ToHaveCount(2))
		h.Must(h.Expect.Locator(eachOne(page).Locator(".is-ok")).ToHaveCount(2))
	})
	t.Run("what is left can be stopped", func(t *testing.T) { h.In(t).stopsTheRest(page, db.In(t)) })
}

// eachOne is the table of the operations of a bulk run.
func eachOne(page playwright.Page) playwright.Locator {
	return page.GetByRole("table", playwright.PageGetByRoleOptions{Name: "Each one"})
}

func (h *House) state(page playwright.Page, r models.Resource) playwright.Locator {
	return page.Locator(fmt.Sprintf("#server-%d .c-state .state", r.ID))
}

func (h *House) pick(page playwright.Page, servers []models.Resource) {
	h.t.Helper()
	for _, r := range servers {
		h.Must(page.Locator(fmt.Sprintf("#server-%d [data-pick]", r.ID)).Check())
	}
}

// stopsTheRest lets the provider take two calls, so that the others wait.
func (h *House) stopsTheRest(page playwright.Page, db *Data) {
	h.Must(h.Box.SetLimits("clodo", "", []sandbox.Limit{{Verb: "POST", URI: "*", Regex: ".*", Value: 2, Unit: sandbox.PerHour}}))
	h.Box.Reset()
	h.Goto(page, "/servers")
	h.pick(page, db.Running()[:6])
	h.Must(page.Locator(`[data-action="server.reboot"]`).Click())
	h.Must(h.Expect.Locator(page.Locator("#dialog [data-dialog-box]")).ToContainText("Reboot 6 servers"))
	h.Confirm(page)
	h.Must(page.Locator("#toasts a").First().Click())
	h.Arrives(page, regexp.MustCompile(`/operations/\d+$`))
	h.Must(h.Expect.Locator(page.Locator("#operation-page")).ToContainText("2 done, 4 to go"))
	h.Press(page, "Stop here")
	h.Must(h.Expect.Locator(page.Locator("h1 + .state")).ToHaveText("Not all done"))
	h.Must(h.Expect.Locator(eachOne(page).Locator(".is-cancelled")).ToHaveCount(4))
	if n := len(h.Box.writes("CLO-10")); n != 2 {
		h.t.Errorf("%d reboots", n)
	}
	LiftLimits(h.t, h.Box)
}
