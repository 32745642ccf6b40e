//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// four are what a person enters to connect the default account of each
// provider, and a server of its document's own samples.
func (b *Box) four() map[providers.Slug]struct {
	fill   map[string]string
	server string
} {
	type entry = struct {
		fill   map[string]string
		server string
	}
	at := func(slug providers.Slug, fill map[string]string) map[string]string {
		fill["endpoint"], fill["label"] = b.URL+"/"+string(slug), "main"
		return fill
	}
	return map[providers.Slug]entry{
		providers.Clodo: {at(providers.Clodo, map[string]string{
			"login": sandbox.DefaultClodoLogin, "key": sandbox.DefaultClodoKey}), "api-test"},
		providers.CloudAtCost: {at(providers.CloudAtCost, map[string]string{
			"login": sandbox.DefaultCloudAtCostLogin, "key": sandbox.DefaultCloudAtCostKey}), "api-test"},
		providers.Inferno: {at(providers.Inferno, map[string]string{
			"cid": sandbox.DefaultInfernoCID, "key": sandbox.DefaultInfernoKey}), "37-1-0-111"},
		providers.IDCloudHost: {at(providers.IDCloudHost, map[string]string{"apikey": sandbox.DefaultIDCloudHostKey}), "Ubuntu-16-04"},
	}
}

// TestFourProviders connects an account of each provider, finds its servers,
// and lets one provider after another fail without touching the others.
func TestFourProviders(t *testing.T) {
	t.Parallel()
	box := StartBox(t, sandbox.Options{Seed: 11, Servers: 5, DataCenters: 3})
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=warn")
	client := NewClient(t, panel)
	client.SignIn()
	db := OpenData(t, panel)
	for slug, one := range box.four() {
		client.Connect(slug, one.fill)
	}
	Eventually(t, "all accounts are read", func() bool { return db.read() == 4 })
	for slug, one := range box.four() {
		t.Run("found at "+string(slug), func(t *testing.T) {
			list := client.In(t).Get("/servers?q=" + url.QueryEscape(one.server) + "&provider=" + string(slug))
			if list.Status != http.StatusOK || !strings.Contains(list.Body, one.server) {
				t.Errorf("status %d, %s is not in the list", list.Status, one.server)
			}
		})
	}
	t.Run("every data center of Clodo is asked", func(t *testing.T) {
		servers := map[string]int{}
		for _, r := range db.In(t).Servers() {
			if r.AccountID == db.of(providers.Clodo).ID {
				servers[r.Location]++
			}
		}
		if servers["Oversun"] < 3 || len(servers) < 2 || servers[""] != 0 {
			t.Errorf("servers by location: %v", servers)
		}
	})
	for slug := range box.four() {
		t.Run("fails alone: "+string(slug), func(t *testing.T) { failAlone(t, box, client.In(t), db.In(t), slug) })
	}
}

func failAlone(t *testing.T, box *Box, client *Client, db *Data, slug providers.Slug) {
	box.SetFault(sandbox.Fault{Provider: string(slug), Kind: sandbox.FaultStatus, Status: http.StatusInternalServerError, Bare: true})
	before := db.Servers()
	account := db.of(slug)
	client.Post(accountPath(account)+"/refresh", url.Values{})
	EventuallyWithin(t, time.Minute, "it is said to fail", func() bool { return db.of(slug).Failures > 0 })
	list := client.Get("/servers")
	if !strings.Contains(list.Body, "has not answered since") || len(db.Servers()) != len(before) {
		t.Errorf("%d of %d servers are left, or the note is missing", len(db.Servers()), len(before))
	}
	for _, other := range providersBut(slug) {
		if db.of(other).Failures > 0 {
			t.Errorf("%s is touched: %s", other, db.of(other).LastError)
		}
	}
	box.ClearFaults()
	client.Post(accountPath(account)+"/refresh", url.Values{})
	EventuallyWithin(t, time.Minute, "it answers again", func() bool { return db.of(slug).Failures == 0 })
}

func providersBut(slug providers.Slug) (others []providers.Slug) {
	for _, other := range []providers.Slug{providers.Clodo, providers.CloudAtCost, providers.Inferno, providers.IDCloudHost} {
		if other != slug {
			others = append(others, other)
		}
	}
	return others
}

// read counts the accounts whose lists were read without failure.
func (d *Data) read() (n int) {
	d.t.Helper()
	accounts, err := d.scope.Accounts(d.t.Context())
	d.must(err)
	for _, account := range accounts {
		if account.RefreshedAt != nil && account.Failures == 0 {
			n++
		}
	}
	return n
}

// of is the account at a provider.
func (d *Data) of(slug providers.Slug) models.Account {
	d.t.Helper()
	accounts, err := d.scope.Accounts(d.t.Context())
	d.must(err)
	for _, account := range accounts {
		if account.Provider == slug {
			return account
		}
	}
	d.t.Fatalf("no account at %s", slug)
	return models.Account{}
}

func accountPath(a models.Account) string { return fmt.Sprintf("/accounts/%d", a.ID) }

// TestFiltersFitAny ticks two providers at once.
func TestFiltersFitAny(t *testing.T) {
	t.Parallel()
	box := StartBox(t, sandbox.Options{Seed: 12})
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=warn")
	client := NewClient(t, panel)
	client.SignIn()
	db := OpenData(t, panel)
	for slug, one := range box.four() {
		client.Connect(slug, one.fill)
	}
	Eventually(t, "all accounts are read", func() bool { return db.read() == 4 })
	list := client.Get("/servers?provider=inferno&provider=idcloudhost").Body
	for text, want := range map[string]bool{"37-1-0-111": true, "Ubuntu-16-04": true, "scale": false} {
		if strings.Contains(list, ">"+text+"<") != want {
			t.Errorf("%s in the list: %v, want %v", text, !want, want)
		}
	}
}

// TestListAsFile exports a filtered list.
func TestListAsFile(t *testing.T) {
	t.Parallel()
	box := StartBox(t, sandbox.Options{Seed: 13})
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=warn")
	client := NewClient(t, panel)
	client.SignIn()
	client.ConnectClodo(box)
	db := OpenData(t, panel)
	Eventually(t, "the servers are there", func() bool { return len(db.Servers()) == 3 })
	if err := box.Mutate(sandbox.Mutation{Provider: "clodo", Kind: sandbox.MutateRename, Target: "60", Value: "=HYPERLINK(1)"}); err != nil {
		t.Fatal(err)
	}
	client.Post(accountPath(db.Account())+"/refresh", url.Values{})
	Eventually(t, "the name has changed", func() bool { return db.Servers()[0].Name == "=HYPERLINK(1)" })
	answer := client.Get("/servers.csv?q=" + url.QueryEscape("=hyper"))
	lines := strings.Split(strings.TrimSpace(answer.Body), "\n")
	if !strings.HasPrefix(answer.Header.Get("Content-Disposition"), "attachment") || len(lines) != 2 ||
		!strings.HasPrefix(lines[1], "'=HYPERLINK(1),Clodo,main,running,") {
		t.Errorf("%v %q", answer.Header, answer.Body)
	}
}
