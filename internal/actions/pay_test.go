package actions_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// creditor is a provider with invoices of one billing account.
type creditor struct {
	invoices []providers.Observation
	unpaid   string
	sends    int
	sendErr  error
}

func bill(id, left string, payments ...string) providers.Observation {
	o := providers.Observation{Kind: providers.KindInvoice, ID: id, Name: "00" + id, State: providers.Waiting}
	facts := providers.InvoiceFacts{Number: o.Name, Billing: "6", Total: "10", Left: left}
	if left == "0" {
		o.State, facts.Paid = providers.Available, true
	}
	gauges := providers.InvoiceGauges{}
	for i, amount := range payments {
		gauges.Transactions = append(gauges.Transactions, providers.Transaction{ID: id + "-" + string(rune('a'+i)), Amount: amount})
	}
	o.Facts, o.Gauges = facts, gauges
	return o
}

func (c *creditor) Invoice(_ context.Context, ref providers.Ref) (providers.Observation, error) {
	i := slices.IndexFunc(c.invoices, func(o providers.Observation) bool { return o.ID == ref.ID })
	return c.invoices[i], nil
}

func (c *creditor) Invoices(context.Context, providers.Ref) ([]providers.Observation, error) {
	return slices.Clone(c.invoices), nil
}

func (c *creditor) Unpaid(context.Context, providers.Ref) (decimal.Decimal, error) {
	return decimal.RequireFromString(c.unpaid), nil
}

func (c *creditor) PayInvoice(context.Context, providers.Ref) error {
	c.sends++
	return c.sendErr
}

func (c *creditor) PayAll(context.Context, providers.Ref) (providers.Payment, error) {
	c.sends++
	return providers.Payment{}, c.sendErr
}

func (c *creditor) PayAmount(context.Context, providers.Ref, decimal.Decimal) (providers.Payment, error) {
	return c.PayAll(context.Background(), providers.Ref{})
}

// pays gives a payment a fresh turn.
func (r *rig) pays(a actions.Action, c *creditor, in form.Values) error {
	r.t.Helper()
	run := r.run()
	run.Action, run.Input = a, in
	run.Observe = func(context.Context, providers.Observation) (models.ID, error) { return r.server.ID, nil }
	return a.Do(ctx, run, c)
}

func TestLostPaymentOfAnInvoiceIsFound(t *testing.T) {
	for name, c := range map[string]struct {
		after       providers.Observation
		done, doubt bool
	}{
		"paid":                         {bill("1", "0", "3", "7"), true, false},
		"paid from credit":             {bill("1", "0", "3"), true, false},
		"charged and not yet settled":  {bill("1", "7", "3", "7"), false, false}, // It waits until it is settled.
		"nothing happened":             {bill("1", "7", "3"), false, false},
		"a part was paid from another": {bill("1", "5", "3", "2"), false, false},
		"charged twice":                {bill("1", "0", "3", "7", "7"), false, true},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			shop := &creditor{invoices: []providers.Observation{bill("1", "7", "3")}, sendErr: errLost}
			in := form.Values{"sum": "7.00"}
			if err := r.pays(actions.InvoicePay, shop, in); !is[*actions.Snooze](err) {
				t.Fatalf("after the send: %v", err)
			}
			shop.invoices[0] = c.after
			err := r.pays(actions.InvoicePay, shop, in)
			if shop.sends != 1 || (err == nil) != c.done || is[*actions.Doubt](err) != c.doubt {
				t.Errorf("%v, sent %d times", err, shop.sends)
			}
			r.crash()
			if _ = r.pays(actions.InvoicePay, shop, in); shop.sends != 1 {
				t.Errorf("after a crash: sent %d times", shop.sends)
			}
		})
	}
}

func TestPaymentOfAnotherSumSendsNothing(t *testing.T) {
	for name, c := range map[string]struct {
		a    actions.Action
		shop creditor
		in   form.Values
		want string
	}{
		"paid meanwhile":        {actions.InvoicePay, creditor{invoices: []providers.Observation{bill("1", "0")}}, form.Values{"sum": "7"}, "is paid already"},
		"a part paid meanwhile": {actions.InvoicePay, creditor{invoices: []providers.Observation{bill("1", "5", "2")}}, form.Values{"sum": "7"}, "is 5 now, not 7"},
		"more is unpaid":        {actions.BillingPayAll, creditor{unpaid: "9"}, form.Values{"sum": "7"}, "is 9.00 now, not 7"},
		"less is unpaid":        {actions.BillingPayAmount, creditor{unpaid: "3"}, form.Values{"amount": "3.01"}, "Only 3.00 is unpaid now"},
	} {
		r := newRig(t)
		err := r.pays(c.a, &c.shop, c.in)
		if providers.KindOf(err) != providers.ErrConflict || !strings.Contains(providers.Sentence(err), c.want) || c.shop.sends != 0 {
			t.Errorf("%s: %v, sent %d times", name, err, c.shop.sends)
		}
	}
}

