//go:build e2e

package e2e

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// TestPlanAsksWithoutWhatIsPasted: addresses end up in logs, and somebody will
// paste a private key for a public one.
func TestPlanAsksWithoutWhatIsPasted(t *testing.T) {
	t.Parallel()
	h := Open(t, sandbox.Options{Seed: 31, Servers: 8})
	page := h.Page()
	h.SignIn(page)
	client := ClientOf(t, h.Panel, Email)
	client.Connect(providers.Inferno, h.Box.four()[providers.Inferno].fill)
	db := OpenData(t, h.Panel)
	EventuallyWithin(t, time.Minute, "the account is read", func() bool { return db.read() == 1 })

	var mu sync.Mutex
	var asked []string
	page.OnRequest(func(r playwright.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, r.URL())
	})
	h.Goto(page, accountPath(db.Account())+"/actions/sshkey.create")
	h.Must(page.Locator(`[name="public_key"]`).Fill("-----BEGIN OPENSSH PRIVATE KEY----- canary"))
	h.Must(page.Locator(`[name="label"]`).Fill("laptop"))
	h.Must(page.Locator(`[name="label"]`).Blur())
	EventuallyWithin(t, 10*time.Second, "the plan is asked for", func() bool {
		mu.Lock()
		defer mu.Unlock()
		return strings.Contains(strings.Join(asked, " "), "label=laptop")
	})
	mu.Lock()
	defer mu.Unlock()
	if all := strings.Join(asked, " "); strings.Contains(all, "canary") || strings.Contains(all, "PRIVATE") {
		t.Errorf("the key is in an address: %s", all)
	}
}
