package actions

import (
	"context"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// CardAdd adds a card to a billing account by a token of the card's processor
// (IDC-67). Each call adds another one, so it is sent once.
var CardAdd = Define(Spec[providers.CardAdder]{
	Name: "billing.add_card",
	Words: Words{Label: "Add card", Of: "Add card to", Button: "Add card", Doing: "Adding the card",
		Done: "Card added", Icon: "plus", Group: GroupChange},
	On: providers.KindBilling, Needs: access.ManageBilling, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-67"},
	Form: func(_ providers.CardAdder, t Target) form.Form {
		return form.Form{Fields: []form.Field{{
			Name: "token", Label: "Token of the card", Kind: form.Password, Secret: true, MaxLength: 200, Autocomplete: "off",
			Check: tokenNotCard,
			Help: "Card numbers are typed at " + t.Vendor.Name + " or its card processor only, never here. " +
				"The processor gives a token for the card, such as tok_…, which works once.",
		}}}
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, t.Vendor.Name + " may reserve a small sum on the card to verify it."},
			{Fine, "The first card becomes the primary one. Further cards are charged if it fails."},
			{Fine, "The panel keeps the token sealed until the call was made, and erases it then."},
		}}
	},
	Do: func(ctx context.Context, r *Run, c providers.CardAdder) error {
		made, err := newWayToPay(r, c, "add", false, func(ctx context.Context) (providers.Ref, error) {
			return c.AddCard(ctx, r.Ref(), secrets.NewText(strings.TrimSpace(r.Input["token"])))
		}).Do(ctx, r)
		if err != nil {
			return err
		}
		return r.untilPaysWith(ctx, c, "add", made, false)
	},
})

// tokenNotCard refuses a card number, which has no business here.
func tokenNotCard(value string) string {
	digits := 0
	for _, r := range value {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r != ' ' && r != '-':
			return ""
		}
	}
	if digits >= 12 {
		return "This looks like a card number. Type it at the provider only; here goes the token."
	}
	return ""
}

// newWayToPay is a write that adds a way to pay to the target. Two of a kind at
// one billing account could not be told apart.
func newWayToPay(r *Run, c providers.CardLister, step string, byInvoice bool, send func(context.Context) (providers.Ref, error)) Once[created, []string] {
	return Once[created, []string]{
		Step: step, Op: r.Write(), Showing: r.Action.Words.Doing, Alone: r.Action.Name + "/" + r.lockOf(),
		Before: func(ctx context.Context) ([]string, error) { return cardIDs(ctx, c, r.Ref()) },
		Send: func(ctx context.Context) (created, map[string]secrets.Text, error) {
			ref, err := send(ctx)
			return created{ID: ref.ID}, nil, err
		},
		Find: func(ctx context.Context, before []string) ([]created, error) {
			return cardsSince(ctx, c, r.Ref(), before, byInvoice)
		},
	}
}
