package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// CardPrimary makes a card the one that is charged first (IDC-69).
var CardPrimary = Define(Spec[providers.CardChooser]{
	Name: "card.primary",
	Words: Words{Label: "Make primary", Of: "Make primary:", Button: "Make primary", Doing: "Making primary",
		Done: "Made primary", Icon: "check", Group: GroupChange},
	On: providers.KindCard, Needs: access.ManageBilling, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-69"},
	Blocked: func(t Target) string {
		switch f := t.card(); {
		case f.Primary:
			return "It is the primary one already."
		case !f.Verified:
			return t.Vendor.Name + " has not verified it yet."
		}
		return ""
	},
	Plan: func(Target, form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, "It is charged first from then on."},
			{Fine, "The one that was primary stays and is charged if this one fails."},
		}}
	},
	Do: func(ctx context.Context, r *Run, c providers.CardChooser) error {
		read := func(ctx context.Context) (providers.Observation, error) { return c.Card(ctx, r.Ref()) }
		return applyTo(ctx, r, read, thingChange{
			step:    "primary",
			reached: func(o providers.Observation) bool { f, _ := o.Facts.(providers.CardFacts); return f.Primary },
			send:    func(ctx context.Context) error { return c.MakeCardPrimary(ctx, r.Ref()) },
			after: func(ctx context.Context) error {
				_, err := r.storeCards(ctx, c, r.billing())
				return err
			},
		})
	},
})
