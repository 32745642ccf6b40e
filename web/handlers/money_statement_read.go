package handlers

import (
	"context"
	"errors"
	"slices"

	"github.com/shopspring/decimal"

	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/web/templates/i18n"
	view "pinfold/web/templates/money"
)

// entries are what is shown of the statement before it is read.
func (v moneyView) entries(a statementAsk) *view.Entries {
	e := &view.Entries{URL: "/money/statement/entries?" + a.query(), CSV: "/money/statement.csv?" + a.query(), Provider: a.vendor.Name,
		Period: i18n.T(v.ctx, "{from} to {to}", "from", a.first.Format("2 Jan 2006"), "to", a.end.Format("2 Jan 2006")), Of: v.called(a.account)}
	if a.server != nil {
		e.Of += ", " + a.server.Name
	}
	return e
}

// tell asks the provider. Its failure is part of the outcome.
func (v moneyView) tell(ctx context.Context, a statementAsk) (*view.Entries, error) {
	e := v.entries(a)
	told, err := v.Fleet.Statement(ctx, a.account, a.server, a.first, a.end)
	switch {
	case errors.As(err, new(*providers.Error)):
		e.Trouble = providers.Sentence(err)
		return e, nil
	case err != nil:
		return nil, err
	}
	e.ReadAt = v.clock.Now
	slices.SortStableFunc(told.Charges, func(a, b providers.Charge) int {
		one, _ := decimal.NewFromString(a.Amount)
		other, _ := decimal.NewFromString(b.Amount)
		return other.Cmp(one)
	})
	currency := v.currency(a.account)
	sum := decimal.Zero
	for _, charge := range told.Charges {
		amount, _ := decimal.NewFromString(charge.Amount) // The adapter checked it.
		sum = sum.Add(amount)
		label := i18n.T(v.ctx, charge.Label)
		if charge.Label == "" {
			label = charge.Code
		}
		e.Rows = append(e.Rows, view.EntryRow{Label: label, Code: charge.Code, Count: countText(charge.Count), Unit: charge.Unit,
			Sum: amountOf(amount, currency)})
	}
	if charged, err := decimal.NewFromString(told.Charged); err == nil {
		sum = charged
	}
	e.Charged = amountOf(sum, currency)
	if paid, err := decimal.NewFromString(told.Paid); err == nil {
		e.Paid = amountOf(paid, currency)
	}
	return e, nil
}

// countText writes a count with the digits that it has.
func countText(count string) string {
	n, err := decimal.NewFromString(count)
	if err != nil {
		return ""
	}
	whole := n.Truncate(0)
	text := money.Group(whole.Abs().String())
	if fraction := n.Sub(whole).Abs(); !fraction.IsZero() {
		text += fraction.String()[1:]
	}
	return text
}
