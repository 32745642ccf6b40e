package actions

import (
	"cmp"
	"context"
	"slices"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// CreditBuy charges a card for credit (IDC-71). It is sent once; a lost answer
// is looked for in the credit history.
var CreditBuy = Define(Spec[providers.CreditBuyer]{
	Name: "billing.buy_credit",
	Words: Words{Label: "Buy credit", Of: "Buy credit for", Button: "Buy credit", Doing: "Buying credit",
		Done: "Credit bought", Icon: "receipt", Group: GroupPay},
	On: providers.KindBilling, Needs: access.SpendMoney, Worst: SpendsMoney,
	Uses:  []providers.Kind{providers.KindCard},
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-71"},
	Form: func(_ providers.CreditBuyer, t Target) form.Form {
		return form.Form{Fields: []form.Field{sumField(t, "Amount"), cardField(t)}}
	},
	Plan: planCredit,
	Do:   buyCredit,
})

// cardField chooses a card of the target that can be charged, the primary one
// first.
func cardField(t Target) form.Field {
	f := form.Field{Name: "card", Label: "Card", Kind: form.Select}
	for _, o := range t.cards() {
		facts, _ := o.Facts.(providers.CardFacts)
		label := cardLabel(o)
		if facts.Primary {
			label += ", primary"
		}
		f.Options = append(f.Options, form.Option{Value: o.ID, Label: label})
	}
	if len(f.Options) == 0 {
		f.Help = "No verified card is known here. Add one first."
	}
	return f
}

// cards are the verified cards of the target, the primary one first.
func (t Target) cards() (cards []providers.Observation) {
	for _, o := range t.known(providers.KindCard) {
		if f, _ := o.Facts.(providers.CardFacts); t.Resource != nil && o.Parent == t.Resource.ExternalID && f.Verified && !f.ByInvoice {
			cards = append(cards, o)
		}
	}
	slices.SortStableFunc(cards, func(a, b providers.Observation) int {
		x, y := a.Facts.(providers.CardFacts), b.Facts.(providers.CardFacts)
		return cmp.Compare(bit(y.Primary), bit(x.Primary))
	})
	return cards
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func cardLabel(o providers.Observation) string { return cmp.Or(o.Name, o.ID) }

func planCredit(t Target, in form.Values) Plan {
	p := Plan{Consequences: []Consequence{
		{Disturbing, "It cannot be undone here. Only " + t.Vendor.Name + " can pay money back."},
		{Fine, "The credit settles invoices to come. It pays no invoice at once."},
		{Fine, "It is sent once. If the answer is lost, the panel looks in the credit history and never pays again by itself."},
	}}
	if sum := sumText(t, in); sum != "" {
		p.Cost = "You pay " + sum + " for credit of " + t.Name()
		for _, card := range t.cards() {
			if card.ID == in["card"] {
				p.Cost = "You pay " + sum + " from " + cardLabel(card) + ", for credit of " + t.Name()
			}
		}
		p.Cost += ". Tax may come on top."
	}
	return p
}

// creditMark is what stood before a purchase.
type creditMark struct {
	IDs     []string `json:"ids"`
	Balance string   `json:"balance"`
}

func buyCredit(ctx context.Context, r *Run, c providers.CreditBuyer) error {
	amount, card := sumOf(r.Input), r.Input["card"]
	once := Once[created, creditMark]{
		Step: "buy", Op: r.Write(), Showing: r.Action.Words.Doing, Alone: r.Action.Name + "/" + r.lockOf(),
		Before: func(ctx context.Context) (creditMark, error) { return markCredit(ctx, r, c) },
		Send: func(ctx context.Context) (created, map[string]secrets.Text, error) {
			return created{}, nil, c.BuyCredit(ctx, r.Ref(), card, amount)
		},
		Find: func(ctx context.Context, before creditMark) ([]created, error) {
			return findCredit(ctx, r, c, before, amount)
		},
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	// The charge is certain. A balance that cannot be read now comes with the
	// next refresh.
	if item, err := c.Billing(ctx, r.Ref()); err == nil {
		return r.store(ctx, item)
	}
	return nil
}

func markCredit(ctx context.Context, r *Run, c providers.CreditBuyer) (mark creditMark, err error) {
	entries, err := c.Credit(ctx, r.Ref())
	if err != nil {
		return mark, err
	}
	for _, e := range entries {
		mark.IDs = append(mark.IDs, e.ID)
	}
	mark.Balance, err = balanceOf(ctx, r, c)
	return mark, err
}

func balanceOf(ctx context.Context, r *Run, c providers.BillingReader) (string, error) {
	item, err := c.Billing(ctx, r.Ref())
	sums, _ := item.Gauges.(providers.BillingGauges)
	return sums.Balance, err
}

// findCredit looks for the purchase among the entries that are new. A balance
// that changed without one is for a person to judge.
func findCredit(ctx context.Context, r *Run, c providers.CreditBuyer, before creditMark, amount string) (found []created, err error) {
	entries, err := c.Credit(ctx, r.Ref())
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !slices.Contains(before.IDs, e.ID) && sameSum(e.Amount, amount) {
			found = append(found, created{ID: e.ID})
		}
	}
	if len(found) > 0 {
		return found, nil
	}
	now, err := balanceOf(ctx, r, c)
	if err == nil && !sameSum(now, before.Balance) {
		err = &Doubt{Sentence: "It was sent once and the answer was lost. The credit history does not show it, but the balance went from " +
			before.Balance + " to " + now + "."}
	}
	return nil, err
}
