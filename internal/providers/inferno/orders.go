package inferno

import (
	"context"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
	"pinfold/internal/providers/wire"
)

// orders lists the orders of the account, paid or not (INF-04).
func (c *Client) orders(ctx context.Context) ([]api.Order, error) {
	var orders wire.List[api.Order]
	err := c.do(ctx, ask{op: "INF-04", action: "orders", parse: func(a wire.Answer) error {
		return wire.Member(a.Body, "orders", &orders)
	}})
	return orders, err
}

// The statuses that decide what an order is. All others are shown as they are.
const (
	statusActive     = "active"
	statusSuspended  = "suspended"
	statusTerminated = "terminated"
	statusCancelled  = "cancelled"
	statusFraud      = "fraud"
)

func status(word wire.String) string { return strings.ToLower(word.Trim()) }

// active reports whether the order is a server.
func active(o api.Order) bool { return status(o.Status) == statusActive }

// ended reports whether the server of an active order is no more.
func ended(i api.Info) bool {
	switch status(i.ProductStatus) {
	case statusTerminated, statusCancelled, statusFraud:
		return true
	}
	return false
}

// observeOrder describes an order that is not a server. Orders have no state
// but the provider's word.
func observeOrder(o api.Order) providers.Observation {
	facts := providers.NamedFacts{}
	add := func(label string, value wire.String) {
		if text := value.Trim(); text != "" {
			facts.Details = append(facts.Details, providers.Detail{Label: label, Value: text})
		}
	}
	add("Order number", o.Number)
	add("Amount", o.Amount)
	add("Invoice", o.InvoiceID)
	return providers.Observation{
		Kind: providers.KindOrder, ID: o.ID.Trim(), Name: nameOf(o.ID.Trim()),
		State: providers.Available, StateWord: o.Status.Trim(), Facts: facts,
	}
}

func nameOf(order string) string { return "Order " + order }
