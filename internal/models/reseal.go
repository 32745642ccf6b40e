package models

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"pinfold/internal/secrets"
)

// resealBatch is how many values one transaction changes: a click waits no
// longer for the writer than it does for a refresh.
const resealBatch = 100

// Resealed counts what became of values that were sealed with an earlier key.
type Resealed struct {
	Done int
	// Closed are places, such as "accounts 12", that no key opens.
	Closed []string
}

// sealedValue is one sealed value and what it is bound to.
type sealedValue struct {
	At     int64
	Team   int64
	Row    int64
	Bound  string
	Sealed []byte
}

func (c SealedColumn) binding(v sealedValue) secrets.Binding {
	return secrets.Binding{Team: v.Team, Table: c.Table, Row: v.Row, Column: v.Bound}
}

// Reseal seals with the primary key what was sealed with others. It may run
// beside a panel that works and may be ended at any moment: a value is replaced
// only while it is what was read, and the next call goes on where this one
// ended. Progress is told after each batch.
func (s *Store) Reseal(ctx context.Context, keys *secrets.Keyring, progress func(done int)) (r Resealed, err error) {
	for _, column := range sealedColumns {
		if err := s.resealColumn(ctx, keys, column, &r, progress); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (s *Store) resealColumn(ctx context.Context, keys *secrets.Keyring, c SealedColumn, r *Resealed, progress func(int)) error {
	for last := int64(-1); ; {
		batch, err := s.sealedBatch(ctx, keys, c, last)
		if err != nil || len(batch) == 0 {
			return err
		}
		last = batch[len(batch)-1].At
		if err := s.resealBatch(ctx, keys, c, batch, r); err != nil {
			return err
		}
		progress(r.Done)
	}
}

// sealedBatch returns values of other keys behind the row.
func (s *Store) sealedBatch(ctx context.Context, keys *secrets.Keyring, c SealedColumn, last int64) (batch []sealedValue, err error) {
	err = s.reader(ctx).Raw(fmt.Sprintf(
		`SELECT rowid AS at, COALESCE(%s, 0) AS team, %s AS row, %s AS bound, %s AS sealed FROM %s
		WHERE rowid > ? AND length(%[4]s) > 0 AND substr(%[4]s, 1, 5) <> ? ORDER BY rowid LIMIT ?`,
		c.Team, c.Row, c.Bound, c.Column, c.Table), last, secrets.Mark(keys.Primary()), resealBatch).Scan(&batch).Error
	return batch, err
}

func (s *Store) resealBatch(ctx context.Context, keys *secrets.Keyring, c SealedColumn, batch []sealedValue, r *Resealed) error {
	type change struct {
		at       int64
		old, new []byte
	}
	var changes []change
	for _, v := range batch {
		fresh, err := reseal(keys, c.binding(v), v.Sealed)
		if err != nil {
			r.Closed = append(r.Closed, fmt.Sprint(c.Table, " ", v.At))
			continue
		}
		changes = append(changes, change{v.At, v.Sealed, fresh})
	}
	done := 0
	err := s.inWrite(ctx, func(tx *gorm.DB) error {
		update := fmt.Sprintf("UPDATE %s SET %s = ? WHERE rowid = ? AND %[2]s = ?", c.Table, c.Column)
		for _, change := range changes {
			result := tx.Exec(update, change.new, change.at, change.old)
			if result.Error != nil {
				return result.Error
			}
			done += int(result.RowsAffected)
		}
		return nil
	})
	if err == nil {
		r.Done += done
	}
	return err
}

func reseal(keys *secrets.Keyring, b secrets.Binding, sealed []byte) ([]byte, error) {
	plain, err := keys.Open(b, sealed)
	if err != nil {
		return nil, err
	}
	return keys.Seal(b, plain)
}
