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
	statusPending    = "pending"
	statusActive     = "active"
	statusSuspended  = "suspended"
	statusTerminated = "terminated"
	statusCancelled  = "cancelled"
	statusFraud      = "fraud"
)

func status(word wire.String) string { return strings.ToLower(word.Trim()) }

// active reports whether the order is paid.
func active(o api.Order) bool { return status(o.Status) == statusActive }

// ended reports whether the server of an active order is no more.
func ended(i api.Info) bool {
	switch status(i.ProductStatus) {
	case statusTerminated, statusCancelled, statusFraud:
		return true
	}
	return false
}

// stageOf tells how far an order has come. What INF-07 says of an active one
// is nil where it could not be read.
func stageOf(o api.Order, info *api.Info) providers.OrderStage {
	switch status(o.Status) {
	case statusPending:
		return providers.OrderUnpaid
	case statusCancelled:
		return providers.OrderCancelled
	case statusTerminated, statusFraud:
		return providers.OrderEnded
	case statusActive:
		return stageOfActive(info)
	}
	return ""
}

func stageOfActive(info *api.Info) providers.OrderStage {
	switch {
	case info == nil:
		return ""
	case ended(*info):
		return providers.OrderEnded
	case info.Installed(), status(info.ProductStatus) == statusSuspended:
		return providers.OrderInstalled
	}
	return providers.OrderPaid
}

// isServer reports whether an active order is a server. One whose product is
// active may be one that Inferno does not describe now: its state is unknown.
func isServer(i api.Info) bool {
	return stageOfActive(&i) == providers.OrderInstalled || !ended(i) && status(i.ProductStatus) == statusActive
}

// observeOrder describes an order. It waits for a person to pay or to install.
func observeOrder(o api.Order, info *api.Info) providers.Observation {
	stage := stageOf(o, info)
	item := providers.Observation{
		Kind: providers.KindOrder, ID: o.ID.Trim(), Name: nameOf(o.ID.Trim()),
		State: providers.Available, StateWord: o.Status.Trim(),
		Facts: providers.OrderFacts{Stage: stage, Number: o.Number.Trim(), Amount: o.Amount.Trim(), InvoiceID: o.InvoiceID.Trim()},
	}
	switch stage {
	case providers.OrderUnpaid, providers.OrderPaid:
		item.State = providers.Waiting
	case providers.OrderEnded:
		if info != nil {
			item.StateWord = info.ProductStatus.Trim()
		}
	}
	return item
}

func nameOf(order string) string { return "Order " + order }
