package idcloudhost

import (
	"context"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

// BilledServers lists the servers of a location that one billing account pays
// for (IDC-56), with their public addresses and without their private ones:
// fit to be shown, not to be stored over what the lists told.
func (c *Client) BilledServers(ctx context.Context, location, billingAccount string) ([]providers.Observation, error) {
	if err := checkID("IDC-56", billingAccount); err != nil {
		return nil, err
	}
	l, err := plainList(ctx, c, ask{
		op: "IDC-56", location: location, path: "/user-resource/billing_resources",
		query: url.Values{"id": {billingAccount}, "resource_type": {"vm"}},
	}, func(vm api.VM) providers.Observation { return observeServer(vm, location, nil) })
	return l.Items, err
}
