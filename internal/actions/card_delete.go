package actions

import (
	"context"
	"slices"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// CardDelete removes a card from its billing account (IDC-65).
var CardDelete = Define(Spec[providers.CardRemover]{
	Name:  "card.delete",
	Words: Words{Label: "Remove", Button: "Remove card", Doing: "Removing", Done: "Removed", Icon: "trash-2"},
	On:    providers.KindCard, Needs: access.ManageBilling, Worst: Destructive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-65"},
	Plan: func(t Target, _ form.Values) Plan {
		p := Plan{TypedName: t.Name()}
		if t.card().Primary {
			p.Consequences = append(p.Consequences,
				Consequence{Loss, "It is the primary one. What falls due is not paid until another one is primary."})
		}
		p.Consequences = append(p.Consequences,
			Consequence{Disturbing, "To use the card again, it has to be added anew with a new token."},
			Consequence{Fine, "Nothing is charged or paid back."})
		return p
	},
	Do: removeCard,
})

func removeCard(ctx context.Context, r *Run, c providers.CardRemover) error {
	removed := func(ctx context.Context) (bool, error) {
		cards, err := r.storeCards(ctx, c, r.billing())
		there := slices.ContainsFunc(cards, func(o providers.Observation) bool { return o.ID == r.Ref().ID })
		if err != nil || there {
			return false, err
		}
		return true, r.Gone(ctx, providers.KindCard, r.Ref())
	}
	set := Set{Step: "remove", Op: r.Write(), Showing: r.Action.Words.Doing, Reached: removed,
		Send: orGone(func(ctx context.Context) error { return c.RemoveCard(ctx, r.Ref()) })}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "remove", r.Action.Words.Doing, removed)
}
