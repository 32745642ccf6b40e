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
	// Began is when the listing was asked for, if known: what was read by
	// itself since then is newer and stays.
	Began time.Time
	// By is the operation that reads a thing by itself, nil for a refresh: what
	// came up since it was asked for is its doing.
	By *Operation
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
	if err := in.adopt(ctx, known, source, listing.Items); err != nil {
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
		if in.newer(known[key]) {
			continue
		}
		if write := in.compare(known[key], item, source.Name, now); write != nil {
			writes = append(writes, write)
		}
	}
	check := Check{At: now, Items: len(seen), Every: source.Every, Partial: !listing.Complete}
	if listing.Complete {
		missing := missingRows(known, seen)
		doubted := in.doubt(&check, source, doubtful(known, missing))
		for _, row := range missing {
			if !in.newer(row) {
				writes = append(writes, missed(row, now, doubted[row.Kind]))
			}
		}
	}
	changed, err := in.run(ctx, writes)
	return Outcome{Changed: changed, Check: check}, err
}

// doubtMost is how long a list that lacks over half of what was known is
// doubted; what it says for so long is true.
const doubtMost = time.Hour

// doubt notes on the check what is doubted, and returns it.
func (in Intake) doubt(check *Check, source providers.Source, doubted map[providers.Kind]bool) map[providers.Kind]bool {
	if len(doubted) == 0 || source.Parent != "" {
		return nil // Parts are few: the last two of three may well be gone.
	}
	since := in.Account.Checks[source.Name].DoubtSince
	if since.IsZero() {
		since = check.At
	}
	if check.At.Sub(since) > doubtMost {
		return nil
	}
	check.Doubt, check.DoubtSince = true, since
	return doubted
}

func (in Intake) known(ctx context.Context, source providers.Source) (map[string]*Resource, error) {
	var rows []Resource
	query := in.Scope.rows(ctx).Where("account_id = ? AND kind IN ?", in.Account.ID, source.Kinds)
	if source.Location != "" {
		query = query.Where("location = ?", source.Location)
	}
	if source.Parent != "" {
		query = query.Where("parent = ?", source.Parent)
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
			if err := in.current(tx); err != nil {
				return err
			}
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
