package fleet

import (
	"context"
	"strings"
	"time"

	"pinfold/internal/form"
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

// LimitState is how much of one rate limit is used, by this panel's own count.
type LimitState struct {
	providers.Limit
	Used, Left int
	// ResetsAt is when the next place becomes free, zero while none is used.
	ResetsAt time.Time
}

// Limits tells how the account's rate limits stand. What was called before
// this panel was started is not counted.
func (f *Fleet) Limits(account models.Account) []LimitState {
	f.mu.Lock()
	have := f.open[account.ID]
	f.mu.Unlock()
	if have == nil {
		vendor := f.vendors[account.Provider]
		return newLimiter(limitsOf(account, vendor), f.store.Now).states()
	}
	return have.limits.states()
}

// Verify asks the provider what the account's stored credentials can do. The
// calls count against the account's limits.
func (f *Fleet) Verify(ctx context.Context, account models.Account) (providers.Report, error) {
	client, err := f.Client(account)
	if err != nil {
		return providers.Report{}, err
	}
	return verify(ctx, client)
}

// Trade gets credentials for what is entered once, with a single attempt.
func (f *Fleet) Trade(ctx context.Context, v providers.Vendor, settings, entered form.Values) (form.Values, error) {
	ctx, cancel := context.WithTimeout(ctx, testTimeout)
	defer cancel()
	return v.Trade.Do(ctx, settings, entered, f.kit(v, newLimiter(v.Limits, f.store.Now)))
}
