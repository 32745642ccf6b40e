package models

import (
	"context"
	"encoding/base64"
	"fmt"

	"gorm.io/gorm"

	"pinfold/internal/secrets"
)

// CountSealed counts the sealed values by the id of their key; 0 stands for
// values that have none.
func (s *Store) CountSealed(ctx context.Context) (map[uint32]int64, error) {
	return countSealed(s.reader(ctx))
}

func countSealed(db *gorm.DB) (map[uint32]int64, error) {
	counts := map[uint32]int64{}
	for _, c := range sealedColumns {
		var found []struct {
			Mark  []byte
			Count int64
		}
		err := db.Raw(fmt.Sprintf(`SELECT substr(%s, 1, 5) AS mark, count(*) AS count FROM %s
			WHERE length(%[1]s) > 0 GROUP BY 1`, c.Column, c.Table)).Scan(&found).Error
		if err != nil {
			return nil, err
		}
		for _, row := range found {
			id, _ := secrets.SealedWith(row.Mark)
			counts[id] += row.Count
		}
	}
	var settings []Setting
	if err := db.Where("name IN ?", sealedSettings).Find(&settings).Error; err != nil {
		return nil, err
	}
	for _, row := range settings {
		sealed, _ := base64.StdEncoding.DecodeString(row.Value)
		id, _ := secrets.SealedWith(sealed)
		counts[id]++
	}
	return counts, nil
}

// IfNoneSealedWith runs fn in a transaction that keeps all others from writing,
// if no value is sealed with one of the keys; else it returns how many are.
func (s *Store) IfNoneSealedWith(ctx context.Context, ids []uint32, entry Audit, fn func() error) (left int64, err error) {
	err = s.inWrite(ctx, func(tx *gorm.DB) error {
		counts, err := countSealed(tx)
		if err != nil {
			return err
		}
		for _, id := range ids {
			left += counts[id]
		}
		if left > 0 {
			return nil
		}
		if err := s.audit(tx, entry); err != nil {
			return err
		}
		return fn()
	})
	return left, err
}