func TestLostPaymentOfADebtIsFound(t *testing.T) {
	for name, c := range map[string]struct {
		after       []providers.Observation
		done, doubt bool
	}{
		"both in part":         {[]providers.Observation{bill("1", "0", "10"), bill("2", "8", "2")}, true, false},
		"from credit":          {[]providers.Observation{bill("1", "0"), bill("2", "8")}, true, false},
		"nothing happened":     {[]providers.Observation{bill("1", "10"), bill("2", "10")}, false, false},
		"another sum was paid": {[]providers.Observation{bill("1", "0", "10"), bill("2", "10")}, false, true},
		"twice":                {[]providers.Observation{bill("1", "0", "10"), bill("2", "0", "2", "8", "4")}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			shop := &creditor{invoices: []providers.Observation{bill("1", "10"), bill("2", "10")}, unpaid: "20", sendErr: errLost}
			in := form.Values{"amount": "12"}
			if err := r.pays(actions.BillingPayAmount, shop, in); !is[*actions.Snooze](err) {
				t.Fatalf("after the send: %v", err)
			}
			shop.invoices = c.after
			err := r.pays(actions.BillingPayAmount, shop, in)
			if shop.sends != 1 || (err == nil) != c.done || is[*actions.Doubt](err) != c.doubt {
				t.Errorf("%v, sent %d times", err, shop.sends)
			}
			if c.done || c.doubt {
				return
			}
			r.Clock.Add(5 * time.Minute)
			r.lease = r.Claimed(t, r.op, "later")
			if err := r.pays(actions.BillingPayAmount, shop, in); !is[*actions.Doubt](err) || shop.sends != 1 {
				t.Errorf("in the end: %v, sent %d times", err, shop.sends)
			}
		})
	}
}

type shelf []providers.Observation

func (s shelf) Known(providers.Kind) []providers.Observation { return s }

// TestPlansOfPayments: the sum, how it comes about, the lock of the billing
// account, and forms that know another sum.
func TestPlansOfPayments(t *testing.T) {
	vendor := providers.Vendor{Slug: providers.IDCloudHost, Name: "IDCloudHost", Currency: "EUR", Zero: &creditor{}}
	billing := &models.Resource{ID: 9, Kind: providers.KindBilling, ExternalID: "6", Name: "konto",
		Facts: json.RawMessage(`{"can_pay":true,"card":"visa, ends in 1111"}`)}
	invoice := actions.Target{Vendor: vendor, Billing: billing, Resource: &models.Resource{ID: 7, Kind: providers.KindInvoice, Name: "001",
		State:  providers.Waiting,
		Facts:  json.RawMessage(`{"subtotal":"1.23","discount":"0.12","discount_percent":"10","tax":"0.2","tax_percent":"20","credit":"-0.1","total":"1.21","left":"1.11"}`),
		Gauges: json.RawMessage(`{"transactions":[{"id":"1","amount":"0.1"}]}`)}}
	plan := actions.InvoicePay.Plan(invoice, nil)
	var lines []string
	for _, line := range plan.Bill.Lines {
		lines = append(lines, line.What+" "+line.Sum)
	}
	want := "Lines 1.23; Discount, 10\u00a0% −0.12; Tax, 20\u00a0% 0.20; Credit used −0.10; Paid before −0.10"
	if got := strings.Join(lines, "; "); got != want || plan.Button != "Pay 1.11\u00a0EUR" || plan.Bill.Method != "Visa, ends in 1111" {
		t.Errorf("%s, %s, %+v", got, plan.Button, plan.Bill)
	}
	debtor := actions.Target{Vendor: vendor, Resource: billing, Known: shelf{bill("2", "10"), bill("1", "2.5"), bill("3", "0")}}
	all, part := actions.BillingPayAll.Plan(debtor, nil), actions.BillingPayAmount.Plan(debtor, form.Values{"amount": "11"})
	if all.Bill.Sum != "12.50\u00a0EUR" || len(all.Bill.Lines) != 2 || part.Bill.Lines[1].What != "Invoice 001, a part of 2.50" {
		t.Errorf("%+v, %+v", all.Bill, part.Bill)
	}
	for _, lock := range []string{plan.Lock, all.Lock, part.Lock} {
		if lock != "billing-9" {
			t.Errorf("locks %q", lock)
		}
	}
	values := form.Values{"sum": "1.21"}
	if errs := actions.InvoicePay.Form(invoice).Validate(values); !strings.Contains(errs[""], "is 1.11\u00a0EUR now, not 1.21\u00a0EUR") || values["sum"] != "1.11" {
		t.Errorf("%v, then %v", errs, values)
	}
	for amount, wrong := range map[string]bool{"12.5": false, "0,01": false, "12.51": true, "0": true, "1.234": true, "": true} {
		if errs := actions.BillingPayAmount.Form(debtor).Validate(form.Values{"amount": amount}); (errs != nil) != wrong {
			t.Errorf("%q: %v", amount, errs)
		}
	}
}
