package models

import (
	"context"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// unpaidMost bounds how many unpaid things are looked at.
const unpaidMost = 1000

// unpaid limits a query to what waits for a payment.
func (sc Scope) unpaid(ctx context.Context) *gorm.DB {
	return sc.rows(ctx).Model(&Resource{}).Where("gone_at IS NULL").
		Where("(kind = ? AND state = ?) OR (kind = ? AND json_extract(facts, '$.stage') = ?)",
			providers.KindInvoice, providers.Waiting, providers.KindOrder, providers.OrderUnpaid)
}

// Unpaid returns the invoices and orders of all visible accounts that wait for
// a payment.
func (sc Scope) Unpaid(ctx context.Context) (rows []Resource, err error) {
	err = sc.unpaid(ctx).Order("id").Limit(unpaidMost).Find(&rows).Error
	return rows, err
}

// CountUnpaid counts them.
func (sc Scope) CountUnpaid(ctx context.Context) (n int64, err error) {
	return remember(ctx, sc.store, sc.key("unpaid"), func(ctx context.Context) (n int64, err error) {
		err = sc.unpaid(ctx).Count(&n).Error
		return n, err
	})
}
