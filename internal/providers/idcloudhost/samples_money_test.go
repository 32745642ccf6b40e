package idcloudhost

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

var account6 = providers.Ref{ID: "6"}

func TestSampleOfBilling(t *testing.T) {
	f := newFake(t)
	f.on("/payment/billing_account/list", sample(t, "idc-61.json"))
	f.on("/payment/billing_account", sample(t, "idc-59.json"))
	got, err := f.client.listBilling(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	want := providers.Observation{
		Kind: providers.KindBilling, ID: "6", Name: "konto", State: providers.Available,
		Facts: providers.BillingFacts{
			TaxPercent: "20", DiscountPercent: "0", CreatedAt: at(t, "2018-02-21 13:22:57"),
			Fields: map[string]string{"title": "konto", "email": "user@example.com", "company_name": "Firma", "company_reg_code": "232",
				"company_vat_number": "235235", "address_line1": "Puiestee", "city": "Küla", "county": "Moldaavia",
				"post_index": "314243123", "country": "EE"},
			Email: "user@example.com", CanPay: true, Card: "Visa, ends in 1111, valid until 12/2034",
		},
		Gauges: providers.BillingGauges{Balance: "2", Unpaid: "0", Month: "0"},
	}
	same(t, "konto", got.Items[0], want)
	one, err := f.client.Billing(t.Context(), account6)
	if err != nil {
		t.Fatal(err)
	}
	want.Gauges = providers.BillingGauges{Balance: "2", Unpaid: "27.26", Month: "-1.2"}
	same(t, "one", one, want) // The facts agree with the list, so that their history is quiet.
	same(t, "val", got.Items[1].Gauges, providers.BillingGauges{Balance: "0", Unpaid: "0", Month: "0"})
}

func TestSampleOfCards(t *testing.T) {
	f := newFake(t)
	f.on("/payment/card/list", sample(t, "idc-68.json"))
	f.on("/payment/card", sample(t, "idc-66.json"))
	want := providers.Observation{
		Kind: providers.KindCard, ID: "6", Parent: "6", Name: "Visa, ends in 1111", State: providers.Available,
		Facts: providers.CardFacts{Type: "visa", Last4: "1111", Holder: "Inimene", Month: 12, Year: 2029, Primary: true, Verified: true,
			AddedAt: at(t, "2018-02-21 13:23:00")},
	}
	cards, err := f.client.Cards(t.Context(), account6)
	if err != nil || len(cards) != 1 {
		t.Fatalf("%+v, %v", cards, err)
	}
	same(t, "listed", cards[0], want)
	card, err := f.client.Card(t.Context(), account6)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "card", card, want)
}

// The sample of IDC-64 is Python in whole; its additional data are so also in
// proper JSON.
func TestSampleOfPayingByInvoice(t *testing.T) {
	raw, err := os.ReadFile("testdata/idc-64.txt")
	if err != nil {
		t.Fatal(err)
	}
	body := strings.NewReplacer("False", "false", "True", "true").Replace(string(raw))
	var p api.Payment
	if err := wire.JSON([]byte(body), &p); err != nil {
		t.Fatal(err)
	}
	o := observeCard(p, "6")
	facts := o.Facts.(providers.CardFacts)
	if !facts.ByInvoice || facts.Verified || facts.Holder != "user@example.com" || facts.Year != 0 || o.Name != "Pay by invoice" || o.State != providers.Waiting {
		t.Errorf("%+v", o)
	}
	for _, odd := range []string{"", "[]", "{", "{'card_type': 'it''s'", `"text"`, "null"} {
		if card := api.CardOf(wire.String(odd)); card.Last4 != "" || card.ByInvoice() {
			t.Errorf("%q is %+v", odd, card)
		}
	}
}

