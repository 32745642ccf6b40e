package handlers

import (
	"fmt"
	"net/http"
	"testing"

	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo"
	"pinfold/internal/providers/idcloudhost"
)

// networked is a house with an account at IDCloudHost, two servers, two
// addresses and two networks.
func networked(t *testing.T) (h *house, things map[string]models.Resource) {
	t.Helper()
	h = newHouse(t, func(o *Options) {
		o.Vendors = []providers.Vendor{idcloudhost.Vendor(), clodo.Vendor()}
		o.Fleet = fleet.New(fleet.Options{Store: o.Store, Keys: o.Keys, Bus: o.Bus, Log: o.Log, Vendors: o.Vendors})
	})
	h.Exec(t, "UPDATE accounts SET provider = 'idcloudhost'")
	add := func(item providers.Observation) models.Resource {
		item.State, item.Location = providers.Available, "cyc01"
		return h.Thing(t, h.scope, h.account, item)
	}
	things = map[string]models.Resource{}
	things["web"] = h.Server(t, h.scope, h.account, providers.Observation{ID: "vm-1", Name: "web", Location: "cyc01", State: providers.Running,
		Facts: providers.ServerFacts{Addresses: []providers.Address{{IP: "9.9.9.10"}, {IP: "10.1.0.2", Private: true}}}})
	things["used"] = add(providers.Observation{Kind: providers.KindAddress, ID: "9.9.9.10", Name: "9.9.9.10", Parent: "vm-1", Facts: providers.NamedFacts{Title: "shop <b>"}})
	things["free"] = add(providers.Observation{Kind: providers.KindAddress, ID: "9.9.9.9", Name: "9.9.9.9"})
	things["standard"] = add(providers.Observation{Kind: providers.KindNetwork, ID: "n-1", Name: "office",
		Facts: providers.NetworkFacts{Subnet: "10.1.0.0/24", Default: true, ServerIDs: []string{"vm-1", "vm-gone"}, Resources: 2}})
	things["empty"] = add(providers.Observation{Kind: providers.KindNetwork, ID: "n-2", Name: "lab", Facts: providers.NetworkFacts{Subnet: "10.2.0.0/24"}})
	return h, things
}

func TestNetworksAreListed(t *testing.T) {
	t.Parallel()
	h, things := networked(t)
	b := h.as(h.scope)
	server := fmt.Sprintf(`href="/servers/%d"`, things["web"].ID)
	page := b.get("/networks")
	page.want(t, 200, "shop &lt;b&gt;", server, "In use", "Not assigned", `href="/addresses/new"`, `href="/networks?show=private"`)
	page.inOrder(t, ">9.9.9.9<", ">9.9.9.10<") // By their numbers.
	b.get("/networks?sort=-name").inOrder(t, ">9.9.9.10<", ">9.9.9.9<")
	b.get("/networks?assigned=no").lacks(t, ">9.9.9.10<")
	b.get("/networks?assigned=yes").lacks(t, ">9.9.9.9<")
	b.get("/networks?q=shop").lacks(t, ">9.9.9.9<")
	b.get("/networks?q=nothing").want(t, 200, "Nothing fits", `href="/networks"`)
	for _, sort := range []string{"title", "-server", "account", "location", "wrong'"} {
		b.get("/networks?sort="+sort).want(t, 200, ">9.9.9.9<", ">9.9.9.10<")
	}
	page = b.get("/networks?show=private&sort=servers")
	page.want(t, 200, "office", "10.2.0.0/24", "Default", "Empty", server, "1 more server", `href="/networks/new"`)
	page.inOrder(t, "lab", "office")
}

func TestPagesOfAnAddressAndANetwork(t *testing.T) {
	t.Parallel()
	h, things := networked(t)
	b := h.as(h.scope)
	server := fmt.Sprintf(`href="/servers/%d"`, things["web"].ID)
	address := fmt.Sprintf("/addresses/%d", things["used"].ID)
	b.get(address).want(t, 200, "shop &lt;b&gt;", server, "Seen for the first time", address+"/actions/address.unassign")
	b.get(address+"/actions").want(t, 200, "It is assigned to web. Unassign it first.")
	b.get(fmt.Sprintf("/addresses/%d", things["free"].ID)).want(t, 200, "No server has this address.", "Not assigned")
	network := fmt.Sprintf("/networks/%d", things["standard"].ID)
	b.get(network).want(t, 200, server, "10.1.0.2", "And 1 more", "10.1.0.0/24")
	b.get(network+"/actions").want(t, 200, "It is the default network. Make another one the default first.")
	b.get(fmt.Sprintf("/networks/%d", things["used"].ID)).want(t, http.StatusNotFound)
	b.get(fmt.Sprintf("/servers/%d", things["web"].ID)).want(t, 200, fmt.Sprintf(`href="%s"`, network), fmt.Sprintf(`href="%s"`, address), "Reserve address")
	b.get("/addresses/new").want(t, http.StatusSeeOther)
}

func TestNetworksOfNobody(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.as(h.scope).get("/networks").want(t, 200, "No account has networks of its own")
}
