package models

import (
	"context"
	"time"

	"pinfold/internal/providers"
)

// AlertMost bounds how many things one rule tells of.
const AlertMost = 500

// UnpaidInvoices returns the visible invoices that are not paid and are due
// before the moment, or have no day to be paid by.
func (sc Scope) UnpaidInvoices(ctx context.Context, before time.Time) ([]Resource, error) {
	var rows, due []Resource
	err := sc.rows(ctx).Where("kind = ? AND gone_at IS NULL AND COALESCE(json_extract(facts, '$.paid'), 0) = 0", providers.KindInvoice).
		Order("id DESC").Limit(AlertMost).Find(&rows).Error
	for _, r := range rows {
		if at := decode[providers.InvoiceFacts](r.Facts).DueAt; at.IsZero() || at.Before(before) {
			due = append(due, r)
		}
	}
	return due, err
}
