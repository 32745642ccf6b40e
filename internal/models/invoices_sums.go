package models

import (
	"context"
	"time"

	"pinfold/internal/providers"
)

// InvoiceSum is what one invoice or order asks for. The amounts are decimal
// numbers in the account's currency, "" where they are not told.
type InvoiceSum struct {
	AccountID ID
	Kind      providers.Kind
	Total     string
	// Left is what is still to be paid, "0" for what is paid.
	Left string
}

// InvoiceSums are the amounts of all invoices and orders that fit the query, to
// be added by currency.
func (sc Scope) InvoiceSums(ctx context.Context, q InvoiceQuery) (sums []InvoiceSum, err error) {
	query, err := sc.invoices(ctx, q)
	if err != nil {
		return nil, err
	}
	err = query.Select("account_id, kind, " +
		"COALESCE(json_extract(facts, '$.total'), json_extract(facts, '$.amount'), '') AS total, " +
		"CASE WHEN NOT " + invoiceUnpaid + " THEN '0' ELSE COALESCE(json_extract(facts, '$.left'), json_extract(facts, '$.amount'), '') END AS left").
		Scan(&sums).Error
	return sums, err
}

// InvoiceMonths are the newest months that invoices and orders are for, such as
// "2026-11".
func (sc Scope) InvoiceMonths(ctx context.Context, limit int) (months []string, err error) {
	query, err := sc.invoices(ctx, InvoiceQuery{Show: InvoicesAll})
	if err != nil {
		return nil, err
	}
	err = query.Select("DISTINCT substr("+invoiceBegan+", 1, 7) AS month").Order("month DESC").Limit(limit).Pluck("month", &months).Error
	return months, err
}

// BillingAccounts are the present billing accounts, by name.
func (sc Scope) BillingAccounts(ctx context.Context) (rows []Resource, err error) {
	err = sc.rows(ctx).Where("kind = ? AND gone_at IS NULL", providers.KindBilling).Order("LOWER(name), account_id, id").Find(&rows).Error
	return rows, err
}

// DueInvoices are the unpaid invoices that fall due before a moment, the first
// to fall due first, and how many there are. Orders have no such day.
func (sc Scope) DueInvoices(ctx context.Context, before time.Time, limit int) (rows []Resource, total int64, err error) {
	due := func(limit int) (found []Resource, n int64, err error) {
		query, err := sc.invoices(ctx, InvoiceQuery{})
		if err != nil {
			return nil, 0, err
		}
		query = query.Where("kind = ? AND "+invoiceDue+" < ?", providers.KindInvoice, before.UTC().Format(time.RFC3339))
		if limit == 0 {
			err = query.Count(&n).Error
			return nil, n, err
		}
		err = query.Order(invoiceDue + ", id").Limit(limit).Find(&found).Error
		return found, 0, err
	}
	if _, total, err = due(0); err != nil || total == 0 {
		return nil, total, err
	}
	rows, _, err = due(limit)
	return rows, total, err
}

// ReadInvoice tells how the last reading of an invoice by itself went.
func (sc Scope) ReadInvoice(ctx context.Context, invoice Resource) (PartCheck, error) {
	checks, err := sc.PartChecks(ctx, invoice.ID)
	return checks[InvoicePart], err
}

// InvoicePart is the name under which readings of an invoice are recorded.
const InvoicePart = "invoice"
