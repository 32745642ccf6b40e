package fleet

import (
	"context"
	"errors"
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
	account, scope, err := f.store.WorkerAccount(ctx, account.TeamID, account.ID)
	if err != nil {
		return err
	}
	reader, err := clientFor[providers.BillingReader](f, account, billing)
	if err != nil {
		return err
	}
	_, err = f.looks.once(ctx, billing.ID, models.BillingPart, func(ctx context.Context) (any, error) {
		return nil, f.readBilling(ctx, reader, account, scope, billing)
	})
	return err
}

func (f *Fleet) readBilling(ctx context.Context, reader providers.BillingReader, account models.Account, scope models.Scope, billing models.Resource) error {
	intake := f.Intake(account, scope)
	intake.Began = f.store.Now()
	item, err := reader.Billing(ctx, billing.Ref())
	if waits(err) {
		return err
	}
	now := f.store.Now()
	check := models.PartCheck{ReadAt: &now}
	if err != nil {
		f.log.Warn("billing account not read", "billing", billing.ID, "error", err)
		check = models.PartCheck{FailedAt: &now, Error: providers.Sentence(err)}
	} else if _, err := intake.One(ctx, billing.Source, item); err != nil {
		return err
	}
	recorded := scope.RecordPart(context.WithoutCancel(ctx), billing, models.BillingPart, check)
	f.publish(account, string(providers.KindBilling), int64(billing.ID))
	f.publish(account, string(providers.KindBilling), 0)
	return errors.Join(err, recorded)
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
