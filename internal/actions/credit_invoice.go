package actions

import (
	"context"
	"slices"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// CreditInvoice asks for an invoice by which credit is paid with a bank
// transfer (IDC-72). Each call asks for another one, so it is sent once.
var CreditInvoice = Define(Spec[providers.CreditInvoicer]{
	Name: "billing.request_invoice",
	Words: Words{Label: "Request top-up invoice", Of: "Request top-up invoice for", Button: "Request invoice", Doing: "Requesting an invoice",
		Done: "Invoice requested", Icon: "mail", Group: GroupPay},
	On: providers.KindBilling, Needs: access.SpendMoney, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-72"},
	Form: func(_ providers.CreditInvoicer, t Target) form.Form {
		return form.Form{Fields: []form.Field{sumField(t, "Amount")}}
	},
	Plan: func(t Target, in form.Values) Plan {
		p := Plan{}
		if sum := sumText(t, in); sum != "" {
			p.Cost = "Nothing is charged now. The invoice asks for " + sum + ". Tax may come on top."
		}
		to := "the e-mail address of the billing account"
		if t.Resource != nil && t.Resource.BillingFacts().Email != "" {
			to = t.Resource.BillingFacts().Email
		}
		p.Consequences = []Consequence{
			{Disturbing, t.Vendor.Name + " sends an invoice to " + to + ". It cannot be withdrawn here."},
			{Fine, "You pay it by bank transfer. The credit is there once the money has arrived."},
		}
		return p
	},
	Do: requestInvoice,
})

// invoiceMark are the invoices that were there; Listed is false where the
// client has no list of them.
type invoiceMark struct {
	Listed bool     `json:"listed"`
	IDs    []string `json:"ids"`
}

func requestInvoice(ctx context.Context, r *Run, c providers.CreditInvoicer) error {
	amount := sumOf(r.Input)
	once := Once[created, invoiceMark]{
		Step: "request", Op: r.Write(), Showing: r.Action.Words.Doing, Alone: r.Action.Name + "/" + r.lockOf(),
		Before: func(ctx context.Context) (invoiceMark, error) {
			mark := invoiceMark{Listed: lists(c, providers.KindInvoice)}
			listing, err := r.list(ctx, c, providers.KindInvoice)
			mark.IDs = idsOf(listing.Items)
			if err == nil && mark.Listed {
				err = whole(listing)
			}
			return mark, err
		},
		Send: func(ctx context.Context) (created, map[string]secrets.Text, error) {
			return created{}, nil, c.RequestCreditInvoice(ctx, r.Ref(), amount)
		},
		Find: func(ctx context.Context, before invoiceMark) ([]created, error) {
			return findInvoice(ctx, r, c, before, amount)
		},
	}
	_, err := once.Do(ctx, r)
	return err
}

// lists reports whether a refresh reads things of the kind.
func lists(c providers.Inventory, kind providers.Kind) bool {
	return slices.ContainsFunc(c.Sources(), func(s providers.Source) bool { return slices.Contains(s.Kinds, kind) })
}

// findInvoice looks for a new invoice of the amount, with or without tax.
func findInvoice(ctx context.Context, r *Run, c providers.CreditInvoicer, before invoiceMark, amount string) (found []created, err error) {
	if !before.Listed {
		return nil, &Doubt{Sentence: "It was sent once and the answer was lost. Look for the invoice in the mail of the billing account."}
	}
	listing, err := r.list(ctx, c, providers.KindInvoice)
	if err == nil {
		err = whole(listing)
	}
	if err != nil {
		return nil, err
	}
	for _, o := range listing.Items {
		f, _ := o.Facts.(providers.InvoiceFacts)
		fits := f.Billing == r.Ref().ID && (sameSum(f.Total, amount) || sameSum(f.Subtotal, amount))
		if o.Kind == providers.KindInvoice && fits && !slices.Contains(before.IDs, o.ID) {
			found = append(found, created{ID: o.ID})
		}
	}
	return found, nil
}
