package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// OrderCancel cancels an order that is not paid (INF-05).
var OrderCancel = Define(Spec[providers.OrderCanceller]{
	Name: "order.cancel",
	Words: Words{Label: "Cancel order", Of: "Cancel", Button: "Cancel order", Doing: "Cancelling", Done: "Cancelled", Icon: "x",
		Group: GroupChange},
	On: providers.KindOrder, Needs: access.CreateServers, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.Inferno: "INF-05"},
	Blocked: func(t Target) string {
		const paid = "It is paid. Only orders that wait for payment can be cancelled."
		return blockedAt(t, map[providers.OrderStage]string{
			providers.OrderUnpaid: "", providers.OrderPaid: paid, providers.OrderInstalled: paid,
			providers.OrderCancelled: "It is cancelled already.", providers.OrderEnded: "It has ended.",
		})
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Title: "Cancel " + orderName(t), Consequences: []Consequence{
			{Disturbing, "The order cannot be paid any more. To get the server, order it again."},
			{Fine, "Nothing was paid for it, so nothing is lost."},
		}}
	},
	Do: cancelOrder,
})

func cancelOrder(ctx context.Context, r *Run, c providers.OrderCanceller) error {
	cancelled := func(ctx context.Context) (bool, error) {
		item, err := r.order(ctx, c, r.Ref())
		if gone(err) {
			return true, r.Gone(ctx, providers.KindOrder, r.Ref())
		}
		return stageOf(item) == providers.OrderCancelled, err
	}
	set := Set{Step: "cancel", Op: r.Write(), Showing: r.Action.Words.Doing, Reached: cancelled,
		Send: func(ctx context.Context) error { return c.CancelOrder(ctx, r.Ref()) }}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "cancel", r.Action.Words.Doing, cancelled)
}
