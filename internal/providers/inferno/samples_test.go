package inferno

import (
	"reflect"
	"testing"

	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// same compares field by field, so that a failure names the field.
func same(t *testing.T, what string, got, want providers.Observation) {
	t.Helper()
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	for i := range g.NumField() {
		if !reflect.DeepEqual(g.Field(i).Interface(), w.Field(i).Interface()) {
			t.Errorf("%s.%s is %+v, want %+v", what, g.Type().Field(i).Name, g.Field(i).Interface(), w.Field(i).Interface())
		}
	}
}

// sampleServer is the server of the document's sample of INF-07.
func sampleServer() providers.Observation {
	return providers.Observation{
		Kind: providers.KindServer, ID: "47012", Name: "37-1-0-111",
		State: providers.Running, StateWord: "Included",
		Facts:   providers.ServerFacts{Addresses: []providers.Address{{IP: "37.1.0.111", Primary: true}}},
		Secrets: map[string]secrets.Text{SecretRoot: secrets.NewText("XXXXXXXXXXX")},
	}
}

// sampleOrder is the order of the document's sample of INF-04.
func sampleOrder() providers.Observation {
	return providers.Observation{
		Kind: providers.KindOrder, ID: "47200", Name: "Order 47200",
		State: providers.Waiting, StateWord: "Pending",
		Facts: providers.OrderFacts{Stage: providers.OrderUnpaid, Number: "8634530000", Amount: "5.00", InvoiceID: "366000"},
	}
}

func TestSampleOfOrders(t *testing.T) {
	f := newFake(t)
	f.on("orders", 200, file(t, "inf-04.json"))
	got, err := f.read("servers")
	if err != nil || !got.Complete || len(got.Items) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "order 47200", got.Items[0], sampleOrder())
}

func TestSampleOfAServer(t *testing.T) {
	f := newFake(t)
	f.on("getinfo", 200, file(t, "inf-07.json"))
	got, err := f.client.Server(t.Context(), providers.Ref{ID: "47012"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "server 47012", got, sampleServer())
	form := f.asked[0]
	if len(form) != 4 || form.Get("cid") != "777" || form.Get("key") != testKey || form.Get("orderid") != "47012" {
		t.Errorf("sent %v", form)
	}
}

func TestListAndSingleAnswerAgree(t *testing.T) {
	f := newFake(t)
	f.on("orders", 200, `{"orders":{"47012":{"id":"47012","status":"Active"}}}`)
	f.on("getinfo", 200, file(t, "inf-07.json"))
	got, err := f.read("servers")
	if err != nil || !got.Complete || len(got.Items) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	same(t, "server 47012", got.Items[1], sampleServer())
}
