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

// serversAt lists one location. Where floating IPs cannot be listed, the
// servers' public addresses come from IDC-56, and the listing does not speak
// for what it lacks.
func (c *Client) serversAt(ctx context.Context, slug string) (providers.Listing, error) {
	var vms []api.VM
	var addresses []api.Address
	var closed error
	err := both(
		func() (err error) { vms, err = c.vms(ctx, slug); return err },
		func() error { addresses, closed = c.addresses(ctx, slug, nil); return nil },
	)
	if err != nil {
		return providers.Listing{}, err
	}
	c.private.keep(vms)
	paid := addresses
	if closed != nil {
		if paid, err = c.instead(ctx, slug, closed, vms...); err != nil {
			return providers.Listing{}, err
		}
	}
	by := byServer(paid)
	l := listing(vms, func(vm api.VM) providers.Observation { return observeServer(vm, slug, by[vm.UUID.Trim()]) })
	floating := listing(addresses, func(a api.Address) providers.Observation { return observeAddress(a, slug) })
	l.Items = append(l.Items, floating.Items...)
	l.Complete = l.Complete && floating.Complete && closed == nil
	return l, nil
}

// instead returns the public addresses of servers whose floating IPs could not
// be listed, or the error of that if it may pass.
func (c *Client) instead(ctx context.Context, slug string, closed error, vms ...api.VM) ([]api.Address, error) {
	if !unlisted(closed) {
		return nil, closed
	}
	return c.billedAddresses(ctx, slug, vms)
}

// byServer sorts floating IPs by the server that they are assigned to.
func byServer(addresses []api.Address) map[string][]api.Address {
	by := map[string][]api.Address{}
	for _, a := range addresses {
		by[a.AssignedTo.Trim()] = append(by[a.AssignedTo.Trim()], a)
	}
	return by
}

// vms lists the servers of a location (IDC-17).
func (c *Client) vms(ctx context.Context, slug string) ([]api.VM, error) {
	return list[api.VM](ctx, c, ask{op: "IDC-17", location: slug, path: "/user-resource/vm/list"})
}
