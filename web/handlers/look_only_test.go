package handlers

import (
	"net/http"
	"slices"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// TestWhoMayOnlyLookIsTold: no dead button, and a sentence that says who may.
func TestWhoMayOnlyLookIsTold(t *testing.T) {
	t.Parallel()
	h := newHouseOfAll(t)
	server := h.server("one", providers.Running)
	_, zone := h.zoneOfExample(providers.ZoneMaster)
	billing := h.observed(providers.Observation{Kind: providers.KindBilling, ID: "7", Name: "bills", Facts: providers.BillingFacts{}, Gauges: providers.BillingGauges{}})
	told := map[string]string{
		serverPath(server):                    "You may look at this server, not change it. Ask an owner for the role Operator.",
		zone:                                  "You may look at this zone, not change it. Ask an owner for the role Operator.",
		resourceURL(billing.Kind, billing.ID): "You may look at this billing account, not change it. Ask an owner for the role Billing.",
		accountURL(server.AccountID):          "You may look at this account, not change it. Ask an owner for the role Admin.",
	}
	viewer, owner := h.as(h.member("vera", access.Viewer)), h.as(h.scope)
	for path, sentence := range told {
		page := viewer.get(path)
		page.want(t, http.StatusOK, sentence)
		page.lacks(t, "/actions/")
		owner.get(path).lacks(t, "You may look at this")
	}
	carla := h.as(h.member("carla", access.Billing))
	page := carla.get(serverPath(server))
	page.want(t, http.StatusOK, "You may look at this server, not change it.")
	page.lacks(t, "All actions") // None of them is both hers and the provider's.
	carla.get(resourceURL(billing.Kind, billing.ID)).lacks(t, "You may look at this", "You may do nothing else")
	accounts, err := h.scope.Accounts(ctx)
	testdb.Must(t, err)
	at := slices.IndexFunc(accounts, func(a models.Account) bool { return a.Provider == providers.IDCloudHost })
	billed := h.Server(t, h.scope, accounts[at], providers.Observation{ID: "44", Name: "billed", State: providers.Running})
	carla.get(serverPath(billed)).want(t, http.StatusOK, "You may do nothing else with this server. Ask an owner for the role Operator.", "All actions")
}
