package idcloudhost

import (
	"context"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

// listServers lists servers (IDC-17) and floating IPs (IDC-46) of every
// location. They are one list because a server's public addresses are only
// told by the other: a server seen without them would lose what is known.
func (c *Client) listServers(ctx context.Context) (providers.Listing, error) {
	return c.everywhere(ctx, c.serversAt)
}

func (c *Client) serversAt(ctx context.Context, slug string) (providers.Listing, error) {
	var vms []api.VM
	var addresses []api.Address
	err := both(
		func() (err error) { vms, err = c.vms(ctx, slug); return err },
		func() (err error) { addresses, err = c.addresses(ctx, slug, nil); return err },
	)
	if err != nil {
		return providers.Listing{}, err
	}
	c.private.keep(vms)
	l := listing(vms, func(vm api.VM) providers.Observation { return observeServer(vm, slug, addresses) })
	floating := listing(addresses, func(a api.Address) providers.Observation { return observeAddress(a, slug) })
	l.Items = append(l.Items, floating.Items...)
	l.Complete = l.Complete && floating.Complete
	return l, nil
}

// vms lists the servers of a location (IDC-17).
func (c *Client) vms(ctx context.Context, slug string) ([]api.VM, error) {
	return list[api.VM](ctx, c, ask{op: "IDC-17", location: slug, path: "/user-resource/vm/list"})
}
