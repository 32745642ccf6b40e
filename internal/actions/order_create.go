package actions

import (
	"context"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// OrderCreate orders a server (INF-03). Each call makes another order and an
// invoice, so it is sent once. Nothing is charged until somebody pays.
var OrderCreate = Define(Spec[providers.Orderer]{
	Name:  "order.create",
	Words: Words{Label: "Order server", Of: "Order server in", Button: "Order server", Doing: "Ordering", Done: "Ordered", Icon: "plus"},
	On:    providers.KindAccount, Makes: providers.KindOrder,
	Uses:  []providers.Kind{providers.KindTariff},
	Needs: access.CreateServers, Worst: SpendsMoney,
	Write: map[providers.Slug]providers.OpID{providers.Inferno: "INF-03"},
	Form:  func(_ providers.Orderer, t Target) form.Form { return orderForm(t) },
	Plan: func(t Target, in form.Values) Plan {
		return Plan{
			Title: "Order server",
			Consequences: []Consequence{
				{Disturbing, "An order and an invoice are made at " + t.Vendor.Name + ". Both stay until you pay or cancel."},
				{Fine, "When the order is paid, the panel offers the installation."},
			},
			Cost: orderCost(t, in["tariff"]),
		}
	},
	Do: placeOrder,
})

func placeOrder(ctx context.Context, r *Run, c providers.Orderer) error {
	once := Once[providers.Placed, []string]{
		Step: "order", Op: r.Write(), Showing: r.Action.Words.Doing,
		// A list of orders tells no tariff, so that no two could be told apart.
		Alone: fmt.Sprintf("account-%d/order", r.Lease.Operation.AccountID),
		Made:  func(a providers.Placed) providers.Ref { return providers.Ref{ID: a.ID} },
		Before: func(ctx context.Context) ([]string, error) {
			orders, err := c.Orders(ctx)
			return idsOf(orders), err
		},
		Send: func(ctx context.Context) (providers.Placed, map[string]secrets.Text, error) {
			placed, err := c.PlaceOrder(ctx, r.Input["tariff"])
			return placed, nil, err
		},
		Find: func(ctx context.Context, before []string) ([]providers.Placed, error) {
			return findPlaced(ctx, r, c, before)
		},
	}
	placed, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	return r.Until(ctx, "order", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		_, err := r.order(ctx, c, providers.Ref{ID: placed.ID})
		if gone(err) {
			return false, nil // It does not show yet.
		}
		return err == nil, err
	})
}

// findPlaced lists new orders whose amount fits and that no other operation
// already holds.
func findPlaced(ctx context.Context, r *Run, c providers.Orderer, before []string) ([]providers.Placed, error) {
	orders, err := c.Orders(ctx)
	if err != nil {
		return nil, err
	}
	claimed, err := r.Lease.Claimed(ctx, providers.KindOrder)
	if err != nil {
		return nil, err
	}
	orders = slices.DeleteFunc(orders, func(o providers.Observation) bool {
		return slices.Contains(before, o.ID) || slices.Contains(claimed, o.ID)
	})
	if len(orders) == 0 {
		return nil, nil
	}
	price, err := c.TariffPrice(ctx, r.Input["tariff"])
	var matches []providers.Placed
	for _, o := range orders {
		if facts, _ := o.Facts.(providers.OrderFacts); sameMoney(price, facts.Amount) {
			matches = append(matches, providers.Placed{ID: o.ID, InvoiceID: facts.InvoiceID})
		}
	}
	return matches, err
}

// sameMoney reports whether two amounts are equal, or whether one of them is
// not told.
func sameMoney(a, b string) bool {
	x, wrong := decimal.NewFromString(a)
	y, strange := decimal.NewFromString(b)
	return wrong != nil || strange != nil || x.Equal(y)
}

func idsOf(items []providers.Observation) []string {
	ids := make([]string, 0, len(items))
	for _, item := range items {
		ids = append(ids, item.ID)
	}
	return ids
}
