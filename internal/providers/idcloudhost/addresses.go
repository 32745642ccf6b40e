package idcloudhost

import (
	"context"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

// addresses lists the floating IPs of a location (IDC-46), all or those that
// the query asks for.
func (c *Client) addresses(ctx context.Context, slug string, query url.Values) ([]api.Address, error) {
	return list[api.Address](ctx, c, ask{op: "IDC-46", location: slug, path: "/network/ip_addresses", query: query})
}

// Address implements providers.AddressReader (IDC-47). The id of a floating IP
// is the address itself.
func (c *Client) Address(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	if err := checkID("IDC-47", ref.ID); err != nil {
		return providers.Observation{}, err
	}
	address, err := one(ctx, c, ask{op: "IDC-47", location: ref.Location, path: "/network/ip_addresses/" + ref.ID},
		ref.ID, func(a api.Address) string { return a.Address.Trim() })
	if err != nil {
		return providers.Observation{}, err
	}
	return observeAddress(address, ref.Location), nil
}

// observeAddress tells a floating IP. Its parent is the server that it is
// assigned to.
func observeAddress(a api.Address, slug string) providers.Observation {
	var d details
	d.text("Type", a.Type)
	d.truth("Enabled", a.Enabled)
	d.text(providers.DetailBilling, a.BillingAccount)
	d.text("Assigned to", a.AssignedTo)
	d.time("Created", a.Created)
	o := providers.Observation{
		Kind: providers.KindAddress, ID: a.Address.Trim(), Location: slug, Parent: a.AssignedTo.Trim(),
		Name: a.Address.Trim(), State: providers.Available,
		Facts: providers.NamedFacts{Title: a.Name.Trim(), Details: d},
	}
	if a.Enabled.Known && !a.Enabled.Value {
		o.State = providers.Stopped
	}
	return o
}
