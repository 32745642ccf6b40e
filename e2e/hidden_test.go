//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// TestHiddenTabFollowsOnceSeen: a tab that nobody looks at asks for nothing,
// and shows what changed as soon as somebody does.
func TestHiddenTabFollowsOnceSeen(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 4, Servers: 4, Pace: 100 * time.Millisecond})
	server := db.Running()[0]
	row := fmt.Sprintf("#server-%d .c-state .state", server.ID)
	hidden := h.Page()
	h.Goto(hidden, "/servers")
	h.Goto(page, serverURL(server))
	h.Must(h.Expect.Locator(hidden.Locator(`[data-while="live"][data-on]`)).ToHaveCount(1))
	h.see(hidden, false)
	var asked atomic.Int32
	hidden.OnRequest(func(r playwright.Request) {
		if strings.HasSuffix(r.URL(), "/servers") {
			asked.Add(1)
		}
	})
	h.Do(page, server, "Stop")
	db.Ended(models.StatusSucceeded)
	h.Must(h.Expect.Locator(page.Locator("h1 + .state")).ToHaveText("Stopped"))
	h.Must(h.Expect.Locator(hidden.Locator(row)).ToHaveText("Running"))
	if n := asked.Load(); n != 0 {
		t.Errorf("the hidden tab asked %d times", n)
	}
	h.see(hidden, true)
	h.Must(h.Expect.Locator(hidden.Locator(row)).ToHaveText("Stopped"))
}

// see tells a tab that it is looked at, or no more: a browser without windows
// takes all of its tabs for seen.
func (h *House) see(page playwright.Page, seen bool) {
	h.t.Helper()
	_, err := page.Evaluate(`seen => {
		Object.defineProperty(document, "hidden", { configurable: true, get: () => !seen });
		document.dispatchEvent(new Event("visibilitychange"));
	}`, seen)
	h.Must(err)
}
