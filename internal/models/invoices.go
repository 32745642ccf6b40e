package models

import (
	"context"
	"strings"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// The shelves of invoices and orders.
const (
	InvoicesUnpaid  = ""
	InvoicesOverdue = "overdue"
	InvoicesPaid    = "paid"
	InvoicesAll     = "all"
)

// InvoiceQuery is what the list of invoices and orders is asked for.
type InvoiceQuery struct {
	Show string
	Text string
	// Accounts and Billing, which are ids of rows of billing accounts, limit the
	// list; none means any.
	Accounts, Billing []ID
	// Months are those in which what was charged began, such as "2026-11".
	Months []string
	// Sort is a key of invoiceSorts, with a minus for the other way round.
	Sort          string
	Offset, Limit int
}

// Invoice decodes the facts of an invoice.
func (r Resource) Invoice() providers.InvoiceFacts { return decode[providers.InvoiceFacts](r.Facts) }

// Payments are the payments of an invoice, the oldest first.
func (r Resource) Payments() []providers.Transaction {
	return decode[providers.InvoiceGauges](r.Gauges).Transactions
}

const (
	invoiceUnpaid = `((kind = 'invoice' AND state = 'waiting') OR (kind = 'order' AND json_extract(facts, '$.stage') = 'unpaid'))`
	invoicePaid   = `((kind = 'invoice' AND state = 'available') OR (kind = 'order' AND json_extract(facts, '$.stage') IN ('paid', 'installed', 'ended')))`
	invoiceDue    = `json_extract(facts, '$.due_at')`
	invoiceTotal  = `CAST(COALESCE(json_extract(facts, '$.total'), json_extract(facts, '$.amount')) AS REAL)`
	invoiceBegan  = `COALESCE(json_extract(facts, '$.period_start'), json_extract(facts, '$.issued_at'), first_seen)`
	invoiceIssued = `COALESCE(json_extract(facts, '$.issued_at'), first_seen)`
)

// invoiceSorts are the orders of the list. Amounts are compared as numbers,
// whatever their currency.
var invoiceSorts = map[string]string{
	"number":  "LOWER(name)",
	"period":  invoiceBegan,
	"due":     invoiceDue,
	"amount":  invoiceTotal,
	"account": "(SELECT LOWER(label) FROM accounts WHERE accounts.id = resources.account_id)",
	"state":   "CASE WHEN " + invoiceUnpaid + " THEN 0 ELSE 1 END",
}

// Invoices lists invoices and orders: unpaid ones first, as they fall due, then
// the newest. The second result counts all that fit.
func (sc Scope) Invoices(ctx context.Context, q InvoiceQuery) (rows []Resource, total int64, err error) {
	if total, err = sc.CountInvoices(ctx, q); err != nil || total == 0 {
		return nil, total, err
	}
	query, err := sc.invoices(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	err = query.Order(invoiceOrder(q.Sort)).Offset(q.Offset).Limit(q.Limit).Find(&rows).Error
	return rows, total, err
}

func invoiceOrder(sort string) string {
	const attention = "CASE WHEN " + invoiceUnpaid + " THEN COALESCE(" + invoiceDue + ", '9998') ELSE '9999' END, " + invoiceIssued + " DESC, id DESC"
	key, down := strings.CutPrefix(sort, "-")
	by, ok := invoiceSorts[key]
	switch {
	case !ok:
		return attention
	case down:
		return by + " DESC NULLS LAST, " + attention
	}
	return by + " NULLS LAST, " + attention
}

// CountInvoices counts what a query leaves.
func (sc Scope) CountInvoices(ctx context.Context, q InvoiceQuery) (n int64, err error) {
	query, err := sc.invoices(ctx, q)
	if err != nil {
		return 0, err
	}
	err = query.Count(&n).Error
	return n, err
}

func (sc Scope) invoices(ctx context.Context, q InvoiceQuery) (*gorm.DB, error) {
	db := sc.rows(ctx).Model(&Resource{}).Where("kind IN ?", []providers.Kind{providers.KindInvoice, providers.KindOrder})
	switch q.Show {
	case InvoicesAll:
	case InvoicesPaid:
		db = db.Where("gone_at IS NULL").Where(invoicePaid)
	case InvoicesOverdue:
		db = db.Where("gone_at IS NULL").Where(invoiceUnpaid).Where(invoiceDue+" < ?", sc.store.Now().UTC().Format(time.RFC3339))
	default:
		db = db.Where("gone_at IS NULL").Where(invoiceUnpaid)
	}
	for _, word := range searchWords(q.Text) {
		db = db.Where(`search LIKE ? ESCAPE '\'`, "%"+escapeLike(word)+"%")
	}
	if len(q.Accounts) > 0 {
		db = db.Where("account_id IN ?", q.Accounts)
	}
	if len(q.Months) > 0 {
		db = db.Where("substr("+invoiceBegan+", 1, 7) IN ?", q.Months)
	}
	return sc.billedTo(ctx, db, q.Billing)
}

// billedTo leaves what was written to one of the billing accounts.
func (sc Scope) billedTo(ctx context.Context, db *gorm.DB, billing []ID) (*gorm.DB, error) {
	if len(billing) == 0 {
		return db, nil
	}
	var accounts []Resource
	err := sc.rows(ctx).Where("kind = ? AND id IN ?", providers.KindBilling, billing).Find(&accounts).Error
	any := sc.store.reader(ctx).Where("1 = 0")
	for _, b := range accounts {
		any = any.Or("account_id = ? AND json_extract(facts, '$.billing') = ?", b.AccountID, b.ExternalID)
	}
	return db.Where(any), err
}
