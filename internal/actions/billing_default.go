package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// BillingDefault makes a billing account the one that is charged unless
// another is named (IDC-62).
var BillingDefault = Define(Spec[providers.BillingDefaulter]{
	Name: "billing.default",
	Words: Words{Label: "Make default", Of: "Make default:", Button: "Make default", Doing: "Making default",
		Done: "Made default", Icon: "check", Group: GroupChange},
	On: providers.KindBilling, Needs: access.ManageBilling, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-62"},
	Blocked: func(t Target) string {
		if t.Resource != nil && t.Resource.BillingFacts().Default {
			return "It is the default billing account already."
		}
		return ""
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, "It pays for what is made from then on, unless another billing account is chosen."},
			{Doubtful, t.Vendor.Name + "’s API does not document a way to see which one is the default."},
			{Fine, "What exists stays with the billing account that pays for it now."},
		}}
	},
	Do: func(ctx context.Context, r *Run, c providers.BillingDefaulter) error {
		set := Set{
			Step: "default", Op: r.Write(), Showing: r.Action.Words.Doing,
			Reached: func(ctx context.Context) (bool, error) {
				item, err := c.Billing(ctx, r.Ref())
				facts, _ := item.Facts.(providers.BillingFacts)
				return facts.Default, err
			},
			Send: func(ctx context.Context) error { return c.MakeBillingDefault(ctx, r.Ref()) },
		}
		return set.Do(ctx, r)
	},
})
