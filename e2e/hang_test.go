//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// TestHangingAccountDelaysNoOther lets fifty calls of one account hang and
// clicks in another one meanwhile.
// Case 24: one byte a second delays no other account.
func TestHangingAccountDelaysNoOther(t *testing.T) {
	box := StartBox(t, sandbox.Options{Seed: 9, Pace: 50 * time.Millisecond, Servers: 80})
	LiftLimits(t, box)
	const login, key = "calm", "0123456789abcdef0123456789abcdef"
	box.AddClodoAccount(login, key)
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=warn")
	client := NewClient(t, panel)
	client.SignIn()
	client.ConnectClodo(box)
	client.Connect(providers.Clodo, map[string]string{"login": login, "key": key, "label": "calm", "endpoint": box.URL + "/clodo"})
	db := OpenData(t, panel)
	Eventually(t, "both accounts are read", func() bool { return len(db.Servers()) >= 83 && len(db.byLabel("calm").Limits) > 0 })

	box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-10", Account: sandbox.DefaultClodoLogin, Kind: sandbox.FaultHang})
	client.stopAll(db.Running()[:50])
	Eventually(t, "calls hang", func() bool { return len(box.Received("CLO-10")) >= 4 })

	path := fmt.Sprintf("/accounts/%d/actions/server.create", db.byLabel("calm").ID)
	began := time.Now()
	if answer := client.Submit(path, path, map[string]string{"name": "calm-1"}); answer.Status != http.StatusSeeOther {
		t.Fatalf("status %d", answer.Status)
	}
	EventuallyWithin(t, time.Second, "the other account's call is received", func() bool { return len(box.Received("CLO-06")) == 1 })
	t.Logf("click to call beside a hanging account: %s", time.Since(began).Round(time.Millisecond))
	box.ClearFaults()
}

// stopAll stops several servers with one confirmation.
func (c *Client) stopAll(servers []models.Resource) {
	c.t.Helper()
	const action = "/servers/actions/server.stop"
	query := url.Values{}
	for _, server := range servers {
		query.Add("id", fmt.Sprint(server.ID))
	}
	values, ok := c.Get(action + "?" + query.Encode()).Form(action)
	if !ok {
		c.t.Fatal("no form to stop several servers")
	}
	if answer := c.Post(action, values); answer.Status != http.StatusSeeOther {
		c.t.Fatalf("bulk: status %d", answer.Status)
	}
}

func (d *Data) byLabel(label string) models.Account {
	d.t.Helper()
	accounts, err := d.scope.Accounts(d.t.Context())
	d.must(err)
	for _, account := range accounts {
		if account.Label == label {
			return account
		}
	}
	return models.Account{}
}
