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
		if strings.Contains(r.URL(), "/events") {
			streams.Add(1)
		}
	})
	h.Must(page.Close())
	server := db.Running()[0]
	var tabs []playwright.Page
	began := time.Now()
	for i := range 10 {
		tab := h.Page()
		h.Goto(tab, []string{"/servers", serverURL(server)}[i%2])
		tabs = append(tabs, tab)
	}
	limit := max(within, time.Since(began)/4)
	h.Must(h.Expect.Locator(tabs[9].Locator(`[data-while="live"][data-on]`)).ToHaveCount(1))
	t.Run("one stream", func(t *testing.T) {
		if n := streams.Load(); n != 1 {
			t.Errorf("%d streams for ten tabs", n)
		}
	})
	t.Run("all follow", func(t *testing.T) { h.In(t).allFollow(tabs, db.In(t), server, limit) })
	t.Run("all follow when the leader has gone", func(t *testing.T) {
		h := h.In(t)
		before := streams.Load()
		h.Must(tabs[0].Close())
		Eventually(t, "another tab leads", func() bool { return streams.Load() > before })
		h.Must(h.Expect.Locator(tabs[1].Locator(`[data-while="live"][data-on]`)).ToHaveCount(1))
		h.allFollow(tabs[1:], db.In(t), server, limit)
		if n := streams.Load() - before; n != 1 {
			t.Errorf("%d more streams after the leader had gone", n)
		}
	})
}

// allFollow stops or starts the server in the first of the tabs that show it
// until all tabs have shown that in time, three times at most: what else the
// machine does at one moment must not decide. The limit is a second, which is a quarter of
// what opening ten tabs takes on two idle cores, and that quarter on slower ones.
func (h *House) allFollow(tabs []playwright.Page, db *Data, server models.Resource, limit time.Duration) {
	h.t.Helper()
	for try := range 3 {
		late := h.follow(tabs, db, server)
		if late <= limit {
			return
		}
		h.t.Logf("change %d: the last tab showed it after %v, the limit is %v", try+1, late, limit)
	}
	h.t.Error("no change was shown by all tabs in time")
}

// follow makes one change and returns how late the last tab showed it.
func (h *House) follow(tabs []playwright.Page, db *Data, server models.Resource) (late time.Duration) {
	h.t.Helper()
	label, after := "Start", "Running"
	if slices.ContainsFunc(db.Running(), func(r models.Resource) bool { return r.ID == server.ID }) {
		label, after = "Stop", "Stopped"
	}
	for _, tab := range tabs {
		h.Note(tab, fmt.Sprintf("#server-%d .c-state .state, h1 + .state", server.ID))
	}
	at := slices.IndexFunc(tabs, func(tab playwright.Page) bool { return tab.URL() == h.URL+serverURL(server) })
	h.Do(tabs[at], server, label)
	op := db.Ended(models.StatusSucceeded)
	for _, tab := range tabs {
		late = max(late, h.Noted(tab, after).Sub(*op.EndedAt))
	}
	return late
}
