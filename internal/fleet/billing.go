package fleet

import (
	"context"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// billingEvery is how long the details of a billing account stay fresh for
// somebody who opens it.
const billingEvery = time.Minute

// HasBilling reports whether an account's provider tells of one billing account
// by itself.
func (f *Fleet) HasBilling(account models.Account) bool {
	_, ok := f.vendors[account.Provider].Zero.(providers.BillingReader)
	return ok
}

// BillingDue reports whether a billing account should be read for somebody who
// opens it.
func (f *Fleet) BillingDue(account models.Account, billing models.Resource, check models.PartCheck) bool {
	if !f.HasBilling(account) || billing.GoneAt != nil {
		return false
	}
	return f.PartDue(providers.Source{Every: billingEvery}, check)
}

// ReadBilling reads one billing account and stores it. A failure is recorded
// for the page and returned; what was known stays.
func (f *Fleet) ReadBilling(ctx context.Context, account models.Account, billing models.Resource) error {
	if !f.HasBilling(account) || billing.GoneAt != nil {
		return models.ErrNotFound
	}
	return f.readOpened(ctx, account, opened{r: billing, part: models.BillingPart, list: true}, func(client providers.Client) reader {
		return client.(providers.BillingReader).Billing
	})
}

// Credit reads the credit history of a billing account, newest first. It is
// not stored.
func (f *Fleet) Credit(ctx context.Context, account models.Account, billing models.Resource) ([]providers.CreditEntry, error) {
	reader, err := clientFor[providers.CreditReader](f, account, billing)
	if err != nil {
		return nil, err
	}
	value, err := f.looks.once(ctx, billing.ID, "credit", func(ctx context.Context) (any, error) {
		return reader.Credit(ctx, billing.Ref())
	})
	entries, _ := value.([]providers.CreditEntry)
	return entries, err
}

// Billed reads what a billing account pays for. It is not stored.
func (f *Fleet) Billed(ctx context.Context, account models.Account, billing models.Resource) (providers.Listing, error) {
	reader, err := clientFor[providers.BilledReader](f, account, billing)
	if err != nil {
		return providers.Listing{}, err
	}
	value, err := f.looks.once(ctx, billing.ID, "billed", func(ctx context.Context) (any, error) {
		return reader.Billed(ctx, billing.Ref())
	})
	listing, _ := value.(providers.Listing)
	return listing, err
}

// clientFor is the account's client as a capability. A provider without it has
// nothing to be found.
func clientFor[C any](f *Fleet, account models.Account, of models.Resource) (able C, err error) {
	client, err := f.Client(account)
	if err != nil {
		return able, err
	}
	able, ok := client.(C)
	if !ok || of.GoneAt != nil {
		return able, models.ErrNotFound
	}
	return able, nil
}
