package actions

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// planResizeLater is for a provider that may plan the change for later.
func planResizeLater(t Target, in form.Values) Plan {
	facts := t.facts()
	p := Plan{Consequences: []Consequence{
		{Doubtful, t.Vendor.Name + " does not say whether the server restarts for it, nor when it happens: at once, or planned for later."},
		{Fine, "Addresses stay."},
	}}
	grows := numberIn(in, "memory_mb") > facts.MemoryMB || numberIn(in, "memory_max_mb") > facts.MemoryMaxMB ||
		numberIn(in, "disk_gb") > facts.DiskGB || in["support"] != ""
	if grows {
		p.Risk, p.Cost = SpendsMoney, noPrice(t)
	}
	if gb := numberIn(in, "disk_gb"); gb > 0 && gb < facts.DiskGB {
		p.Risk, p.TypedName = max(p.Risk, Destructive), t.Name()
		p.Consequences = append([]Consequence{{Loss, fmt.Sprintf(
			"The disk shrinks from %d to %d GB. What does not fit may be lost for good.", facts.DiskGB, gb)}}, p.Consequences...)
	}
	return p
}

// showsWithin is how long a change may take to show before it is taken for one
// that the provider planned for later.
const showsWithin = 15 * time.Second

// orLater ends the wait for a change that the provider took and may have
// planned for later: a server that is not at work and does not show it then
// does so some other day.
func (r *Run) orLater(ctx context.Context, step string, err error) error {
	var snooze *Snooze
	if !errors.As(err, &snooze) {
		return err
	}
	row, ok, readErr := r.Lease.Journal(ctx, step)
	if readErr != nil {
		return readErr
	}
	if !ok || row.EndedAt == nil || r.Now().Sub(*row.EndedAt) < showsWithin {
		return err
	}
	if r.seen == providers.Working {
		return err
	}
	return r.Lease.Log(ctx, "read", r.Vendor.Name+" took the change and does not show it yet. It may be planned for later, which its API does not tell.")
}
