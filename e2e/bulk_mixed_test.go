//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// connectedTo opens a panel with an account at each of the providers.
func connectedTo(t *testing.T, slugs ...providers.Slug) *trialWorld {
	t.Helper()
	box := StartBox(t, sandbox.Options{Seed: 23, Servers: 14, Pace: 200 * time.Millisecond})
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=error")
	w := &trialWorld{t: t, box: box, client: NewClient(t, panel), used: map[models.ID]bool{}}
	w.client.SignIn()
	for _, slug := range slugs {
		w.client.Connect(slug, box.four()[slug].fill)
	}
	w.db = OpenData(t, panel)
	EventuallyWithin(t, time.Minute, "the accounts are read", func() bool { return w.db.read() == len(slugs) })
	return w
}

// running are up to n running servers at the provider.
func (w *trialWorld) running(slug providers.Slug, n int) (servers []models.Resource) {
	for _, r := range w.db.Running() {
		if r.AccountID == w.db.of(slug).ID && len(servers) < n {
			servers = append(servers, r)
		}
	}
	return servers
}

// bulkURL is the confirmation of an action on several servers.
func bulkURL(action string, servers []models.Resource) string {
	ids := url.Values{}
	for _, r := range servers {
		ids.Add("id", fmt.Sprint(r.ID))
	}
	return "/servers/actions/" + action + "?" + ids.Encode()
}

// startBulk confirms and returns the address of the run.
func (w *trialWorld) startBulk(action string, servers []models.Resource) string {
	w.t.Helper()
	form, ok := w.client.Get(bulkURL(action, servers)).Form("/servers/actions/" + action)
	if !ok {
		w.t.Fatal("it cannot be confirmed")
	}
	answer := w.client.Post("/servers/actions/"+action, form)
	if answer.Status != http.StatusSeeOther {
		w.t.Fatalf("status %d:\n%s", answer.Status, answer.Text())
	}
	return answer.Header.Get("Location")
}

// TestBulkAcrossProviders reboots servers of four providers in one run. The
// confirmation tells what that means at each.
func TestBulkAcrossProviders(t *testing.T) {
	t.Parallel()
	all := []providers.Slug{providers.Clodo, providers.CloudAtCost, providers.Inferno, providers.IDCloudHost}
	w := connectedTo(t, all...)
	var servers []models.Resource
	for _, slug := range all {
		servers = append(servers, w.running(slug, 2)...)
	}
	page := w.client.Get(bulkURL("server.reboot", servers)).Text()
	for _, want := range []string{
		"Reboot 8 servers", "IDCloudHost has no call to reboot", "CloudAtCost: The server is reset",
		"Clodo, Inferno Solutions: It does not answer until it has booted", "5 calls, in this order",
		"/user-resource/vm/stop", "/user-resource/vm/start", "/API/v1/poweropp", "action=reboot",
		"And so for each of 2 servers at Clodo.", "Runs in the background, at the pace the provider allows.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing in:\n%s", want, page)
		}
	}
	path := w.startBulk("server.reboot", servers)
	EventuallyWithin(t, 2*time.Minute, "all ended", func() bool { return w.db.Open() == 0 })
	if text := w.client.Get(path).Text(); !strings.Contains(text, "8 done.") {
		t.Errorf("%s", text)
	}
	for op, want := range map[string]int{"CLO-10": 2, "CAC-03": 2, "INF-08": 2, "IDC-24": 2, "IDC-23": 2} {
		if n := len(w.box.writes(op)); n != want {
			t.Errorf("%s happened %d times", op, n)
		}
	}
}

// TestBulkTellsItsPace: Clodo's own limits are known, so the confirmation and
// the page of the run say what they mean for it.
func TestBulkTellsItsPace(t *testing.T) {
	t.Parallel()
	w := connectedTo(t, providers.Clodo, providers.IDCloudHost)
	servers := slices.Concat(w.running(providers.Clodo, 12), w.running(providers.IDCloudHost, 1))
	if len(servers) != 13 {
		t.Fatalf("%d servers run", len(servers))
	}
	page := w.client.Get(bulkURL("server.stop", servers)).Text()
	if want := "Runs in the background. Clodo allows 10 per minute. It takes 1 minute or more."; !strings.Contains(page, want) {
		t.Errorf("%q is missing in:\n%s", want, page)
	}
	path := w.startBulk("server.stop", servers)
	text := w.client.Get(path).Text()
	if !strings.Contains(text, "Clodo allows 10 per minute.") || !strings.Contains(text, "ends about") {
		t.Errorf("the page tells no pace:\n%s", text)
	}
	EventuallyWithin(t, time.Minute, "the rest waits, and is told to", func() bool {
		text := w.client.Get(path).Text()
		return strings.Contains(text, "9 done, 4 to go.") && strings.Contains(text, "Clodo allows 10 per minute. Ends about")
	})
	w.client.Post(path+"/cancel", url.Values{})
	Eventually(t, "nothing is open", func() bool { return w.db.Open() == 0 })
	if n := len(w.box.writes("CLO-10")); n != 8 {
		t.Errorf("%d servers were stopped at Clodo", n)
	}
}
