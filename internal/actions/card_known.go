package actions

import (
	"context"
	"slices"

	"pinfold/internal/providers"
)

// card are the facts of the target.
func (t Target) card() providers.CardFacts {
	if t.Resource == nil {
		return providers.CardFacts{}
	}
	return t.Resource.Card()
}

// billing is the billing account that a card belongs to.
func (r *Run) billing() providers.Ref {
	if r.Resource == nil {
		return providers.Ref{}
	}
	return providers.Ref{ID: r.Resource.Parent}
}

// storeCards reads the ways to pay of a billing account and keeps them.
func (r *Run) storeCards(ctx context.Context, c providers.CardLister, billing providers.Ref) ([]providers.Observation, error) {
	cards, err := c.Cards(ctx, billing)
	for _, card := range cards {
		if err == nil {
			_, err = r.Observe(ctx, card)
		}
	}
	return cards, err
}

// cardsSince are the ways to pay that fit and are not in a snapshot.
func cardsSince(ctx context.Context, c providers.CardLister, billing providers.Ref, before []string, byInvoice bool) ([]created, error) {
	cards, err := c.Cards(ctx, billing)
	var found []created
	for _, card := range cards {
		facts, _ := card.Facts.(providers.CardFacts)
		if facts.ByInvoice == byInvoice && !slices.Contains(before, card.ID) {
			found = append(found, created{ID: card.ID})
		}
	}
	return found, err
}

// cardIDs is the snapshot of the ways to pay.
func cardIDs(ctx context.Context, c providers.CardLister, billing providers.Ref) ([]string, error) {
	cards, err := c.Cards(ctx, billing)
	return idsOf(cards), err
}

// untilPaysWith waits until a new way to pay shows. One whose answer did not
// tell its id is found among those that were not there.
func (r *Run) untilPaysWith(ctx context.Context, c providers.CardLister, step string, made created, byInvoice bool) error {
	before, err := r.snapshot(ctx, step)
	if err != nil {
		return err
	}
	return r.Until(ctx, step, r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		found, err := cardsSince(ctx, c, r.Ref(), before, byInvoice)
		shows := slices.ContainsFunc(found, func(one created) bool { return made.ID == "" || one.ID == made.ID })
		if err != nil || !shows {
			return false, err
		}
		_, err = r.storeCards(ctx, c, r.Ref())
		return err == nil, err
	})
}
