package clodo

import (
	"context"
	"net/http"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

// Server implements providers.ServerReader (CLO-05). A server without a known
// location is looked for at the host that makes new ones, and if that is the
// host of no data center, in one data center after the other.
func (c *Client) Server(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	if err := checkID("CLO-05", ref.ID); err != nil {
		return providers.Observation{}, err
	}
	places, err := c.candidates(ctx, "CLO-05", ref)
	if err != nil {
		return providers.Observation{}, err
	}
	var failure, missing error
	for _, place := range places {
		server, err := c.serverAt(ctx, place.at, ref.ID)
		switch {
		case err == nil:
			o := observeServer(server)
			o.Location = place.name
			c.sawAt(ref.ID, place.name)
			return o, nil
		case providers.KindOf(err) == providers.ErrNotFound:
			missing = err
		case failure == nil:
			failure = err
		}
	}
	if failure == nil {
		failure = missing
	}
	return providers.Observation{}, failure
}

// serverAt reads a server at one host. An answer about another server than the
// one asked for is unexpected.
func (c *Client) serverAt(ctx context.Context, at *host, id string) (api.Server, error) {
	var server api.Server
	err := c.do(ctx, ask{
		op: "CLO-05", method: http.MethodGet, path: "/servers/" + id, at: at,
		parse: func(a wire.Answer) error {
			if err := one(a.Body, &server); err != nil {
				return err
			}
			if server.ID.Trim() != id {
				return wire.Plain("the answer is about another server")
			}
			return nil
		},
	})
	return server, err
}