func TestSampleOfCredit(t *testing.T) {
	f := newFake(t)
	f.on("/payment/credit/list", sample(t, "idc-70.json"))
	got, err := f.client.Credit(t.Context(), account6)
	if err != nil || len(got) != 5 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "newest", got[0], providers.CreditEntry{ID: "32", At: at(t, "2018-12-01 01:32:13"), Amount: "-3.44", Text: "Invoice payment"})
	same(t, "oldest", got[4], providers.CreditEntry{ID: "1", At: at(t, "2018-09-19 13:33:12"), Amount: "10", Text: "First billing account"})
	f.on("/payment/credit/list", answer(200, `[{"amount":1}]`))
	if _, err := f.client.Credit(t.Context(), account6); providers.KindOf(err) != providers.ErrUnexpected {
		t.Errorf("an entry without an id: %v", err)
	}
}

// sends answers a write and keeps its form.
func (f *fake) sends(path string, read []byte, got *url.Values) {
	f.on(path, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			_, _ = w.Write(read)
			return
		}
		body, _ := io.ReadAll(r.Body)
		*got, _ = url.ParseQuery(string(body))
		_, _ = w.Write([]byte(`{"success":true}`))
	})
}

func (f *fake) allowed(op providers.OpID) context.Context {
	return providers.WithIntent(f.t.Context(), providers.Intent{Operation: 1, Step: "x", Op: op})
}

// One detail changes; all others go back as they were, also those that the
// panel does not know.
func TestUpdateSendsEverythingBack(t *testing.T) {
	f := newFake(t)
	var got url.Values
	body := `{"id":6,"user_id":8,"title":"konto","email":"a@example.com","city":"Küla","referral_code":"REF+1 &","vat_percentage":20,
		"exempt":true,"flag":false,"nothing":null,"phone":"+372 1","credit_amount":2.0,"running_totals":{"total":1},"primary_card":{"id":"x"}}`
	f.sends("/payment/billing_account", []byte(body), &got)
	change := providers.BillingChange{Seen: form.Values{"city": "Küla"}, Want: form.Values{"city": "Tartu"}}
	if err := f.client.UpdateBilling(f.allowed("IDC-60"), account6, change); err != nil {
		t.Fatal(err)
	}
	want := url.Values{"billing_account_id": {"6"}, "title": {"konto"}, "email": {"a@example.com"}, "city": {"Tartu"},
		"referral_code": {"REF+1 &"}, "vat_percentage": {"20"}, "exempt": {"true"}, "phone": {"+372 1"}}
	if got.Encode() != want.Encode() {
		t.Errorf("sent %s\nwant %s", got.Encode(), want.Encode())
	}
}

func TestUpdateStops(t *testing.T) {
	f := newFake(t)
	var got url.Values
	f.sends("/payment/billing_account", []byte(`{"id":6,"city":"Narva"}`), &got)
	change := providers.BillingChange{Seen: form.Values{"city": "Küla"}, Want: form.Values{"city": "Tartu"}}
	err := f.client.UpdateBilling(f.allowed("IDC-60"), account6, change)
	if said := providers.Sentence(err); !strings.Contains(said, "City is “Narva” now, and was “Küla” when the form was opened.") || !providers.Refused(err) {
		t.Errorf("a change made meanwhile: %v", err)
	}
	f.sends("/payment/billing_account", []byte(`{"id":6,"city":"Küla","contacts":[1]}`), &got)
	if err = f.client.UpdateBilling(f.allowed("IDC-60"), account6, change); !strings.Contains(providers.Sentence(err), `"contacts"`) {
		t.Errorf("a member that cannot be sent: %v", err)
	}
	f.on("/payment/billing_account", answer(500, "x"))
	err = f.client.UpdateBilling(f.allowed("IDC-60"), account6, change)
	var e *providers.Error
	if !errors.As(err, &e) || !e.NotSent || e.Kind != providers.ErrUnavailable {
		t.Errorf("a failed reading: %v", err)
	}
	if got != nil {
		t.Errorf("sent %v", got)
	}
}
