package models

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

// ChildCounts tells how the operations of a bulk run stand.
type ChildCounts struct{ Open, Succeeded, Failed, Unknown int64 }

// ChildCounts counts the operations of a bulk run by how they stand.
func (sc Scope) ChildCounts(ctx context.Context, parent Operation) (n ChildCounts, err error) {
	err = sc.rows(ctx).Model(&Operation{}).Where("parent_id = ?", parent.ID).Select(
		"COALESCE(SUM(CASE WHEN status IN ('waiting','running') THEN 1 ELSE 0 END),0) AS open",
		"COALESCE(SUM(CASE WHEN status = 'succeeded' THEN 1 ELSE 0 END),0) AS succeeded",
		"COALESCE(SUM(CASE WHEN status IN ('failed','cancelled') THEN 1 ELSE 0 END),0) AS failed",
		"COALESCE(SUM(CASE WHEN status = 'unknown' THEN 1 ELSE 0 END),0) AS unknown").Scan(&n).Error
	return n, err
}

// ServersPerAccount counts the present servers of each visible account.
func (sc Scope) ServersPerAccount(ctx context.Context) (map[ID]int64, error) {
	var rows []struct {
		AccountID ID
		N         int64
	}
	err := sc.rows(ctx).Model(&Resource{}).Where("kind = ? AND gone_at IS NULL", providers.KindServer).
		Select("account_id, COUNT(*) AS n").Group("account_id").Scan(&rows).Error
	counts := make(map[ID]int64, len(rows))
	for _, row := range rows {
		counts[row.AccountID] = row.N
	}
	return counts, err
}

// ErrBusy is returned when operations that have not ended stand in the way.
var ErrBusy = errors.New("operations have not ended")

// idle fails with ErrBusy while operations of the account have not ended.
func idle(tx *gorm.DB, account ID) error {
	var n int64
	err := tx.Model(&Operation{}).Where("account_id = ? AND status IN ?", account,
		[]Status{StatusWaiting, StatusRunning, StatusUnknown}).Count(&n).Error
	if err == nil && n > 0 {
		return ErrBusy
	}
	return err
}
