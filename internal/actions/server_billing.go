package actions

import (
	"context"
	"slices"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerBilling lets another billing account pay for a server (IDC-57).
var ServerBilling = Define(Spec[providers.BillingMover]{
	Name: "server.billing",
	Words: Words{Label: "Change billing account", Of: "Change billing account of", Button: "Change billing account",
		Doing: "Changing the billing account", Done: "Billing account changed", Icon: "receipt", Group: GroupChange},
	On: providers.KindServer, Needs: access.ManageBilling, Worst: Disruptive,
	Uses:  []providers.Kind{providers.KindBilling},
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-57"},
	Form: func(_ providers.BillingMover, t Target) form.Form {
		field := billingField(t, "")
		now := t.facts().Billing
		field.Options = slices.DeleteFunc(field.Options, func(o form.Option) bool { return o.Value == now })
		if len(field.Options) == 0 {
			field.Help = "The account has no other billing account."
		}
		return form.Form{Fields: []form.Field{field}}
	},
	Plan: func(t Target, in form.Values) Plan {
		to := billingName(t, in["billing"])
		p := Plan{Consequences: []Consequence{
			{Fine, "The server goes on running."},
			{Fine, "Its addresses stay with their billing account. They are changed on their own pages."},
		}}
		if to != "" {
			p.Cost = "Billing account " + to + " pays for the server from then on."
		}
		return p
	},
	Do: func(ctx context.Context, r *Run, c providers.BillingMover) error {
		to := r.Input["billing"]
		return apply(ctx, r, c, change{
			step:    "move",
			reached: func(o providers.Observation) bool { return factsIn(o).Billing == to },
			send:    func(ctx context.Context) error { return c.MoveBilling(ctx, r.Ref(), to) },
		})
	},
})

// billingName is what a billing account is called, with its id.
func billingName(t Target, id string) string {
	for _, o := range t.known(providers.KindBilling) {
		if o.ID == id && o.Name != "" {
			return o.Name + " (" + id + ")"
		}
	}
	return id
}
