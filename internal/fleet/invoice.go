package fleet

import (
	"context"
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
	_, ok := f.vendors[account.Provider].Zero.(providers.InvoiceReader)
	paid := check.ReadAt != nil && invoice.State == providers.Available
	return ok && !paid && f.openDue(invoice, check, invoiceEvery, false)
}

// ReadInvoice reads one invoice and stores it (IDC-73). A failure is recorded
// for the page and returned; what was known stays.
func (f *Fleet) ReadInvoice(ctx context.Context, account models.Account, invoice models.Resource) error {
	return f.readOpened(ctx, account, opened{r: invoice, part: models.InvoicePart, list: true}, func(client providers.Client) reader {
		if able, ok := client.(providers.InvoiceReader); ok {
			return able.Invoice
		}
		return nil
	})
}
