package cloudatcost

import (
	"context"

	"pinfold/internal/providers"
)

// Server implements providers.ServerReader. No call shows one server, so it is
// looked up in the list (CAC-01). A list that lost something does not prove
// that the server is gone.
func (c *Client) Server(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	all, err := c.listServers(ctx)
	if err != nil {
		return providers.Observation{}, err
	}
	for _, o := range all.Items {
		if o.ID == ref.ID {
			return o, nil
		}
	}
	if !all.Complete {
		return providers.Observation{}, &providers.Error{
			Kind: providers.ErrUnexpected, Op: "CAC-01",
			Sentence: "CloudAtCost lists servers without a number of their own. This one may be among them.",
		}
	}
	return providers.Observation{}, &providers.Error{
		Kind: providers.ErrNotFound, Op: "CAC-01", Sentence: "CloudAtCost does not list this server.",
	}
}
