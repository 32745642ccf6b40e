package actions

import (
	"cmp"
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// InvoicePay pays what an invoice still asks for (IDC-77). It is sent once; a
// lost answer is looked for in the invoice.
var InvoicePay = Define(Spec[providers.InvoicePayer]{
	Name:  "invoice.pay",
	Words: Words{Label: "Pay", Of: "Pay invoice", Button: "Pay invoice", Doing: "Paying", Done: "Paid", Icon: "credit-card", Group: GroupChange},
	On:    providers.KindInvoice, Needs: access.SpendMoney, Worst: SpendsMoney,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-77"},
	Blocked: func(t Target) string {
		_, known := leftOf(t)
		switch {
		case t.Resource == nil:
			return ""
		case t.Resource.State == providers.Available:
			return "It is paid."
		case t.Resource.State != providers.Waiting:
			return "Its status at " + t.Vendor.Name + " is " + t.Resource.StateWord + "."
		case !known:
			return t.Vendor.Name + " does not tell its sum."
		}
		return ""
	},
	Form: func(_ providers.InvoicePayer, t Target) form.Form {
		left, _ := leftOf(t)
		return sumSeen(t, left)
	},
	Plan: planInvoice,
	Do:   payInvoice,
})

// leftOf is what the target still asks for.
func leftOf(t Target) (decimal.Decimal, bool) {
	if t.Resource == nil {
		return decimal.Zero, false
	}
	return decimalOf(t.Resource.Invoice().Left)
}

func planInvoice(t Target, _ form.Values) Plan {
	left, _ := leftOf(t)
	facts := t.Resource.Invoice()
	bill := invoiceBill(t, facts)
	bill.Sum = money.Text(left, t.currency())
	bill.Method, bill.Note = charged(t)
	return Plan{
		Title: "Pay invoice " + t.Name(), Button: "Pay " + bill.Sum, Bill: &bill, Lock: payLock(t),
		Consequences: append(onceOnly(t, bill.Method, bill.Sum, "the invoice"), Consequence{Fine, "Settles invoice " + t.Name() + " in full."}),
		Calls:        []PlannedCall{t.Call("IDC-73", ""), t.Call("IDC-77", ""), t.Call("IDC-73", "")},
	}
}

// invoiceBill is how the sum of an invoice comes about. What is nothing is left
// out.
func invoiceBill(t Target, f providers.InvoiceFacts) (bill Bill) {
	lines := "Lines"
	if !f.PeriodStart.IsZero() {
		lines += " of " + f.PeriodStart.UTC().Format("January 2006")
	}
	paid := decimal.Zero
	for _, p := range t.Resource.Payments() {
		amount, _ := decimalOf(p.Amount)
		paid = paid.Sub(amount)
	}
	discount, _ := decimalOf(f.Discount)
	bill.add(lines, f.Subtotal)
	bill.add(percent("Discount", f.DiscountPercent), discount.Abs().Neg().String())
	bill.add(percent("Tax", f.TaxPercent), f.Tax)
	bill.add("Credit used", f.Credit)
	bill.add("Paid before", paid.String())
	return bill
}

func (b *Bill) add(what, amount string) {
	if value, ok := decimalOf(amount); ok && !value.IsZero() {
		b.Lines = append(b.Lines, BillLine{What: what, Sum: money.Plain(value)})
	}
}

func percent(what, share string) string {
	if value, ok := decimalOf(share); ok && !value.IsZero() {
		return what + ", " + value.String() + "\u00a0%"
	}
	return what
}

// owed is what tells afterwards whether an invoice was paid.
type owed struct {
	Left     string   `json:"left"`
	Payments []string `json:"payments"`
}

func owedOf(item providers.Observation) owed {
	facts, _ := item.Facts.(providers.InvoiceFacts)
	gauges, _ := item.Gauges.(providers.InvoiceGauges)
	o := owed{Left: facts.Left, Payments: []string{}}
	for _, p := range gauges.Transactions {
		o.Payments = append(o.Payments, p.ID)
	}
	return o
}

// since are the payments that are not in the snapshot.
func (o owed) since(item providers.Observation) (fresh []providers.Transaction) {
	gauges, _ := item.Gauges.(providers.InvoiceGauges)
	for _, p := range gauges.Transactions {
		if !slices.Contains(o.Payments, p.ID) {
			fresh = append(fresh, p)
		}
	}
	return fresh
}

func payInvoice(ctx context.Context, r *Run, c providers.InvoicePayer) error {
	once := Once[providers.Payment, owed]{
		Step: "pay", Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: func(ctx context.Context) (owed, error) { return r.unpaidInvoice(ctx, c) },
		Send: func(ctx context.Context) (providers.Payment, map[string]secrets.Text, error) {
			return providers.Payment{Used: r.Input[fieldSum]}, nil, c.PayInvoice(ctx, r.Ref())
		},
		Find: func(ctx context.Context, before owed) ([]providers.Payment, error) {
			item, err := c.Invoice(ctx, r.Ref())
			if err != nil {
				return nil, err
			}
			return paidSince(before, item), nil
		},
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	billing := ""
	err := r.Until(ctx, "pay", "Reads the invoice again", func(ctx context.Context) (bool, error) {
		item, err := c.Invoice(ctx, r.Ref())
		if err != nil {
			return false, err
		}
		facts, _ := item.Facts.(providers.InvoiceFacts)
		billing = facts.Billing
		return facts.Paid, r.store(ctx, item)
	})
	if err == nil {
		r.readBilling(ctx, c, billing)
	}
	return err
}

// unpaidInvoice reads the invoice and refuses one that does not ask for what
// the person saw.
func (r *Run) unpaidInvoice(ctx context.Context, c providers.InvoiceReader) (owed, error) {
	item, err := c.Invoice(ctx, r.Ref())
	if err != nil {
		return owed{}, err
	}
	facts, _ := item.Facts.(providers.InvoiceFacts)
	if err := r.store(ctx, item); err != nil {
		return owed{}, err
	}
	switch {
	case item.State == providers.Available:
		return owed{}, &providers.Error{Kind: providers.ErrConflict, Op: r.Write(), NotSent: true,
			Sentence: "Invoice " + item.Name + " is paid already. Nothing was sent."}
	case !sameSum(facts.Left, r.Input[fieldSum]):
		return owed{}, r.mismatch("The sum of invoice "+item.Name, cmp.Or(facts.Left, "not told"))
	}
	return owedOf(item), nil
}

// paidSince are the payments that fit the one whose answer was lost. An invoice
// that is paid without any was paid from credit.
func paidSince(before owed, item providers.Observation) (found []providers.Payment) {
	facts, _ := item.Facts.(providers.InvoiceFacts)
	for _, p := range before.since(item) {
		if facts.Paid || sameSum(p.Amount, before.Left) {
			found = append(found, providers.Payment{Used: p.Amount, Invoices: []string{item.ID}})
		}
	}
	if len(found) == 0 && facts.Paid {
		found = append(found, providers.Payment{Used: before.Left, Invoices: []string{item.ID}})
	}
	return found
}
