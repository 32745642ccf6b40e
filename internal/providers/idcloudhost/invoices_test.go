package idcloudhost

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"pinfold/internal/providers"
)

func unix(seconds int64) time.Time { return time.Unix(seconds, 0).UTC() }

func line(name, qty, price, sum string) providers.InvoiceLine {
	return providers.InvoiceLine{Name: name, Quantity: qty, Unit: "h", Price: price, Amount: sum}
}

func TestSampleOfOneInvoice(t *testing.T) {
	f := newFake(t)
	f.on("/payment/invoice", sample(t, "idc-73.json"))
	got, err := f.client.Invoice(t.Context(), providers.Ref{ID: "1"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "invoice 1", got, providers.Observation{
		Kind: providers.KindInvoice, ID: "1", Name: "001", State: providers.Available, StateWord: "Paid",
		Facts: providers.InvoiceFacts{
			Number: "001", Billing: "6", IssuedAt: unix(1519309247), DueAt: unix(1520432447), PeriodStart: unix(1517443200),
			PeriodEnd: unix(1519862400), Paid: true, Subtotal: "1.23", Discount: "0.12", Credit: "-0.1", Tax: "0.2", Total: "1.21",
			TaxPercent: "20", DiscountPercent: "10", Left: "0",
			To: []string{"Firma", "Puiestee", "314243123, Küla, Moldaavia, EE", "Reg. 232, VAT 235235"},
			Lines: []providers.InvoiceLine{
				line("DEBUGXYZ-buntu, 2 CPUs, 2 GB RAM, null GB disk", "1", "0.02602", "0.02602"),
				line("buntu-b-Parool123, 4 CPUs, 1 GB RAM, 30 GB disk", "21", "0.04187", "0.87927"),
				line("Ubuntu-3-16-04, 2 CPUs, 2 GB RAM, 20 GB disk", "3", "0.02882", "0.08646"),
				line("DEBUGXYZ-2-buntu, 2 CPUs, 2 GB RAM, 20 GB disk", "5", "0.02882", "0.1441"),
				line("Ubuntu-16-04, 2 CPUs, 2 GB RAM, 20 GB disk", "3", "0.02882", "0.08646"),
			},
		},
		Gauges: providers.InvoiceGauges{Transactions: []providers.Transaction{{
			ID: "1", At: unix(1519309499), Amount: "1.21", Currency: "EUR", Method: "Visa, ends in 1111, valid until 12/2029",
		}}},
	})
	if _, err := f.client.Invoice(t.Context(), providers.Ref{ID: "6"}); providers.KindOf(err) != providers.ErrUnexpected {
		t.Errorf("an answer about another invoice: %v", err)
	}
	if _, err := f.client.Invoice(t.Context(), providers.Ref{ID: "1&billing_account_id=2"}); providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("an id that is none: %v", err)
	}
}

