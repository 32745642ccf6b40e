package idcloudhost

import (
	"context"
	"net/url"
	"sync"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

// Server implements providers.ServerReader (IDC-09) and joins the public
// addresses (IDC-46, else IDC-56). The private address is empty in this answer;
// it is remembered from a list, which is read (IDC-17) if it was not yet.
func (c *Client) Server(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	if err := checkID("IDC-09", ref.ID); err != nil {
		return providers.Observation{}, err
	}
	var vm api.VM
	var addresses []api.Address
	var closed error
	err := both(
		func() (err error) { vm, err = c.vm(ctx, ref); return err },
		func() error {
			addresses, closed = c.addresses(ctx, ref.Location, url.Values{"vm_uuid": {ref.ID}})
			return nil
		},
	)
	if err == nil && closed != nil {
		addresses, err = c.instead(ctx, ref.Location, closed, vm)
	}
	if err != nil {
		return providers.Observation{}, err
	}
	if err := c.fillPrivate(ctx, ref.Location, &vm); err != nil {
		return providers.Observation{}, err
	}
	return observeServer(vm, ref.Location, addresses), nil
}

func (c *Client) vm(ctx context.Context, ref providers.Ref) (api.VM, error) {
	return one(ctx, c, ask{
		op: "IDC-09", location: ref.Location, path: "/user-resource/vm", query: url.Values{"uuid": {ref.ID}},
	}, ref.ID, func(vm api.VM) string { return vm.UUID.Trim() })
}

// fillPrivate gives the server the private address that its own answer lacks.
func (c *Client) fillPrivate(ctx context.Context, slug string, vm *api.VM) error {
	if vm.PrivateIPv4.Trim() != "" || c.private.fill(vm) {
		return nil
	}
	vms, err := c.vms(ctx, slug)
	if err != nil {
		return err
	}
	c.private.keep(vms)
	c.private.fill(vm)
	return nil
}

// private remembers the private addresses of servers, by UUID.
type private struct {
	mu sync.Mutex
	of map[string]wire.String
}

func (p *private) keep(vms []api.VM) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.of == nil {
		p.of = map[string]wire.String{}
	}
	for _, vm := range vms {
		p.of[vm.UUID.Trim()] = vm.PrivateIPv4
	}
}

// fill reports whether the server was listed, with an address or without one.
func (p *private) fill(vm *api.VM) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	known, ok := p.of[vm.UUID.Trim()]
	vm.PrivateIPv4 = known
	return ok
}
