package sandbox

import (
	"fmt"
	"net/http"
	"slices"
)

// createNetwork answers IDC-41. Without a name it returns the default network,
// which it creates if there is none; with one it always creates another.
func (w *idcWorld) createNetwork(c *call) reply {
	place, name := w.place(c), c.req.URL.Query().Get("name")
	standard, ok := idcFind(place.networks, func(n *idcNetwork) bool { return n.Default })
	if name == "" && ok {
		return idcOK(standard.copy())
	}
	if name == "" {
		name = "Default network"
	}
	now, id := c.now.UTC().Format(idcTime), w.shared.newID()
	network := &idcNetwork{
		VLAN: id, Subnet: fmt.Sprintf("10.%d.%d.0/24", 100+id/250%100, id%250), Name: name, CreatedAt: now, UpdatedAt: now,
		UUID: w.shared.newUUID(), Type: "private", Default: len(place.networks) == 0, VMs: []string{},
	}
	place.networks = append(place.networks, network)
	c.changed(network.UUID, "name", name)
	return idcOK(network.copy())
}

// deleteNetwork answers IDC-42, with an empty body.
func (w *idcWorld) deleteNetwork(c *call) reply {
	network, refused := w.network(c)
	switch {
	case network == nil:
		return refused
	case network.Default:
		return w.refuseInput("Default network cannot be deleted")
	case network.Resources > 0:
		return w.refuseInput("Network is not empty")
	}
	place := w.place(c)
	place.networks = slices.DeleteFunc(slices.Clone(place.networks), func(n *idcNetwork) bool { return n == network })
	c.changed(network.UUID, "name", network.Name)
	return reply{status: http.StatusOK}
}

// defaultNetwork answers IDC-43. The others are no default any more.
func (w *idcWorld) defaultNetwork(c *call) reply {
	network, refused := w.network(c)
	if network == nil {
		return refused
	}
	for _, other := range w.place(c).networks {
		other.Default = other == network
	}
	return w.changedNetwork(c, network)
}

// renameNetwork answers IDC-44.
func (w *idcWorld) renameNetwork(c *call) reply {
	network, refused := w.network(c)
	if network == nil {
		return refused
	}
	in := readIDCJSON(c, "name")
	name := in.text("name")
	if in.problem != "" {
		return w.refuseInput(in.problem)
	}
	if in.has("name") {
		network.Name = name
	}
	return w.changedNetwork(c, network)
}

// network finds the network of the path.
func (w *idcWorld) network(c *call) (*idcNetwork, reply) {
	network, ok := idcFind(w.place(c).networks, func(n *idcNetwork) bool { return n.UUID == c.args[0] })
	if !ok {
		return nil, w.shared.refuse(refusal{status: http.StatusNotFound, details: "Network not found"})
	}
	return network, reply{}
}

func (w *idcWorld) changedNetwork(c *call, network *idcNetwork) reply {
	network.UpdatedAt = c.now.UTC().Format(idcTime)
	c.changed(network.UUID, "name", network.Name)
	return idcOK(network.copy())
}
