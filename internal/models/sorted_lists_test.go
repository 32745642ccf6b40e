package models_test

import (
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// idsText are the external ids of rows, in their order.
func idsText(rows []models.Resource) (text string) {
	for _, r := range rows {
		text += r.ExternalID
	}
	return text
}

// TestStorageIsSorted: each column both ways; what has no value stands last.
func TestStorageIsSorted(t *testing.T) {
	db := testdb.New(t)
	ann, bob := db.Team(t, "ann"), db.Team(t, "bob")
	one, two := db.Account(t, ann, "beta"), db.Account(t, ann, "Alpha")
	db.Thing(t, ann, one, providers.Observation{Kind: providers.KindBilling, ID: "6", Name: "Zeta", State: providers.Available})
	made := db.Now()
	bucket := func(id, name, billing string, size, objects int64, at time.Time) providers.Observation {
		return providers.Observation{Kind: providers.KindBucket, ID: id, Name: name, State: providers.Available,
			Facts: providers.BucketFacts{Billing: billing, CreatedAt: at}, Gauges: providers.BucketGauges{SizeBytes: size, Objects: objects}}
	}
	db.Thing(t, ann, one, bucket("a", "logs", "6", 9, 30, made.Add(-time.Hour)))
	db.Thing(t, ann, one, bucket("b", "Archive", "7", 100, 4, made.In(time.FixedZone("", -8*3600))))
	db.Thing(t, ann, one, bucket("c", "zeros", "", 0, 0, time.Time{}))
	db.Thing(t, ann, two, providers.Observation{Kind: providers.KindStorage, ID: "s", Name: "main", State: providers.Available,
		Facts: providers.StorageFacts{S3: true, Login: "u"}, Gauges: providers.StorageGauges{SizeBytes: 5}})
	for sort, want := range map[string]string{
		"": "bacs", "evil'": "bacs", "name": "basc", "-name": "csab", "size": "cabs", "-size": "bacs", "objects": "cbas", "-objects": "abcs",
		"account": "sbac", "-account": "bacs", "billing": "bacs", "-billing": "abcs", "created": "abcs", "-created": "bacs",
		"state": "cbas", "-state": "sbac",
	} {
		rows, total, err := ann.Storage(ctx, models.StorageQuery{Sort: sort, Limit: 9})
		testdb.Must(t, err)
		if got := idsText(rows); got != want || total != 4 {
			t.Errorf("%q: %s of %d, want %s", sort, got, total, want)
		}
		if rows, total, err := bob.Storage(ctx, models.StorageQuery{Sort: sort, Limit: 9}); err != nil || total != 0 || len(rows) != 0 {
			t.Errorf("bob sees %d, %v", total, err)
		}
	}
}

// TestBillingIsSorted: billing accounts by what they owe and how they pay,
// sums as numbers.
func TestBillingIsSorted(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	one, two := db.Account(t, ann, "beta"), db.Account(t, ann, "Alpha")
	payer := func(id, name string, facts providers.BillingFacts, sums providers.BillingGauges) providers.Observation {
		return providers.Observation{Kind: providers.KindBilling, ID: id, Name: name, State: providers.Available, Facts: facts, Gauges: sums}
	}
	db.Thing(t, ann, one, payer("a", "shop", providers.BillingFacts{CanPay: true, Card: "Visa"}, providers.BillingGauges{Balance: "9.5", Unpaid: "0", Month: "3"}))
	db.Thing(t, ann, one, payer("b", "Zoo", providers.BillingFacts{Card: "Amex"}, providers.BillingGauges{Balance: "100", Unpaid: "12"}))
	db.Thing(t, ann, one, payer("c", "", providers.BillingFacts{}, providers.BillingGauges{Balance: "-2", Unpaid: "0"}))
	db.Thing(t, ann, two, payer("d", "pre", providers.BillingFacts{}, providers.BillingGauges{Balance: "20"}))
	for sort, want := range map[string]string{
		"": "cdab", "name": "cdab", "-name": "badc", "balance": "cadb", "-balance": "bdac", "unpaid": "cabd", "-unpaid": "bcad", "month": "acdb",
		"state": "bcad", "-state": "dacb", "card": "bcad", "-card": "acbd", "account": "dcab", "-account": "cabd",
	} {
		rows, total, err := ann.BillingThings(ctx, models.BillingQuery{Kind: providers.KindBilling, Prepaid: []models.ID{two.ID}, Sort: sort, Limit: 9})
		testdb.Must(t, err)
		if got := idsText(rows); got != want || total != 4 {
			t.Errorf("%q: %s of %d, want %s", sort, got, total, want)
		}
	}
}

// TestCardsAreSorted: by state those first that no payment comes from.
func TestCardsAreSorted(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	account, now := db.Account(t, ann, "main"), db.Now()
	db.Thing(t, ann, account, providers.Observation{Kind: providers.KindBilling, ID: "6", Name: "Zeta", State: providers.Available})
	card := func(id, name, of string, f providers.CardFacts) {
		db.Thing(t, ann, account, providers.Observation{Kind: providers.KindCard, ID: id, Name: name, Parent: of, State: providers.Available, Facts: f})
	}
	card("a", "Visa", "6", providers.CardFacts{Verified: true, Primary: true, Year: now.Year() + 2, Month: 1})
	card("b", "Amex", "7", providers.CardFacts{Verified: true, Year: now.Year() - 1, Month: 12})
	card("c", "Master", "7", providers.CardFacts{Year: now.Year() + 1, Month: 12})
	card("d", "Discover", "6", providers.CardFacts{Verified: true})
	for sort, want := range map[string]string{
		"": "bdca", "name": "bdca", "-name": "acdb", "state": "bcad", "-state": "dacb", "until": "bcad", "-until": "acbd", "billing": "bcda", "-billing": "dabc",
	} {
		rows, _, err := ann.BillingThings(ctx, models.BillingQuery{Kind: providers.KindCard, Sort: sort, Limit: 9})
		testdb.Must(t, err)
		if got := idsText(rows); got != want {
			t.Errorf("%q: %s, want %s", sort, got, want)
		}
	}
	db.Exec(t, "UPDATE resources SET checked_at = ? WHERE external_id = 'd'", now.Add(-time.Hour))
	for sort, at := range map[string]int{"checked": 3, "-checked": 0} {
		rows, _, err := ann.BillingThings(ctx, models.BillingQuery{Kind: providers.KindCard, Sort: sort, Limit: 9})
		testdb.Must(t, err)
		if rows[at].ExternalID != "d" {
			t.Errorf("%q: %s, want the oldest at %d", sort, idsText(rows), at)
		}
	}
}
