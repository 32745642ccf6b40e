package models

import (
	"context"
	"encoding/json"
	"sort"
	"strings"
	"time"

	"gorm.io/gorm"

	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// batch bounds a write transaction of a refresh, so that a click never waits
// long for the writer.
const batch = 100

// Intake stores what a provider told about one account.
type Intake struct {
	Scope   Scope
	Account Account
	// Seal seals the secrets of a resource; Digest tells whether they changed
	// without storing them in the open.
	Seal   func(row ID, values map[string]secrets.Text) ([]byte, error)
	Digest func(values map[string]secrets.Text) string
}

// Outcome tells what an intake changed.
type Outcome struct {
	Changed []ID
	Check   Check
}

// List compares a listing with what is known and writes only what changed.
// What a complete listing lacks twice in a row is gone; a complete listing
// that lacks over half of what was known is doubted and removes nothing.
func (in Intake) List(ctx context.Context, source providers.Source, listing providers.Listing) (Outcome, error) {
	known, err := in.known(ctx, source)
	if err != nil {
		return Outcome{}, err
	}
	now := in.Scope.store.Now()
	var writes []func(tx *gorm.DB) (ID, error)
	seen := map[string]bool{}
	for _, item := range listing.Items {
		key := resourceKey(item.Kind, item.Location, item.ID)
		if seen[key] {
			continue
		}
		seen[key] = true
		if write := in.compare(known[key], item, source.Name, now); write != nil {
			writes = append(writes, write)
		}
	}
	check := Check{At: now, Items: len(seen)}
	if listing.Complete {
		missing := missingRows(known, seen)
		check.Doubt = len(missing) > 1 && len(missing)*2 > present(known)
		if !check.Doubt {
			for _, row := range missing {
				writes = append(writes, missed(row, now))
			}
		}
	}
	changed, err := in.run(ctx, writes)
	return Outcome{Changed: changed, Check: check}, err
}

// One stores a single observation, as read for one thing by itself.
func (in Intake) One(ctx context.Context, source string, item providers.Observation) (ID, error) {
	row, err := in.Scope.ResourceByRef(ctx, in.Account.ID, item.Kind, providers.Ref{ID: item.ID, Location: item.Location})
	known := &row
	if err != nil {
		if err != ErrNotFound {
			return 0, err
		}
		known = nil
	}
	now := in.Scope.store.Now()
	write := in.compare(known, item, source, now)
	if write == nil {
		write = touch(row.ID, now)
	}
	changed, err := in.run(ctx, []func(tx *gorm.DB) (ID, error){write})
	if err != nil || len(changed) == 0 {
		return row.ID, err
	}
	return changed[0], nil
}

// Gone marks a thing that the provider says does not exist.
func (in Intake) Gone(ctx context.Context, kind providers.Kind, ref providers.Ref) (ID, error) {
	row, err := in.Scope.ResourceByRef(ctx, in.Account.ID, kind, ref)
	if err != nil || row.GoneAt != nil {
		return row.ID, err
	}
	row.Missed = 1
	_, err = in.run(ctx, []func(tx *gorm.DB) (ID, error){missed(&row, in.Scope.store.Now())})
	return row.ID, err
}

func (in Intake) known(ctx context.Context, source providers.Source) (map[string]*Resource, error) {
	var rows []Resource
	query := in.Scope.rows(ctx).Where("account_id = ? AND kind IN ?", in.Account.ID, source.Kinds)
	if source.Location != "" {
		query = query.Where("location = ?", source.Location)
	}
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	known := make(map[string]*Resource, len(rows))
	for i := range rows {
		known[resourceKey(rows[i].Kind, rows[i].Location, rows[i].ExternalID)] = &rows[i]
	}
	return known, nil
}

func (in Intake) run(ctx context.Context, writes []func(tx *gorm.DB) (ID, error)) (changed []ID, err error) {
	for len(writes) > 0 {
		n := min(batch, len(writes))
		err := in.Scope.store.inWrite(ctx, func(tx *gorm.DB) error {
			for _, write := range writes[:n] {
				id, err := write(tx)
				if err != nil {
					return err
				}
				if id != 0 {
					changed = append(changed, id)
				}
			}
			return nil
		})
		if err != nil {
			return changed, err
		}
		writes = writes[n:]
	}
	return changed, nil
}

func missingRows(known map[string]*Resource, seen map[string]bool) (missing []*Resource) {
	for key, row := range known {
		if !seen[key] && row.GoneAt == nil {
			missing = append(missing, row)
		}
	}
	sort.Slice(missing, func(i, j int) bool { return missing[i].ID < missing[j].ID })
	return missing
}

func present(known map[string]*Resource) (n int) {
	for _, row := range known {
		if row.GoneAt == nil {
			n++
		}
	}
	return n
}

// touch records that a thing was read by itself and had not changed.
func touch(id ID, now time.Time) func(tx *gorm.DB) (ID, error) {
	return func(tx *gorm.DB) (ID, error) {
		return 0, tx.Model(&Resource{}).Where("id = ?", id).Updates(map[string]any{"checked_at": now}).Error
	}
}

func missed(row *Resource, now time.Time) func(tx *gorm.DB) (ID, error) {
	return func(tx *gorm.DB) (ID, error) {
		if row.Missed+1 < 2 {
			return 0, tx.Model(row).Where("id = ?", row.ID).Update("missed", row.Missed+1).Error
		}
		err := tx.Model(row).Where("id = ?", row.ID).Updates(map[string]any{"missed": 2, "gone_at": now}).Error
		if err != nil {
			return 0, err
		}
		return row.ID, tx.Create(&Change{TeamID: row.TeamID, ResourceID: row.ID, At: now, Field: "gone", Before: row.Name,
			OperationID: workingOn(tx, row.ID)}).Error
	}
}

func resourceKey(kind providers.Kind, location, id string) string {
	return string(kind) + "\x00" + location + "\x00" + id
}

func marshal(value any) json.RawMessage {
	if value == nil {
		return nil
	}
	data, err := json.Marshal(value)
	if err != nil {
		return nil
	}
	return data
}

func secretNames(values map[string]secrets.Text) string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	return strings.Join(names, ",")
}
