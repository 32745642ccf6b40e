package actions

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"pinfold/internal/providers"
)

// owing is one invoice that is known to ask for money.
type owing struct {
	name string
	at   time.Time
	left decimal.Decimal
}

// debtOf is what the known invoices of the target ask for: the sum, and each of
// them, the oldest first.
func debtOf(t Target) (sum decimal.Decimal, invoices []owing) {
	if t.Resource == nil {
		return sum, nil
	}
	for _, o := range t.known(providers.KindInvoice) {
		facts, ok := o.Facts.(providers.InvoiceFacts)
		left, told := decimalOf(facts.Left)
		if !ok || !told || o.State != providers.Waiting || facts.Billing != t.Resource.ExternalID || !left.IsPositive() {
			continue
		}
		sum = sum.Add(left)
		invoices = append(invoices, owing{name: o.Name, at: facts.IssuedAt, left: left})
	}
	slices.SortStableFunc(invoices, func(a, b owing) int { return a.at.Compare(b.at) })
	return sum, invoices
}

// debt is the snapshot before a payment: what all invoices ask for, and each
// with its payments.
type debt struct {
	Unpaid   string          `json:"unpaid"`
	Invoices map[string]owed `json:"invoices"`
}

// debtBefore takes the snapshot, and refuses a payment that does not fit what
// is unpaid now (IDC-63).
func (r *Run) debtBefore(ctx context.Context, c providers.DebtReader, p payment) (debt, error) {
	unpaid, err := c.Unpaid(ctx, r.Ref())
	if err != nil {
		return debt{}, err
	}
	items, err := c.Invoices(ctx, r.Ref())
	if err != nil {
		return debt{}, err
	}
	var refused error
	switch {
	case p.all && !unpaid.Equal(p.sum):
		refused = r.mismatch("The unpaid amount", unpaid.StringFixed(2))
	case p.sum.GreaterThan(unpaid):
		refused = &providers.Error{Kind: providers.ErrConflict, Op: r.Write(), NotSent: true,
			Sentence: "Only " + unpaid.StringFixed(2) + " is unpaid now, less than " + p.sum.StringFixed(2) + ". Nothing was sent."}
	}
	if refused != nil { // The person then sees the invoices as they are.
		return debt{}, cmp.Or(r.storeAll(ctx, items), refused)
	}
	before := debt{Unpaid: unpaid.String(), Invoices: map[string]owed{}}
	for _, item := range items {
		before.Invoices[item.ID] = owedOf(item)
	}
	return before, nil
}

// storeAll keeps what was read of the invoices.
func (r *Run) storeAll(ctx context.Context, items []providers.Observation) error {
	for _, item := range items {
		if _, err := r.Observe(ctx, item); err != nil {
			return err
		}
	}
	return nil
}

// changed are the invoices that are not as the snapshot has them.
func (d debt) changed(items []providers.Observation) (all []providers.Observation) {
	for _, item := range items {
		was, now := d.Invoices[item.ID], owedOf(item)
		if was.Left != now.Left || len(was.Payments) != len(now.Payments) {
			all = append(all, item)
		}
	}
	return all
}

// change is what payments were added since the snapshot, and by how much the
// invoices of the snapshot ask for less.
func (d debt) change(items []providers.Observation) (added, fell decimal.Decimal) {
	for _, item := range items {
		was, known := d.Invoices[item.ID]
		for _, p := range was.since(item) {
			amount, _ := decimalOf(p.Amount)
			added = added.Add(amount)
		}
		before, _ := decimalOf(was.Left)
		facts, _ := item.Facts.(providers.InvoiceFacts)
		if now, ok := decimalOf(facts.Left); known && ok {
			fell = fell.Add(before.Sub(now))
		}
	}
	return added, fell
}

// findPayment looks for a payment of the sum whose answer was lost. Since it
// was sent once, any other change is for a person to judge.
func (r *Run) findPayment(ctx context.Context, c providers.DebtReader, before debt, sum decimal.Decimal) ([]providers.Payment, error) {
	items, err := c.Invoices(ctx, r.Ref())
	if err != nil {
		return nil, err
	}
	switch added, fell := before.change(items); {
	case added.Equal(sum), added.IsZero() && fell.Equal(sum):
		return []providers.Payment{{Used: sum.String()}}, nil
	case added.IsZero() && fell.IsZero():
		return nil, nil
	default:
		return nil, &Doubt{Sentence: "It was sent once and the answer was lost. Since then " + decimal.Max(added, fell).StringFixed(2) +
			" were paid for this billing account; asked for were " + sum.StringFixed(2) + ". Look at its invoices."}
	}
}

// snapshotOf is what a step recorded before it was sent.
func snapshotOf[S any](ctx context.Context, r *Run, step string) (before S, err error) {
	row, _, err := r.Lease.Journal(ctx, step)
	if err == nil {
		err = json.Unmarshal(row.Before, &before)
	}
	return before, err
}
