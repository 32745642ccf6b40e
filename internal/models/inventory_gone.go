package models

import (
	"sort"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
)

func missingRows(known map[string]*Resource, seen map[string]bool) (missing []*Resource) {
	for key, row := range known {
		if !seen[key] && row.GoneAt == nil {
			missing = append(missing, row)
		}
	}
	sort.Slice(missing, func(i, j int) bool { return missing[i].ID < missing[j].ID })
	return missing
}

// doubtful returns the kinds of which over half is missing at once.
func doubtful(known map[string]*Resource, missing []*Resource) map[providers.Kind]bool {
	present, lost := map[providers.Kind]int{}, map[providers.Kind]int{}
	for _, row := range known {
		if row.GoneAt == nil {
			present[row.Kind]++
		}
	}
	for _, row := range missing {
		lost[row.Kind]++
	}
	doubted := map[providers.Kind]bool{}
	for kind, n := range lost {
		if n > 1 && n*2 > present[kind] {
			doubted[kind] = true
		}
	}
	return doubted
}

// newer reports whether the thing was read by itself after the listing began.
func (in Intake) newer(row *Resource) bool {
	return row != nil && !in.Began.IsZero() && row.CheckedAt.After(in.Began)
}

// missed counts that a complete list lacked the row. The second time it is
// gone, unless the list is doubted.
func missed(row *Resource, now time.Time, doubted bool) func(tx *gorm.DB) (ID, error) {
	return func(tx *gorm.DB) (ID, error) {
		switch {
		case row.Missed == 0:
			return 0, unchanged(tx, row).Update("missed", 1).Error
		case doubted:
			return 0, nil
		}
		return row.ID, markGone(tx, row, now)
	}
}

// unchanged limits a write to the row as it was read.
func unchanged(tx *gorm.DB, row *Resource) *gorm.DB {
	return tx.Model(&Resource{}).Where("id = ? AND checked_at = ? AND missed = ?", row.ID, row.CheckedAt, row.Missed)
}

func markGone(tx *gorm.DB, row *Resource, now time.Time) error {
	done := unchanged(tx, row).Updates(map[string]any{"missed": 2, "gone_at": now, "checked_at": now})
	if done.Error != nil || done.RowsAffected == 0 {
		return done.Error
	}
	if err := forgetParts(tx, row, now); err != nil {
		return err
	}
	if err := forgetRecords(tx, row); err != nil {
		return err
	}
	return tx.Create(&Change{TeamID: row.TeamID, ResourceID: row.ID, At: now, Field: "gone", Before: row.Name,
		OperationID: workingOn(tx, *row)}).Error
}
