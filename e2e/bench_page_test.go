//go:build e2e && bench

package e2e

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

// TestBenchDOM measures from a change in the panel to the page that shows it.
func TestBenchDOM(t *testing.T) {
	h := Open(t, sandbox.Options{Seed: 4, Pace: 400 * time.Millisecond, Servers: 40}, "PANEL_LOG_LEVEL=warn")
	LiftLimits(t, h.Box)
	page := h.Page()
	h.SignIn(page)
	h.ConnectClodo(page)
	db := OpenData(t, h.Panel)
	Eventually(t, "the servers are there", func() bool { return len(db.Servers()) >= 43 })
	Eventually(t, "the limits are known", func() bool { return len(db.Account().Limits) > 0 })
	client := NewClient(t, h.Panel)
	client.SignIn()
	var took durations
	for _, server := range db.Running()[:20] {
		h.Goto(page, fmt.Sprintf("/servers/%d", server.ID))
		h.Must(h.Expect.Locator(page.Locator(`[data-while="live"][data-on]`)).ToHaveCount(1))
		_, err := page.Evaluate(`() => { window.shown = new Promise((done) => {
			const look = () => /Stopping|Waits for its turn/.test(document.querySelector("#server-page").textContent) && done(Date.now());
			new MutationObserver(look).observe(document.querySelector("#main"), {childList: true, subtree: true, characterData: true});
		}) }`)
		h.Must(err)
		path := fmt.Sprintf("/servers/%d/actions/server.stop", server.ID)
		form, _ := client.Get(path).Form(path)
		client.Post(path, form)
		changed := time.Now()
		shown, err := page.Evaluate(`() => window.shown`)
		h.Must(err)
		took = append(took, max(0, time.UnixMilli(millis(shown)).Sub(changed)))
		Eventually(t, "the operation ends", func() bool { return db.Open() == 0 })
	}
	report(t, "change to DOM", took, 300*time.Millisecond, 300*time.Millisecond)
}

func millis(value any) int64 {
	switch n := value.(type) {
	case int:
		return int64(n)
	case float64:
		return int64(n)
	}
	return 0
}

var assets = regexp.MustCompile(`(?:href|src)="(/static/[^"#]+)`)

// TestBenchFirstVisit prints what a first visit of the server list transfers.
func TestBenchFirstVisit(t *testing.T) {
	box := StartBox(t, sandbox.Options{Seed: 5, Pace: time.Millisecond, Servers: 60})
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=warn")
	client := NewClient(t, panel)
	client.SignIn()
	client.ConnectClodo(box)
	db := OpenData(t, panel)
	Eventually(t, "the servers are there", func() bool { return len(db.Servers()) >= 63 })
	page, size := client.transfer("/servers")
	total := size
	t.Logf("%-40s %6.1f KB", "/servers", float64(size)/1024)
	seen := map[string]bool{}
	for _, match := range assets.FindAllStringSubmatch(page, -1) {
		if seen[match[1]] {
			continue
		}
		seen[match[1]] = true
		_, size := client.transfer(match[1])
		total += size
		t.Logf("%-40s %6.1f KB", match[1], float64(size)/1024)
	}
	t.Logf("%-40s %6.1f KB (bound 70 KB, ratio %.2f)", "first visit, compressed", float64(total)/1024, float64(total)/1024/70)
	if total > 70*1024 {
		t.Error("a first visit is over its bound")
	}
}

// transfer fetches a path as a browser does, and returns its text and how many
// bytes came over the wire.
func (c *Client) transfer(path string) (text string, size int) {
	c.t.Helper()
	request, err := http.NewRequest(http.MethodGet, c.base+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", "gzip, br")
	answer, err := c.http.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }() // It was only read.
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.Get(path).Body, len(body)
}
