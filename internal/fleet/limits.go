package fleet

import (
	"context"
	"strings"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// limitsList is the key under which an account remembers when its limits were
// read, and limitsEvery how long they stay fresh.
const (
	limitsList  = "limits"
	limitsEvery = 6 * time.Hour
)

// readLimits asks the provider for the account's own rate limits. A failure
// changes nothing: the documented limits go on to hold.
func (f *Fleet) readLimits(ctx context.Context, account models.Account, health *models.Health) {
	if f.store.Now().Sub(health.Checks[limitsList].At) < limitsEvery {
		return
	}
	client, err := f.Client(account)
	if err != nil {
		return
	}
	reader, ok := client.(providers.LimitReader)
	if !ok {
		return
	}
	limits, err := reader.Limits(providers.WithPriority(ctx, providers.Background))
	if err != nil || len(limits) == 0 {
		return
	}
	f.mu.Lock()
	if have := f.open[account.ID]; have != nil {
		have.limits.adopt(limits)
	}
	f.mu.Unlock()
	health.Limits = limits
	health.Checks[limitsList] = models.Check{At: f.store.Now(), Items: len(limits)}
}

// Room fails with a Limit error while the account's limits leave no place for
// a documented call.
func (f *Fleet) Room(ctx context.Context, account models.ID, op providers.OpID) error {
	row, ok := providers.Lookup(op)
	f.mu.Lock()
	have := f.open[account]
	f.mu.Unlock()
	if !ok || have == nil {
		return nil
	}
	method, _, _ := strings.Cut(row.Method, ",")
	return have.limits.room(ctx, providers.Call{Op: op, Method: method, Path: row.Path})
}
