package idcloudhost

import (
	"context"
	"net/url"
	"slices"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

// billed lists the servers of a location that one billing account pays for
// (IDC-56). It tells their public addresses and not their private ones.
func (c *Client) billed(ctx context.Context, slug, account string) ([]api.VM, error) {
	if err := checkID("IDC-56", account); err != nil {
		return nil, err
	}
	return list[api.VM](ctx, c, ask{
		op: "IDC-56", location: slug, path: "/user-resource/billing_resources",
		query: url.Values{"id": {account}, "resource_type": {"vm"}},
	})
}

// Billed implements providers.BilledReader (IDC-56).
func (c *Client) Billed(ctx context.Context, billing providers.Ref) (providers.Listing, error) {
	return c.everywhere(ctx, func(ctx context.Context, slug string) (providers.Listing, error) {
		vms, err := c.billed(ctx, slug, billing.ID)
		if err != nil {
			return providers.Listing{}, err
		}
		return listing(vms, func(vm api.VM) providers.Observation { return observeServer(vm, slug, nil) }), nil
	})
}

// unlisted reports whether floating IPs cannot be listed for reasons that last:
// a restricted token, or a location without them.
func unlisted(err error) bool {
	switch providers.KindOf(err) {
	case providers.ErrPermission, providers.ErrNotFound:
		return true
	}
	return false
}

// billedAddresses reads the public addresses of servers from what their
// billing accounts pay for (IDC-56).
func (c *Client) billedAddresses(ctx context.Context, slug string, vms []api.VM) ([]api.Address, error) {
	var addresses []api.Address
	for _, account := range payersOf(vms) {
		paid, err := c.billed(ctx, slug, account)
		if err != nil {
			return nil, err
		}
		for _, vm := range paid {
			if vm.PublicIPv4.Trim() != "" {
				addresses = append(addresses, api.Address{Address: vm.PublicIPv4, AssignedTo: vm.UUID})
			}
		}
	}
	return addresses, nil
}

// payersOf returns the billing accounts of the servers, each once.
func payersOf(vms []api.VM) []string {
	var payers []string
	for _, vm := range vms {
		if payer := vm.BillingAccount.Trim(); payer != "" && !slices.Contains(payers, payer) {
			payers = append(payers, payer)
		}
	}
	return payers
}
