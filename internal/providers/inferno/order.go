package inferno

import (
	"context"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.Orderer        = (*Client)(nil)
	_ providers.OrderCanceller = (*Client)(nil)
)

// Order implements providers.OrderReader: the order (INF-04) and, once it is
// paid, whether it has a server (INF-07).
func (c *Client) Order(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	orders, err := c.orders(ctx)
	if err != nil {
		return providers.Observation{}, err
	}
	for _, o := range orders {
		if o.ID.Trim() != ref.ID {
			continue
		}
		if !active(o) {
			return observeOrder(o, nil), nil
		}
		info, err := c.info(ctx, ref.ID)
		if denied(err) {
			return observeOrder(o, nil), nil
		}
		return observeOrder(o, &info), err
	}
	return providers.Observation{}, &providers.Error{
		Kind: providers.ErrNotFound, Op: "INF-04", Sentence: "Inferno lists no order of this number.",
	}
}

// Orders implements providers.Orderer (INF-04). Whether paid ones have a server
// is not asked. A list that cannot serve as a snapshot is an error.
func (c *Client) Orders(ctx context.Context) ([]providers.Observation, error) {
	orders, err := c.orders(ctx)
	items := make([]providers.Observation, 0, len(orders))
	for _, o := range orders {
		if o.ID.Trim() == "" {
			return nil, &providers.Error{
				Kind: providers.ErrUnexpected, Op: "INF-04",
				Sentence: "Inferno lists an order without a number. The list cannot tell what is new.",
			}
		}
		items = append(items, observeOrder(o, nil))
	}
	return items, err
}

// PlaceOrder implements providers.Orderer (INF-03).
func (c *Client) PlaceOrder(ctx context.Context, tariff string) (providers.Placed, error) {
	var placed api.Placed
	err := c.do(ctx, ask{
		op: "INF-03", action: "create", params: url.Values{"pid": {tariff}},
		parse: func(a wire.Answer) (err error) {
			placed, err = api.ReadPlaced(a.Body)
			return err
		},
	})
	return providers.Placed{ID: placed.OrderID.Trim(), InvoiceID: placed.InvoiceID.Trim()}, err
}

// CancelOrder implements providers.OrderCanceller (INF-05).
func (c *Client) CancelOrder(ctx context.Context, ref providers.Ref) error {
	if err := checkID("INF-05", ref.ID); err != nil {
		return err
	}
	return c.do(ctx, ask{
		op: "INF-05", action: "cancel", params: url.Values{"orderid": {ref.ID}},
		parse: func(a wire.Answer) error { return api.ReadTaken(a.Body) },
	})
}

// TariffPrice implements providers.Orderer (INF-02).
func (c *Client) TariffPrice(ctx context.Context, tariff string) (string, error) {
	found, err := c.offers(ctx)
	for _, p := range found.products {
		if p.ID == tariff {
			return p.Price, err
		}
	}
	return "", err
}