func TestSampleOfInvoices(t *testing.T) {
	f := newFake(t)
	f.on("/payment/billing_account/list", answer(200, `[{"id":6},{"id":7,"is_deleted":true}]`))
	f.on("/payment/invoice/list", sample(t, "idc-74.json"))
	got, err := f.client.listInvoices(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 5 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, want := range []struct {
		id, name, total, left string
		lines, payments       int
		state                 providers.State
	}{
		{"3782543", "003782543", "3.55", "3.55", 6, 0, providers.Waiting},
		{"3782542", "003782542", "27.47", "27.47", 13, 0, providers.Waiting},
		{"3782541", "003782541", "2.83", "2.83", 6, 0, providers.Waiting},
		{"6", "006", "26.11", "26.11", 11, 0, providers.Waiting},
		{"1", "001", "1.48", "0", 5, 1, providers.Available},
	} {
		o := got.Items[i]
		facts, gauges := o.Facts.(providers.InvoiceFacts), o.Gauges.(providers.InvoiceGauges)
		if o.ID != want.id || o.Name != want.name || o.State != want.state || facts.Total != want.total || facts.Left != want.left ||
			len(facts.Lines) != want.lines || len(gauges.Transactions) != want.payments || facts.Title != "" {
			t.Errorf("invoice %s: %+v", want.id, o)
		}
	}
	f.on("/payment/invoice/list", answer(403, `{"message":"no"}`))
	if _, err := f.client.listInvoices(t.Context()); err == nil {
		t.Error("no error where none can be read")
	}
}

// TestStrangeInvoices: what cannot be read is left out, not shown raw.
func TestStrangeInvoices(t *testing.T) {
	f := newFake(t)
	f.on("/payment/invoice", answer(200, `{"id":"9","status":"7","padded_id":null,"account_snapshot":"{'title': 'x'}","name":"Credit top up",
		"due_date":"soon","totals":null,"records_list":null,"transaction_list":[{"id":3,"amount":"1e400","additional_data":"None"}]}`))
	got, err := f.client.Invoice(t.Context(), providers.Ref{ID: "9"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "invoice 9", got, providers.Observation{
		Kind: providers.KindInvoice, ID: "9", Name: "9", State: providers.Unknown, StateWord: "7",
		Facts:  providers.InvoiceFacts{Number: "9", Title: "Credit top up"},
		Gauges: providers.InvoiceGauges{Transactions: []providers.Transaction{{ID: "3"}}},
	})
}

func TestSampleOfUnpaidAmount(t *testing.T) {
	f := newFake(t)
	f.on("/payment/billing_account/unpaid_amount", sample(t, "idc-63.json"))
	if sum, err := f.client.Unpaid(t.Context(), providers.Ref{ID: "6"}); err != nil || sum.String() != "59.96" {
		t.Errorf("%s, %v", sum, err)
	}
	for _, body := range []string{`{}`, `{"message":"a lot"}`, `{"message":null}`} {
		f.on("/payment/billing_account/unpaid_amount", answer(200, body))
		if sum, err := f.client.Unpaid(t.Context(), providers.Ref{ID: "6"}); err == nil {
			t.Errorf("%s is taken for %s", body, sum)
		}
	}
}

// TestSampleOfPayAmount: a payment goes as a form, and its answer is read.
func TestSampleOfPayAmount(t *testing.T) {
	f := newFake(t)
	sent := ""
	f.on("/payment/pay_amount", func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		sent = r.Method + " " + r.PostForm.Encode()
		sample(t, "idc-76.json")(w, r)
	})
	ctx := providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "pay", Op: "IDC-76"})
	paid, err := f.client.PayAmount(ctx, providers.Ref{ID: "6"}, decimal.RequireFromString("10"))
	if err != nil || paid.Used != "10" || strings.Join(paid.Invoices, " ") != "6" || sent != "POST amount=10&billing_account_id=6" {
		t.Errorf("%+v, %v, %s", paid, err, sent)
	}
	if _, err := f.client.PayAmount(t.Context(), providers.Ref{ID: "6"}, decimal.RequireFromString("10")); err == nil {
		t.Error("sent without an intent")
	}
}

// TestAnswersToPayments: only a clear no is a refusal. All else that is no yes
// leaves the outcome open.
func TestAnswersToPayments(t *testing.T) {
	for _, c := range []struct {
		status int
		body   string
		kind   providers.ErrorKind
	}{
		{200, `{"success":true}`, ""},
		{204, ``, ""},
		{200, `{"success":false,"amount_used":0,"amount_left":10,"error_log":"Card declined"}`, providers.ErrConflict},
		{400, `{"errors":{"Error":"Invoice is already paid."}}`, providers.ErrInvalid},
		{403, `{"errors":{"consumer::resource_forbidden":{"msg":"Consumer not allowed to access resource."}}}`, providers.ErrPermission},
		{200, `{"success":false,"amount_used":3,"error_log":"Card declined"}`, providers.ErrUnknown},
		{200, `{"success":false}`, providers.ErrUnknown},
		{200, `<html>`, providers.ErrUnknown},
		{200, ``, providers.ErrUnknown},
		{500, `{"errors":{"Error":"x"}}`, providers.ErrUnknown},
	} {
		f := newFake(t)
		f.on("/payment/pay_all", answer(c.status, c.body))
		ctx := providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "pay", Op: "IDC-75"})
		if _, err := f.client.PayAll(ctx, providers.Ref{ID: "6"}); (err == nil) != (c.kind == "") || err != nil && providers.KindOf(err) != c.kind {
			t.Errorf("%d %s: %v", c.status, c.body, err)
		}
	}
}
