package idcloudhost

import (
	"context"
	"net/http"
	"slices"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

var _ providers.Cloner = (*Client)(nil)

// Clone implements providers.Cloner (IDC-14). The clone is in the location of
// its source.
func (c *Client) Clone(ctx context.Context, source providers.Ref, name string) (providers.Ref, error) {
	var vm api.VM
	err := c.change(ctx, ask{
		op: "IDC-14", method: http.MethodPost, path: pathVM + "/clone",
		parse: func(a wire.Answer) error { return made(a, &vm, func() string { return vm.UUID.Trim() }, source.ID) },
	}, source, "name", name)
	return providers.Ref{ID: vm.UUID.Trim(), Location: source.Location}, err
}

// made reads the answer to a creation, which must tell an id that is not that
// of what it was made from.
func made(a wire.Answer, thing any, id func() string, source string) error {
	if err := wire.JSON(a.Body, thing); err != nil {
		return err
	}
	if checkID("", id()) != nil || id() == source {
		return wire.Plain("the answer does not tell what was made")
	}
	return nil
}

// CloneMark implements providers.Cloner (IDC-17): the servers of the location. A
// list that cannot serve as a snapshot is an error.
func (c *Client) CloneMark(ctx context.Context, source providers.Ref) ([]string, error) {
	vms, err := c.vms(ctx, source.Location)
	ids := make([]string, 0, len(vms))
	for _, vm := range vms {
		id := vm.UUID.Trim()
		if id == "" {
			return nil, unclear("IDC-17", "a server")
		}
		ids = append(ids, id)
	}
	return ids, err
}

// ClonesSince implements providers.Cloner (IDC-17).
func (c *Client) ClonesSince(ctx context.Context, source providers.Ref, before []string, name string) ([]providers.Ref, error) {
	vms, err := c.vms(ctx, source.Location)
	if err != nil {
		return nil, err
	}
	var clones []providers.Ref
	for _, vm := range vms {
		id := vm.UUID.Trim()
		if vm.Name.Trim() == name && id != "" && !slices.Contains(before, id) {
			clones = append(clones, providers.Ref{ID: id, Location: source.Location})
		}
	}
	return clones, nil
}
