package handlers

import (
	"fmt"
	"strings"
	"testing"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// thing stores something of another kind than a server.
func (h *house) thing(kind providers.Kind, name string) models.Resource {
	h.t.Helper()
	return h.observed(providers.Observation{Kind: kind, ID: "x-" + name, Name: name, State: providers.Available})
}

func (h *house) observed(item providers.Observation) models.Resource {
	h.t.Helper()
	id, err := testdb.Intake(h.scope, h.account).One(ctx, "things", item)
	testdb.Must(h.t, err)
	r, err := h.scope.Resource(ctx, item.Kind, id)
	testdb.Must(h.t, err)
	return r
}

func (h *house) order(id string, stage providers.OrderStage, word string) models.Resource {
	h.t.Helper()
	state := providers.Available
	if stage == providers.OrderUnpaid || stage == providers.OrderPaid {
		state = providers.Waiting
	}
	return h.observed(providers.Observation{Kind: providers.KindOrder, ID: id, Name: "Order " + id, State: state, StateWord: word,
		Facts: providers.OrderFacts{Stage: stage, Amount: "5.00", InvoiceID: "366000", Number: "8634530000"}})
}

// TestOrderPages shows each stage in words, and what comes next.
func TestOrderPages(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	owner := h.as(h.scope)
	for i, test := range []struct {
		stage providers.OrderStage
		word  string
		want  []string
	}{
		{providers.OrderUnpaid, "Pending", []string{"Waits for payment", "Pay invoice 366000, 5.00", "Check payment", "The panel offers it when the order is paid."}},
		{providers.OrderPaid, "Active", []string{"Paid, not installed", "Choose a system and SSH keys."}},
		{providers.OrderInstalled, "Active", []string{"Installed"}},
		{providers.OrderCancelled, "Cancelled", []string{"Cancelled before it was paid"}},
		{providers.OrderEnded, "Terminated", []string{"Ended", "The server is no more"}},
		{"", "Draft", []string{"Not known", "Payment not known", "says: Draft"}},
	} {
		r := h.order(fmt.Sprint(i+1), test.stage, test.word)
		owner.get(fmt.Sprintf("/orders/%d", r.ID)).want(t, 200, append(test.want, "8634530000")...)
	}
	owner.get("/orders/99").want(t, 404)
	needs := owner.get("/").section(t, "needs", "states")
	for _, want := range []string{"Order 1 waits for payment: 5.00", "Order 2 is paid and not installed"} {
		if !strings.Contains(needs, want) {
			t.Errorf("the overview lacks %q", want)
		}
	}
}

func TestProviderHome(t *testing.T) {
	t.Parallel()
	target := actions.Target{}
	for endpoint, want := range map[string]string{
		"https://cp.inferno.name/api_client.php": "https://cp.inferno.name/", "javascript://x/": "", "": "", "://": "",
	} {
		target.Vendor.Endpoint = func(form.Values) string { return endpoint }
		got := ""
		if home := providerHome(target); home != nil {
			got = home.String()
		}
		if got != want {
			t.Errorf("%s: %q", endpoint, got)
		}
	}
}

// TestKeysPage shows keys, and says why there are none.
func TestKeysPage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.as(h.Team(t, "bob")).get("/keys").want(t, 200, "Connect your first account")
	owner := h.as(h.scope)
	owner.get("/keys").want(t, 200, "No account here has SSH keys")
	h.observed(providers.Observation{Kind: providers.KindSSHKey, ID: "7", Name: "laptop", State: providers.Available,
		Facts: providers.SSHKeyFacts{Type: "ssh-ed25519", Fingerprint: "SHA256:abc"}})
	h.observed(providers.Observation{Kind: providers.KindSSHKey, ID: "8", Name: "old", State: providers.Available})
	owner.get("/keys").want(t, 200, "laptop", "SHA256:abc", "ssh-ed25519", "not told", "Number 8")
}
