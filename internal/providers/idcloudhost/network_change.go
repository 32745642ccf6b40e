package idcloudhost

import (
	"context"
	"net/http"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.NetworkCreator = (*Client)(nil)
	_ providers.NetworkChanger = (*Client)(nil)
	_ providers.NetworkDeleter = (*Client)(nil)
)

const pathNetwork = "/network/network"

// Networks implements providers.NetworkLister (IDC-40). A list that cannot
// serve as a snapshot is an error.
func (c *Client) Networks(ctx context.Context, location string) ([]providers.Observation, error) {
	l, err := plainList(ctx, c, ask{op: "IDC-40", location: location, path: "/network/networks"},
		func(n api.Network) providers.Observation { return observeNetwork(n, location) })
	if err == nil && !l.Complete {
		err = unclear("IDC-40", "a network")
	}
	return l.Items, err
}

// CreateNetwork implements providers.NetworkCreator (IDC-41). The document's
// curl sample shows its POST, its other line a GET; it is never sent as one.
func (c *Client) CreateNetwork(ctx context.Context, location, name string) (providers.Ref, error) {
	if name == "" {
		return providers.Ref{}, invalid("IDC-41", "A network needs a name. Nothing was sent.")
	}
	var made api.Network
	err := c.do(ctx, ask{
		op: "IDC-41", method: http.MethodPost, location: location, path: pathNetwork, query: url.Values{"name": {name}},
		parse: func(a wire.Answer) error {
			if err := wire.JSON(a.Body, &made); err != nil {
				return err
			}
			if checkID("", made.UUID.Trim()) != nil {
				return wire.Plain("the answer lacks the id of the new network")
			}
			return nil
		},
	})
	return providers.Ref{ID: made.UUID.Trim(), Location: location}, err
}

// DeleteNetwork implements providers.NetworkDeleter (IDC-42).
func (c *Client) DeleteNetwork(ctx context.Context, ref providers.Ref) error {
	return c.changeNetwork(ctx, ask{op: "IDC-42", method: http.MethodDelete, parse: deleted}, ref, "")
}

// MakeNetworkDefault implements providers.NetworkChanger (IDC-43).
func (c *Client) MakeNetworkDefault(ctx context.Context, ref providers.Ref) error {
	return c.changeNetwork(ctx, ask{op: "IDC-43", method: http.MethodPut, parse: taken}, ref, "/default")
}

// RenameNetwork implements providers.NetworkChanger (IDC-44).
func (c *Client) RenameNetwork(ctx context.Context, ref providers.Ref, name string) error {
	a := ask{op: "IDC-44", method: http.MethodPatch, json: map[string]any{"name": name}, parse: taken}
	return c.changeNetwork(ctx, a, ref, "")
}

func (c *Client) changeNetwork(ctx context.Context, a ask, ref providers.Ref, call string) error {
	if err := checkID(a.op, ref.ID); err != nil {
		return err
	}
	a.location, a.path = ref.Location, pathNetwork+"/"+ref.ID+call
	return c.do(ctx, a)
}
