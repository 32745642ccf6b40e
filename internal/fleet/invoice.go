package fleet

import (
	"context"
	"errors"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// invoiceEvery is how long an unpaid invoice stays fresh for somebody who opens
// it; a paid one does not change any more.
const invoiceEvery = 2 * time.Minute

// InvoiceDue reports whether an invoice should be read for somebody who opens
// it.
func (f *Fleet) InvoiceDue(account models.Account, invoice models.Resource, check models.PartCheck) bool {
	if _, ok := f.vendors[account.Provider].Zero.(providers.InvoiceReader); !ok || invoice.GoneAt != nil {
		return false
	}
	now := f.store.Now()
	if check.FailedAt != nil && now.Sub(*check.FailedAt) < partRest {
		return false
	}
	return check.ReadAt == nil || invoice.State != providers.Available && now.Sub(*check.ReadAt) >= invoiceEvery
}

// ReadInvoice reads one invoice and stores it (IDC-73). A failure is recorded
// for the page and returned; what was known stays.
func (f *Fleet) ReadInvoice(ctx context.Context, account models.Account, invoice models.Resource) error {
	account, scope, err := f.store.WorkerAccount(ctx, account.TeamID, account.ID)
	if err != nil {
		return err
	}
	client, err := f.Client(account)
	if err != nil {
		return err
	}
	reader, ok := client.(providers.InvoiceReader)
	if !ok || invoice.GoneAt != nil {
		return nil
	}
	_, err = f.looks.once(ctx, invoice.ID, models.InvoicePart, func(ctx context.Context) (any, error) {
		return nil, f.readInvoice(ctx, reader, account, scope, invoice)
	})
	return err
}

func (f *Fleet) readInvoice(ctx context.Context, reader providers.InvoiceReader, account models.Account, scope models.Scope, invoice models.Resource) error {
	intake := f.Intake(account, scope)
	intake.Began = f.store.Now()
	item, err := reader.Invoice(ctx, invoice.Ref())
	if waits(err) {
		return err
	}
	now := f.store.Now()
	check := models.PartCheck{ReadAt: &now}
	if err != nil {
		f.log.Warn("invoice not read", "invoice", invoice.ID, "error", err)
		check = models.PartCheck{FailedAt: &now, Error: providers.Sentence(err)}
	} else if _, err := intake.One(ctx, invoice.Source, item); err != nil {
		return err
	}
	recorded := scope.RecordPart(context.WithoutCancel(ctx), invoice, models.InvoicePart, check)
	f.publish(account, string(providers.KindInvoice), int64(invoice.ID))
	f.publish(account, string(providers.KindInvoice), 0)
	return errors.Join(err, recorded)
}
