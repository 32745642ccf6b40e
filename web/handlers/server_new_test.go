package handlers

import (
	"fmt"
	"net/http"
	"testing"

	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/providers/all"
	"pinfold/internal/testdb"
)

// newHouseOfAll has an account at each of the providers.
func newHouseOfAll(t *testing.T) *house {
	t.Helper()
	h := newHouse(t, func(o *Options) {
		o.Vendors = all.Vendors()
		o.Fleet = fleet.New(fleet.Options{Store: o.Store, Keys: o.Keys, Bus: o.Bus, Log: o.Log, Vendors: o.Vendors})
	})
	for _, slug := range []providers.Slug{providers.CloudAtCost, providers.Inferno, providers.IDCloudHost} {
		account := models.Account{Provider: slug, Label: "main"}
		testdb.Must(t, h.scope.AddAccount(ctx, &account, func(models.ID) ([]byte, error) { return nil, nil }, models.Audit{}))
	}
	return h
}

// TestWhereToCreateAServer: what can create leads to its form, what cannot says
// why.
func TestWhereToCreateAServer(t *testing.T) {
	t.Parallel()
	h := newHouseOfAll(t)
	page := h.as(h.scope).get("/servers/new")
	page.want(t, 200, "CloudAtCost&#39;s API has no call to create servers.")
	accounts, err := h.scope.Accounts(ctx)
	testdb.Must(t, err)
	for _, account := range accounts {
		link := fmt.Sprintf(`href="/accounts/%d/actions/server.create"`, account.ID)
		switch account.Provider {
		case providers.Clodo, providers.IDCloudHost:
			page.want(t, 200, link)
		default:
			page.lacks(t, link)
		}
	}
}

// TestOneWayToCreateAServer needs no choice.
func TestOneWayToCreateAServer(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	answer := h.as(h.scope).get("/servers/new")
	if to := answer.Header.Get("Location"); answer.StatusCode != http.StatusSeeOther || to != fmt.Sprintf("/accounts/%d/actions/server.create", h.account.ID) {
		t.Errorf("status %d to %q", answer.StatusCode, to)
	}
}
