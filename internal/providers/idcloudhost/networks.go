package idcloudhost

import (
	"context"
	"slices"

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

// Network implements providers.NetworkReader (IDC-39).
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

// observeNetwork tells a private network. Its servers are sorted, so that
// another order of the same ones is no change.
func observeNetwork(n api.Network, slug string) providers.Observation {
	facts := providers.NetworkFacts{
		Subnet: n.Subnet.Trim(), Default: n.Default.Value, VLAN: int(n.VLAN.Value), Type: n.Type.Trim(),
		Resources: int(n.Resources.Value), CreatedAt: timeOf(n.Created),
	}
	for _, id := range n.VMs {
		if id.Trim() != "" {
			facts.ServerIDs = append(facts.ServerIDs, id.Trim())
		}
	}
	slices.Sort(facts.ServerIDs)
	return providers.Observation{
		Kind: providers.KindNetwork, ID: n.UUID.Trim(), Location: slug, Name: n.Name.Trim(),
		State: providers.Available, Facts: facts,
	}
}
