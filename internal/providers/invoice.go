package providers

import (
	"context"

	"github.com/shopspring/decimal"
)

// InvoiceReader reads one invoice with its lines and payments (IDC-73).
type InvoiceReader interface {
	// Invoice returns a Permission or NotFound error for one that the account
	// does not have. The facts are InvoiceFacts, the gauges InvoiceGauges.
	Invoice(ctx context.Context, ref Ref) (Observation, error)
}

// InvoicePayer pays what an invoice still asks for (IDC-77). It charges the
// billing account's card or credit each time it is sent.
type InvoicePayer interface {
	InvoiceReader
	PayInvoice(ctx context.Context, ref Ref) error
}

// DebtReader tells what a billing account owes.
type DebtReader interface {
	// Unpaid is what all its invoices still ask for, tax included (IDC-63).
	Unpaid(ctx context.Context, billing Ref) (decimal.Decimal, error)
	// Invoices are all invoices of the billing account (IDC-74). A list that may
	// lack some is an error.
	Invoices(ctx context.Context, billing Ref) ([]Observation, error)
}

// AmountPayer pays an amount towards the oldest unpaid invoices of a billing
// account (IDC-76), another time each time it is sent.
type AmountPayer interface {
	DebtReader
	PayAmount(ctx context.Context, billing Ref, amount decimal.Decimal) (Payment, error)
}

// DebtPayer pays all unpaid invoices of a billing account (IDC-75).
type DebtPayer interface {
	DebtReader
	PayAll(ctx context.Context, billing Ref) (Payment, error)
}

// Payment is the answer to a payment, as far as the provider tells.
type Payment struct {
	// Used is what was paid, a decimal number, "" if it was not told.
	Used string `json:"used,omitempty"`
	// Invoices are the IDs of those that were paid in full or in part.
	Invoices []string `json:"invoices,omitempty"`
}
