package actions

import (
	"context"

	"github.com/shopspring/decimal"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// payUses are what the confirmation of a payment looks up.
var payUses = []providers.Kind{providers.KindInvoice}

// BillingPayAll pays all unpaid invoices of a billing account (IDC-75), if they
// still ask for the sum that the person saw.
var BillingPayAll = Define(Spec[providers.DebtPayer]{
	Name:  "billing.pay_all",
	Words: Words{Label: "Pay all", Of: "Pay all invoices of", Button: "Pay all", Doing: "Paying", Done: "Paid", Icon: "credit-card", Group: GroupPay},
	On:    providers.KindBilling, Needs: access.SpendMoney, Worst: SpendsMoney, Uses: payUses,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-75"},
	Form: func(_ providers.DebtPayer, t Target) form.Form {
		sum, _ := debtOf(t)
		return sumSeen(t, sum)
	},
	Plan: func(t Target, _ form.Values) Plan {
		sum, _ := debtOf(t)
		return planDebt(t, "IDC-75", sum, "Settles every invoice above in full.")
	},
	Do: func(ctx context.Context, r *Run, c providers.DebtPayer) error {
		sum, _ := decimalOf(r.Input[fieldSum])
		return payDebt(ctx, r, c, payment{sum: sum, all: true, send: func(ctx context.Context) (providers.Payment, error) {
			return c.PayAll(ctx, r.Ref())
		}})
	},
})

// BillingPayAmount pays an amount towards the oldest unpaid invoices of a
// billing account (IDC-76).
var BillingPayAmount = Define(Spec[providers.AmountPayer]{
	Name:  "billing.pay_amount",
	Words: Words{Label: "Pay an amount", Of: "Pay an amount for", Button: "Pay", Doing: "Paying", Done: "Paid", Icon: "credit-card", Group: GroupPay},
	On:    providers.KindBilling, Needs: access.SpendMoney, Worst: SpendsMoney, Uses: payUses,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-76"},
	Form:  func(_ providers.AmountPayer, t Target) form.Form { return amountForm(t) },
	Plan: func(t Target, in form.Values) Plan {
		sum, _ := readSum(in["amount"])
		return planDebt(t, "IDC-76", sum, "The oldest invoices are settled first.")
	},
	Do: func(ctx context.Context, r *Run, c providers.AmountPayer) error {
		sum, _ := readSum(r.Input["amount"])
		return payDebt(ctx, r, c, payment{sum: sum, send: func(ctx context.Context) (providers.Payment, error) {
			return c.PayAmount(ctx, r.Ref(), sum)
		}})
	},
})

// amountForm asks for an amount of at most what is unpaid.
func amountForm(t Target) form.Form {
	unpaid, _ := debtOf(t)
	field := sumField(t, "Amount")
	field.Help = "0.01 to " + money.Plain(unpaid) + ", which is all that is unpaid. At most two decimals."
	if !unpaid.IsPositive() {
		field.Help = "Nothing is known to be unpaid."
	}
	field.Check = func(value string) string {
		sum, wrong := readSum(value)
		switch {
		case wrong != "":
			return wrong
		case !unpaid.IsPositive():
			return "Nothing is known to be unpaid."
		case sum.GreaterThan(unpaid):
			return "At most " + money.Text(unpaid, t.currency()) + ", which is all that is unpaid."
		}
		return ""
	}
	return form.Form{Fields: []form.Field{field}}
}

// planDebt shows what a sum pays, the oldest invoice first.
func planDebt(t Target, op providers.OpID, sum decimal.Decimal, order string) Plan {
	_, invoices := debtOf(t)
	p := Plan{Calls: []PlannedCall{t.Call("IDC-63", ""), t.Call("IDC-74", ""), t.Call(op, ""), t.Call("IDC-74", "")}}
	if !sum.IsPositive() {
		p.Consequences = []Consequence{{Fine, order}}
		return p
	}
	text := money.Text(sum, t.currency())
	p.Button, p.Bill = "Pay "+text, &Bill{Sum: text}
	p.Bill.Method, p.Bill.Note = charged(t)
	p.Consequences = onceOnly(t, p.Bill.Method, text, "the invoices")
	left := sum
	for _, one := range invoices {
		part := decimal.Min(left, one.left)
		if !part.IsPositive() {
			break
		}
		what := "Invoice " + one.name + ", in full"
		if part.LessThan(one.left) {
			what = "Invoice " + one.name + ", a part of " + money.Plain(one.left)
		}
		p.Bill.add(what, part.String())
		left = left.Sub(part)
	}
	p.Consequences = append(p.Consequences, Consequence{Fine, order})
	return p
}

// payment is one payment of a billing account.
type payment struct {
	sum decimal.Decimal
	// all says that the sum has to be all that is unpaid.
	all  bool
	send func(ctx context.Context) (providers.Payment, error)
}

func payDebt(ctx context.Context, r *Run, c providers.DebtReader, p payment) error {
	once := Once[providers.Payment, debt]{
		Step: "pay", Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: func(ctx context.Context) (debt, error) { return r.debtBefore(ctx, c, p) },
		Send: func(ctx context.Context) (providers.Payment, map[string]secrets.Text, error) {
			paid, err := p.send(ctx)
			return paid, nil, err
		},
		Find: func(ctx context.Context, before debt) ([]providers.Payment, error) {
			return r.findPayment(ctx, c, before, p.sum)
		},
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	before, err := snapshotOf[debt](ctx, r, "pay")
	if err != nil {
		return err
	}
	err = r.Until(ctx, "pay", "Reads the invoices again", func(ctx context.Context) (bool, error) {
		items, err := c.Invoices(ctx, r.Ref())
		if err != nil {
			return false, err
		}
		found, fell := before.change(items)
		return found.IsPositive() || fell.IsPositive(), r.storeAll(ctx, before.changed(items))
	})
	if err == nil {
		r.readBilling(ctx, c, r.Ref().ID)
	}
	return err
}
