package models_test

import (
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

func invoiceOf(id, billing, left string, due time.Time) providers.Observation {
	o := providers.Observation{Kind: providers.KindInvoice, ID: id, Name: id, State: providers.Waiting,
		Facts: providers.InvoiceFacts{Billing: billing, Total: "10", Left: left, DueAt: due.UTC(), IssuedAt: due.UTC().AddDate(0, 0, -14)}}
	if left == "0" {
		o.State = providers.Available
	}
	return o
}

// TestInvoicesByShelf: what is unpaid first, as it falls due; another team and
// a member without the account see none of it.
func TestInvoicesByShelf(t *testing.T) {
	db := testdb.New(t)
	ann, bob := db.Team(t, "ann"), db.Team(t, "bob")
	account, now := db.Account(t, ann, "main"), db.Now()
	eve := db.Limited(t, ann.Team.ID, "eve@example.com", db.Account(t, ann, "other").ID)
	payer := db.Thing(t, ann, account, providers.Observation{Kind: providers.KindBilling, ID: "6", Name: "konto", State: providers.Available})
	for _, o := range []providers.Observation{
		invoiceOf("a", "6", "10", now.Add(time.Hour)), invoiceOf("b", "7", "4", now.Add(-time.Second)), invoiceOf("c", "6", "0", now.AddDate(0, -1, 0)),
		invoiceOf("d", "6", "0", now.AddDate(0, -2, 0)),
		{Kind: providers.KindOrder, ID: "o", Name: "o", State: providers.Waiting, Facts: providers.OrderFacts{Stage: providers.OrderUnpaid, Amount: "5"}},
	} {
		db.Thing(t, ann, account, o)
	}
	for want, q := range map[string]models.InvoiceQuery{
		"bao": {}, "b": {Show: models.InvoicesOverdue}, "cd": {Show: models.InvoicesPaid}, "baocd": {Show: models.InvoicesAll},
		"a": {Billing: []models.ID{payer.ID}}, "": {Billing: []models.ID{payer.ID + 99}}, "oba": {Sort: "-number"},
	} {
		q.Limit = 9
		rows, total, err := ann.Invoices(ctx, q)
		testdb.Must(t, err)
		got := ""
		for _, r := range rows {
			got += r.ExternalID
		}
		if got != want || int(total) != len(want) {
			t.Errorf("%+v: %q of %d, want %q", q, got, total, want)
		}
		for name, stranger := range map[string]models.Scope{"bob": bob, "eve": eve} {
			if n, err := stranger.CountInvoices(ctx, q); err != nil || n != 0 {
				t.Errorf("%s sees %d, %v", name, n, err)
			}
		}
	}
	sums, err := ann.InvoiceSums(ctx, models.InvoiceQuery{Show: models.InvoicesAll})
	left := map[string]int{}
	for _, s := range sums {
		left[s.Left]++
	}
	if err != nil || left["10"] != 1 || left["4"] != 1 || left["5"] != 1 || left["0"] != 2 {
		t.Errorf("%+v, %v", sums, err)
	}
	due, total, err := ann.DueInvoices(ctx, now.Add(2*time.Hour), 1)
	if err != nil || total != 2 || len(due) != 1 || due[0].ExternalID != "b" {
		t.Errorf("%d due, %+v, %v", total, due, err)
	}
}
