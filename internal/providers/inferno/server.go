package inferno

import (
	"context"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
	"pinfold/internal/providers/wire"
)

// Server implements providers.ServerReader (INF-07). An order that is not
// active or not installed, or whose server is no more, is not a server.
func (c *Client) Server(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	info, err := c.info(ctx, ref.ID)
	if err != nil {
		return providers.Observation{}, err
	}
	if word := status(info.OrderStatus); word != "" && word != statusActive || !isServer(info) {
		return providers.Observation{}, &providers.Error{
			Kind: providers.ErrNotFound, Op: "INF-07",
			Sentence: "This order at Inferno has no server: it is not installed, or its server is no more.",
		}
	}
	return observeServer(ref.ID, info), nil
}

// info reads one order with its server (INF-07). An answer about another order
// is unexpected.
func (c *Client) info(ctx context.Context, order string) (api.Info, error) {
	if err := checkID("INF-07", order); err != nil {
		return api.Info{}, err
	}
	var info api.Info
	err := c.do(ctx, ask{
		op: "INF-07", action: "getinfo", params: url.Values{"orderid": {order}}, refusal: refusalOfServer,
		parse: func(a wire.Answer) error {
			if err := wire.JSON(a.Body, &info); err != nil {
				return err
			}
			if info.OrderID.Trim() != order {
				return wire.Plain("the answer is about another order")
			}
			return nil
		},
	})
	return info, err
}

// checkID refuses what cannot be the number of an order.
func checkID(op providers.OpID, id string) error {
	ok := id != "" && len(id) <= 20
	for _, r := range id {
		ok = ok && r >= '0' && r <= '9'
	}
	if ok {
		return nil
	}
	return &providers.Error{
		Kind: providers.ErrInvalid, Op: op, NotSent: true,
		Sentence: "This is not the number of an order at Inferno. Nothing was sent.",
	}
}
