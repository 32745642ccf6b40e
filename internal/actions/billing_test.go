package actions

import (
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

func TestAmountsThatPeopleType(t *testing.T) {
	for typed, want := range map[string]string{"100": "100.00", "0.01": "0.01", "100,5": "100.50", " 7.70 ": "7.70", "100000000": "100000000.00"} {
		if sum, sentence := readSum(typed); sentence != "" || sum.StringFixed(2) != want {
			t.Errorf("%q is %s, %q", typed, sum, sentence)
		}
	}
	for _, typed := range []string{"", "0", "-1", "1,000", "1,000.50", "1.234", "1e3", "+5", "NaN", "Inf", "100000000.01", "5 EUR", "0x10"} {
		if sum, sentence := readSum(typed); sentence == "" {
			t.Errorf("%q is taken for %s", typed, sum)
		}
	}
}

func TestCardNumbersAreNoTokens(t *testing.T) {
	for _, typed := range []string{"4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111"} {
		if tokenNotCard(typed) == "" {
			t.Errorf("%q is taken for a token", typed)
		}
	}
	for _, typed := range []string{"tok_1FeGWfE0TT1OxJzqBulNx0KD", "pm_4111111111111111", "12345"} {
		if said := tokenNotCard(typed); said != "" {
			t.Errorf("%q: %s", typed, said)
		}
	}
}

// What the person did not touch is no wish, also when it differs from now.
func TestOnlyWhatWasChangedIsWanted(t *testing.T) {
	fields := []form.Field{{Name: "title"}, {Name: "city"}, {Name: "county"}, {Name: fieldSeen}}
	change := changeOf(fields, form.Values{fieldSeen: `{"title":"konto","city":"Küla"}`, "title": "konto", "city": "", "county": " Harju "})
	if len(change.Want) != 2 || change.Want["city"] != "" || change.Want["county"] != "Harju" || change.Seen["title"] != "konto" {
		t.Errorf("%+v", change)
	}
}

func TestWhyABillingAccountStays(t *testing.T) {
	for want, row := range map[string]models.Resource{
		"27.26\u00a0EUR is unpaid. Pay it first.":                                {Gauges: []byte(`{"unpaid":"27.26"}`)},
		"It is the default billing account. Make another one the default first.": {Facts: []byte(`{"default":true}`)},
		"": {Gauges: []byte(`{"unpaid":"0"}`)},
	} {
		target := Target{Vendor: providers.Vendor{Name: "Shop", Currency: "EUR"}, Resource: &row}
		if got := billingKept(target); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	known := models.Offerings{
		providers.KindServer:  {{Facts: providers.ServerFacts{Billing: "6"}}, {Facts: providers.ServerFacts{Billing: "7"}}},
		providers.KindAddress: {{Facts: providers.NamedFacts{Details: []providers.Detail{{Label: providers.DetailBilling, Value: "6"}}}}},
	}
	target := Target{Known: known, Resource: &models.Resource{Kind: providers.KindBilling, ExternalID: "6"}}
	if got := payingFor(target); got != "one server and one address" {
		t.Error(got)
	}
}

func TestOnlyVerifiedCardsAreCharged(t *testing.T) {
	card := func(id, parent string, f providers.CardFacts) providers.Observation {
		return providers.Observation{Kind: providers.KindCard, ID: id, Parent: parent, Name: id, Facts: f}
	}
	target := Target{Resource: &models.Resource{ExternalID: "6"}, Known: models.Offerings{providers.KindCard: {
		card("1", "6", providers.CardFacts{Verified: true}), card("2", "6", providers.CardFacts{Verified: true, Primary: true}),
		card("3", "6", providers.CardFacts{}), card("4", "7", providers.CardFacts{Verified: true}),
		card("5", "6", providers.CardFacts{Verified: true, ByInvoice: true}),
	}}}
	field := cardField(target)
	if len(field.Options) != 2 || field.Options[0].Value != "2" || field.Options[1].Value != "1" {
		t.Errorf("%+v", field.Options)
	}
}
