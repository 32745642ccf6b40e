//go:build e2e

package e2e

import (
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// openFour is a panel with an account of each provider, all read.
func openFour(t *testing.T, o sandbox.Options) (*Box, *Panel, *Client, *Data) {
	t.Helper()
	box := StartBox(t, o)
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=info")
	client, db := connectFour(t, box, panel)
	return box, panel, client, db
}

// connectFour connects an account of each provider and waits until all are read.
func connectFour(t *testing.T, box *Box, panel *Panel) (*Client, *Data) {
	t.Helper()
	client := NewClient(t, panel)
	client.SignIn()
	for slug, one := range box.four() {
		client.Connect(slug, one.fill)
	}
	db := OpenData(t, panel)
	EventuallyWithin(t, time.Minute, "all accounts are read", func() bool { return db.read() == 4 })
	return client, db
}

// TestEveryServerIsFound compares what each provider holds with the list, the
// search and the page of each server.
func TestEveryServerIsFound(t *testing.T) {
	t.Parallel()
	box, _, client, db := openFour(t, sandbox.Options{Seed: 14, Servers: 8})
	known := map[providers.Slug]map[string]models.Resource{}
	for _, server := range db.Servers() {
		slug := db.account(server.AccountID).Provider
		if known[slug] == nil {
			known[slug] = map[string]models.Resource{}
		}
		known[slug][server.ExternalID] = server
	}
	for slug := range box.four() {
		t.Run(string(slug), func(t *testing.T) {
			all := box.truths(t, slug)
			if len(all) < 5 {
				t.Errorf("the provider has %d servers", len(all))
			}
			for _, one := range all {
				wantFound(t, client.In(t), slug, one, known[slug][one.id])
			}
		})
	}
}

func wantFound(t *testing.T, client *Client, slug providers.Slug, one truth, server models.Resource) {
	t.Helper()
	link := fmt.Sprintf(`href="/servers/%d"`, server.ID)
	page := client.Get(serverURL(server)).Body
	for _, text := range []string{one.name, one.id, one.address} {
		if text == "" {
			continue
		}
		list := client.Get("/servers?provider=" + string(slug) + "&q=" + url.QueryEscape(text))
		if !strings.Contains(list.Body, link) {
			t.Errorf("%s is not found by %q", one.name, text)
		}
		if !strings.Contains(page, html.EscapeString(text)) {
			t.Errorf("the page of %s lacks %q", one.name, text)
		}
	}
}

// account is the account with the id.
func (d *Data) account(id models.ID) models.Account {
	d.t.Helper()
	account, err := d.scope.Account(d.t.Context(), id)
	d.must(err)
	return account
}

// brokenWays are what providers do instead of answering.
var brokenWays = []sandbox.Fault{
	{Kind: sandbox.FaultStatus, Status: 500, Bare: true}, {Kind: sandbox.FaultStatus, Status: 503, Bare: true},
	{Kind: sandbox.FaultHTML}, {Kind: sandbox.FaultGarbage}, {Kind: sandbox.FaultEmpty}, {Kind: sandbox.FaultCut},
	{Kind: sandbox.FaultTruncate}, {Kind: sandbox.FaultOversized}, {Kind: sandbox.FaultGzipBomb}, {Kind: sandbox.FaultHang},
}

// TestEachProviderBreaksAlone breaks each provider in each way: pages answer,
// the account says why, its servers stay with their age, and the others go on.
func TestEachProviderBreaksAlone(t *testing.T) {
	t.Parallel()
	for _, slug := range []providers.Slug{providers.Clodo, providers.CloudAtCost, providers.Inferno, providers.IDCloudHost} {
		t.Run(string(slug), func(t *testing.T) {
			t.Parallel()
			box, panel, client, db := openFour(t, sandbox.Options{Seed: 15})
			before := len(db.Servers())
			for _, fault := range brokenWays {
				t.Run(strings.TrimSuffix(fmt.Sprintf("%s %d", fault.Kind, fault.Status), " 0"), func(t *testing.T) {
					breakOne(t, box, client.In(t), db.In(t), slug, fault)
					if n := len(db.In(t).Servers()); n != before {
						t.Errorf("%d of %d servers are left", n, before)
					}
				})
			}
			box.ClearFaults()
			client.Post(accountPath(db.of(slug))+"/refresh", url.Values{})
			EventuallyWithin(t, 2*time.Minute, "it answers again", func() bool { return db.of(slug).Failures == 0 })
			if strings.Contains(panel.Log(), "Checking your browser") {
				t.Error("the log holds what the provider sent instead of an answer")
			}
		})
	}
}

func breakOne(t *testing.T, box *Box, client *Client, db *Data, slug providers.Slug, fault sandbox.Fault) {
	fault.Provider = string(slug)
	box.ClearFaults()
	box.SetFault(fault)
	account := db.of(slug)
	client.Post(accountPath(account)+"/refresh", url.Values{})
	EventuallyWithin(t, 2*time.Minute, "it is said to fail again", func() bool { return db.of(slug).Failures > account.Failures })
	list := client.Get("/servers")
	page := client.Get(accountPath(account)).Text()
	if reason := db.of(slug).LastError; !strings.Contains(list.Body, "has not answered since") || !strings.Contains(page, reason) || reason == "" {
		t.Errorf("the pages do not tell: %q", reason)
	}
	for _, other := range providersBut(slug) {
		if db.of(other).Failures > 0 {
			t.Errorf("%s is touched: %s", other, db.of(other).LastError)
		}
	}
}

// TestChangesBehindThePanel changes a server at each provider: the page says
// what changed, and that it was not the panel.
func TestChangesBehindThePanel(t *testing.T) {
	t.Parallel()
	box, _, client, db := openFour(t, sandbox.Options{Seed: 16, Servers: 3})
	for slug := range box.four() {
		t.Run(string(slug), func(t *testing.T) {
			client, db := client.In(t), db.In(t)
			account := db.of(slug)
			var server models.Resource
			for _, r := range db.Servers() {
				if r.AccountID == account.ID && r.State == providers.Running {
					server = r
				}
			}
			if err := box.Mutate(sandbox.Mutation{Provider: string(slug), Kind: sandbox.MutateStop, Target: server.ExternalID}); err != nil {
				t.Fatal(err)
			}
			client.Post(accountPath(account)+"/refresh", url.Values{})
			EventuallyWithin(t, time.Minute, "the change is seen", func() bool {
				return strings.Contains(client.Get(serverURL(server)).Text(), "not through the panel")
			})
			if now := client.Get(serverURL(server)).Text(); !strings.Contains(now, "Stopped") {
				t.Error("the page does not show the new state")
			}
		})
	}
}
