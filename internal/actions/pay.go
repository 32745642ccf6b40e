package actions

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
)

// Bill is how the sum of a payment comes about, and what is charged.
type Bill struct {
	Lines []BillLine
	// Sum has the currency: "1.21 EUR".
	Sum string
	// Method is the card or account that is charged, Note what else is known of
	// that.
	Method, Note string
}

// BillLine is one part of a bill: "Tax, 20 %", "0.20".
type BillLine struct{ What, Sum string }

// fieldSum holds the sum that the person saw. Nothing is sent for another one.
const fieldSum = "sum"

// sumSeen sends the sum along. A form that shows an older one comes back with
// the sum of now, which the person then sees.
func sumSeen(t Target, sum decimal.Decimal) form.Form {
	return form.Form{
		Fields: []form.Field{{Name: fieldSum, Label: "Sum", Kind: form.Hidden, Default: sum.String()}},
		Check: func(in form.Values) form.Errors {
			seen, _ := decimalOf(in[fieldSum])
			if seen.Equal(sum) && sum.IsPositive() {
				return nil
			}
			in[fieldSum] = sum.String()
			if !sum.IsPositive() {
				return form.Errors{"": "Nothing is known to be unpaid. Nothing was sent."}
			}
			return form.Errors{"": "The sum is " + money.Text(sum, t.currency()) + " now, not " + money.Text(seen, t.currency()) + ". Nothing was sent."}
		},
	}
}

// decimalOf reads a decimal number of a provider.
func decimalOf(text string) (decimal.Decimal, bool) {
	value, err := decimal.NewFromString(text)
	return value, err == nil
}

// payer is the billing account that a payment of the target is taken from, nil
// if it is not known.
func payer(t Target) *models.Resource {
	if t.Resource != nil && t.Resource.Kind == providers.KindBilling {
		return t.Resource
	}
	return t.Billing
}

// payLock is that of the billing account: two payments of one could not be told
// apart afterwards.
func payLock(t Target) string {
	if billing := payer(t); billing != nil {
		return Target{Account: t.Account, Resource: billing}.lock()
	}
	return fmt.Sprintf("billing-of-account-%d", t.Account.ID)
}

// charged says what a payment is taken from.
func charged(t Target) (method, note string) {
	name := t.Vendor.Name
	var facts providers.BillingFacts
	if billing := payer(t); billing != nil {
		facts = billing.BillingFacts()
	}
	switch {
	case facts.ByInvoice:
		return "Pays by invoice", "You pay " + name + " by bank transfer. It may refuse a payment from here."
	case facts.Card != "" && facts.CanPay:
		return sentence(facts.Card), name + " takes the primary card; its API offers no choice."
	case facts.Card != "":
		return sentence(facts.Card), name + " says that it cannot be charged now. It will probably refuse."
	}
	return noCard, name + " takes the primary card of the billing account. Without one it refuses."
}

const noCard = "No card is known"

// onceOnly are the consequences of every payment.
func onceOnly(t Target, method, sum, reads string) []Consequence {
	whose := "The card is charged "
	if method == noCard || strings.HasPrefix(method, "Pays by") {
		whose = t.Vendor.Name + " is asked for "
	}
	return []Consequence{
		{Disturbing, whose + sum + ", once. A lost answer is never sent again: the panel reads " + reads + " instead."},
	}
}

// mismatch refuses a payment of another sum than the person saw.
func (r *Run) mismatch(what, now string) error {
	return &providers.Error{Kind: providers.ErrConflict, Op: r.Write(), NotSent: true,
		Sentence: what + " is " + now + " now, not " + cmp.Or(r.Input[fieldSum], "what you saw") + ". Nothing was sent."}
}

// billingReader reads one billing account, where a client can.
type billingReader interface {
	Billing(ctx context.Context, ref providers.Ref) (providers.Observation, error)
}

// readBilling brings the sums of a billing account up to date after a payment.
// It is no part of the payment: what cannot be read now comes with the next
// refresh.
func (r *Run) readBilling(ctx context.Context, c any, billing string) {
	if reader, ok := c.(billingReader); ok && billing != "" {
		if item, err := reader.Billing(ctx, providers.Ref{ID: billing}); err == nil {
			_, _ = r.Observe(ctx, item)
		}
	}
}
