//go:build e2e

package e2e

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// TestTenTabs holds ten tabs of one browser over HTTP/1.1, which allows six
// connections to a host. They share one stream.
func TestTenTabs(t *testing.T) {
	h, page, db := Settle(t, sandbox.Options{Seed: 4, Servers: 4, Pace: 300 * time.Millisecond})
	var streams atomic.Int32
	h.Browser.OnRequest(func(r playwright.Request) {
		if strings.HasSuffix(r.URL(), "/events") {
			streams.Add(1)
		}
	})
	h.Must(page.Close())
	server := db.Running()[0]
	var tabs []playwright.Page
	for i := range 10 {
		tab := h.Page()
		h.Goto(tab, []string{"/servers", serverURL(server)}[i%2])
		tabs = append(tabs, tab)
	}
	h.Must(h.Expect.Locator(tabs[9].Locator(`[data-while="live"][data-on]`)).ToHaveCount(1))
	t.Run("one stream", func(t *testing.T) {
		if n := streams.Load(); n != 1 {
			t.Errorf("%d streams for ten tabs", n)
		}
	})
	t.Run("all follow", func(t *testing.T) { h.In(t).allFollow(tabs, db.In(t), server, "Stop", "Stopped") })
	t.Run("all follow when the leader has gone", func(t *testing.T) {
		h := h.In(t)
		before := streams.Load()
		h.Must(tabs[0].Close())
		Eventually(t, "another tab leads", func() bool { return streams.Load() > before })
		h.Must(h.Expect.Locator(tabs[1].Locator(`[data-while="live"][data-on]`)).ToHaveCount(1))
		h.allFollow(tabs[1:], db.In(t), server, "Start", "Running")
		if n := streams.Load() - before; n != 1 {
			t.Errorf("%d more streams after the leader had gone", n)
		}
	})
}

// allFollow runs an action in the first of the tabs that show the server and
// measures when the others show it.
func (h *House) allFollow(tabs []playwright.Page, db *Data, server models.Resource, label, after string) {
	h.t.Helper()
	row := fmt.Sprintf("#server-%d .c-state .state, h1 + .state", server.ID)
	for _, tab := range tabs {
		h.Note(tab, row)
	}
	at := slices.IndexFunc(tabs, func(tab playwright.Page) bool { return tab.URL() == h.URL+serverURL(server) })
	h.Do(tabs[at], server, label)
	op := db.Ended(models.StatusSucceeded)
	for i, tab := range tabs {
		h.wantSoon(tab, fmt.Sprintf("tab %d, %s", i, tab.URL()), after, *op.EndedAt)
	}
}
