package clodo

import (
	"context"
	"net/http"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

// Server implements providers.ServerReader (CLO-05). An answer about another
// server than the one asked for is unexpected.
func (c *Client) Server(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	if err := checkID("CLO-05", ref.ID); err != nil {
		return providers.Observation{}, err
	}
	var server api.Server
	err := c.do(ctx, ask{
		op: "CLO-05", method: http.MethodGet, path: "/servers/" + ref.ID,
		parse: func(a wire.Answer) error {
			if err := one(a.Body, &server); err != nil {
				return err
			}
			if server.ID.Trim() != ref.ID {
				return wire.Plain("the answer is about another server")
			}
			return nil
		},
	})
	if err != nil {
		return providers.Observation{}, err
	}
	return observeServer(server), nil
}
