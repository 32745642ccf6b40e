package idcloudhost

import (
	"context"
	"strconv"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

// listNetworks lists the private networks of every location (IDC-40).
func (c *Client) listNetworks(ctx context.Context) (providers.Listing, error) {
	return c.everywhere(ctx, func(ctx context.Context, slug string) (providers.Listing, error) {
		return plainList(ctx, c, ask{op: "IDC-40", location: slug, path: "/network/networks"},
			func(n api.Network) providers.Observation { return observeNetwork(n, slug) })
	})
}

// Network reads one private network (IDC-39).
func (c *Client) Network(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	if err := checkID("IDC-39", ref.ID); err != nil {
		return providers.Observation{}, err
	}
	network, err := one(ctx, c, ask{op: "IDC-39", location: ref.Location, path: "/network/network/" + ref.ID},
		ref.ID, func(n api.Network) string { return n.UUID.Trim() })
	if err != nil {
		return providers.Observation{}, err
	}
	return observeNetwork(network, ref.Location), nil
}

func observeNetwork(n api.Network, slug string) providers.Observation {
	var d details
	d.text("Subnet", n.Subnet)
	if n.VLAN.Known {
		d.add("VLAN", strconv.FormatInt(n.VLAN.Value, 10))
	}
	d.text("Type", n.Type)
	d.truth("Default", n.Default)
	if n.Resources.Known {
		d.add("Resources", strconv.FormatInt(n.Resources.Value, 10))
	}
	var servers []string
	for _, id := range n.VMs {
		servers = append(servers, id.Trim())
	}
	d.add("Servers", strings.Join(servers, ", "))
	d.time("Created", n.Created)
	return providers.Observation{
		Kind: providers.KindNetwork, ID: n.UUID.Trim(), Location: slug, Name: n.Name.Trim(),
		State: providers.Available, Facts: providers.NamedFacts{Details: d},
	}
}
