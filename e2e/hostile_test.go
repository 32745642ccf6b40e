//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// hostile are names that would do something if a page took them for more than
// text.
var hostile = []string{
	`<script>window.hit=1</script>`,
	`"><img src=x onerror="window.hit=1">`,
	`<b hx-get="/hit" hx-trigger="load">x</b>`,
	`javascript:window.hit=1`,
	`</title><script src="/hit"></script>`,
	`' onmouseover='window.hit=1`,
	"safe\u202Egpj.exe",
	"{{hit}} ${hit} %s\u2028",
	`"),hx-on:load=window.hit=1,("`,
}

// TestProviderTextStaysText renames servers at the provider and looks at
// every place that shows a name.
// Case 37: text of a provider is shown as text.
func TestProviderTextStaysText(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 11, Servers: 12, Pace: 200 * time.Millisecond})
	var mu sync.Mutex
	var asked []string
	h.Browser.OnRequest(func(r playwright.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, r.URL())
	})
	servers := db.Running()[:len(hostile)]
	for i, r := range servers {
		h.Must(h.Box.Mutate(sandbox.Mutation{Provider: "clodo", Kind: sandbox.MutateRename, Target: r.ExternalID, Value: hostile[i]}))
	}
	ClientOf(t, h.Panel, Email).Post("/accounts/1/refresh", nil)
	h.Goto(page, "/servers")
	for i, r := range servers {
		lead := page.Locator(fmt.Sprintf("#server-%d .c-lead a", r.ID))
		h.Must(h.Expect.Locator(lead).ToHaveAttribute("title", containing(visible(hostile[i]))))
		h.Must(h.Expect.Locator(lead).ToContainText(visible(hostile[i])))
	}
	h.wantNoMarks(page)
	for i, r := range servers {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			h, db := h.In(t), db.In(t)
			h.Goto(page, serverURL(r))
			h.Must(h.Expect.Page(page).ToHaveTitle(titleWith(hostile[i])))
			h.Must(h.Expect.Locator(page.Locator("main h1")).ToContainText(visible(hostile[i])))
			h.wantNoMarks(page)
			box := h.Ask(page, r, "Delete server")
			h.Must(h.Expect.Locator(box.Locator("h2").First()).ToContainText(visible(hostile[i])))
			h.Must(page.Keyboard().Press("Escape"))
			h.Do(page, r, "Reboot")
			h.Must(h.Expect.Locator(page.Locator("#toasts")).ToContainText(visible(hostile[i])))
			op := db.Ended(models.StatusSucceeded)
			h.Goto(page, fmt.Sprintf("/operations/%d", op.ID))
			h.Must(h.Expect.Locator(page.Locator("main h1")).ToContainText(visible(hostile[i])))
			h.wantNoMarks(page)
			hit, err := page.Evaluate("() => window.hit ?? 0")
			h.Must(err)
			if fmt.Sprint(hit) != "0" {
				t.Error("a script ran")
			}
		})
	}
	mu.Lock()
	defer mu.Unlock()
	for _, address := range asked {
		if !strings.HasPrefix(address, h.URL) || strings.Contains(address, "/hit") || strings.HasSuffix(address, "/x") {
			t.Errorf("unexpected request of %s", address)
		}
	}
}

// wantNoMarks checks that no mark of direction works on the page or its tab.
// In values that are copied or sent it has to stay.
func (h *House) wantNoMarks(page playwright.Page) {
	h.t.Helper()
	text, err := page.Evaluate(`() => document.title + document.body.innerText + [...document.querySelectorAll("[title], [aria-label]")]
		.map(e => e.title + e.ariaLabel).join()`)
	h.Must(err)
	if at := strings.IndexRune(text.(string), '\u202E'); at >= 0 {
		h.t.Errorf("%s has a working mark of direction after %q", page.URL(), text.(string)[max(0, at-60):at])
	}
}

// visible is the part of a name that holds no mark of direction.
func visible(name string) string {
	name, _, _ = strings.Cut(name, "\u202E")
	name, _, _ = strings.Cut(name, "\u2028")
	return strings.TrimSpace(name)
}

func titleWith(name string) any { return containing(visible(name)) }
