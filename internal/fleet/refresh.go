package fleet

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"time"

	"pinfold/internal/feed"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// The back-off of an account that fails.
const (
	firstBackoff = 10 * time.Second
	lastBackoff  = 5 * time.Minute
	// lastRefused is the longest back-off while the credentials are refused, which
	// only a person can end: some providers lock out who tries again and again.
	lastRefused = time.Hour
	// idle is how long an account without lists rests.
	idle = 5 * time.Minute
)

// Refresh reads what is due of an account and stores what changed. A failure
// is recorded on the account; it is returned only if the record failed.
func (f *Fleet) Refresh(ctx context.Context, team, id models.ID) error {
	account, scope, well, err := f.refreshAlone(ctx, team, id)
	if well { // What follows keeps nobody from asking for another refresh.
		f.readZones(providers.WithPriority(ctx, providers.Background), account, scope)
	}
	if errors.Is(err, models.ErrNotFound) {
		return nil
	}
	return err
}

// refreshAlone refreshes an account unless that is under way: the one that runs
// looks at its end whether it was asked again.
func (f *Fleet) refreshAlone(ctx context.Context, team, id models.ID) (account models.Account, scope models.Scope, well bool, err error) {
	if _, running := f.reading.LoadOrStore(id, true); running {
		return account, scope, false, nil
	}
	defer f.reading.Delete(id)
	if account, scope, err = f.store.WorkerAccount(ctx, team, id); err == nil {
		well, err = f.refresh(ctx, account, scope)
	}
	return account, scope, well, err
}

// refresh reads the lists that are due. It returns whether all went well.
func (f *Fleet) refresh(ctx context.Context, account models.Account, scope models.Scope) (well bool, err error) {
	health := models.Health{Checks: maps.Clone(account.Checks), Limits: account.Limits}
	if health.Checks == nil {
		health.Checks = map[string]models.Check{}
	}
	if !account.NeedsCredentials() {
		f.readLimits(ctx, account, &health)
	}
	next, err := f.readDue(providers.WithPriority(ctx, f.urgency(account)), account, scope, health.Checks)
	health.Err, health.Put = err, waits(err)
	health.NextRefresh = f.store.Now().Add(f.rest(account, next, err))
	if err := scope.RecordHealth(ctx, account, health); err != nil {
		return false, err
	}
	f.publish(account, "account", int64(account.ID))
	f.publish(account, "server", 0)
	return health.Err == nil, nil
}

// urgency lets a person who asks for a refresh use all of the limits, as for
// any click; the panel by itself uses half.
func (f *Fleet) urgency(account models.Account) providers.Priority {
	if account.AskedAt != nil && (account.RefreshedAt == nil || account.AskedAt.After(*account.RefreshedAt)) &&
		f.store.Now().Sub(*account.AskedAt) < time.Minute {
		return providers.Interactive
	}
	return providers.Background
}

// rest is how long to wait until the next refresh.
func (f *Fleet) rest(account models.Account, next time.Duration, err error) time.Duration {
	if err == nil {
		return jitter(next)
	}
	var e *providers.Error
	if errors.As(err, &e) && e.Kind == providers.ErrLimit {
		return max(e.RetryAfter, time.Second)
	}
	last := lastBackoff
	if providers.KindOf(err) == providers.ErrAuth {
		last = lastRefused
	}
	return jitter(min(firstBackoff<<min(account.Failures, 10), last))
}

// waits reports whether the panel's own count of calls put a refresh off: no
// call was made, so nothing is wrong with the account.
func waits(err error) bool {
	var e *providers.Error
	return errors.As(err, &e) && e.Kind == providers.ErrLimit && e.NotSent
}

func jitter(d time.Duration) time.Duration {
	return d - d/10 + time.Duration(rand.Int64N(int64(d/5)+1))
}

// readDue reads every list that is due and returns when the next one is. One
// failing list does not keep the others from being read, unless the credentials
// are refused.
func (f *Fleet) readDue(ctx context.Context, account models.Account, scope models.Scope, checks map[string]models.Check) (time.Duration, error) {
	client, err := f.Client(account)
	if err != nil {
		return idle, err
	}
	inventory, ok := client.(providers.Inventory)
	if !ok {
		return idle, nil
	}
	next, done := idle, round{}
	for _, source := range inventory.Sources() {
		if done.hopeless() {
			break
		}
		due := checks[source.Name].At.Add(source.Every - source.Every/10)
		if wait := due.Sub(f.store.Now()); wait > 0 && !asked(account, source) {
			next = min(next, wait)
			continue
		}
		next = min(next, source.Every)
		done.add(f.read(ctx, account, scope, source, checks))
	}
	return next, errors.Join(done.errs...)
}

// asked reports whether a person asked for a refresh since the list was read:
// short-lived lists are then read ahead of time.
func asked(account models.Account, source providers.Source) bool {
	return account.AskedAt != nil && source.Every <= idle && account.AskedAt.After(account.Checks[source.Name].At)
}

func (f *Fleet) read(ctx context.Context, account models.Account, scope models.Scope, source providers.Source, checks map[string]models.Check) error {
	intake := f.Intake(account, scope)
	intake.Began = f.store.Now()
	listing, err := source.Read(ctx)
	if err != nil {
		f.log.Warn("refresh failed", "account", account.ID, "list", source.Name, "error", err)
		return err
	}
	outcome, err := intake.List(ctx, source, listing)
	if err != nil {
		return err
	}
	checks[source.Name] = outcome.Check
	if err := f.sample(ctx, account, scope, source, outcome.Changed); err != nil {
		f.log.Warn("gauges not kept", "account", account.ID, "error", err)
	}
	for _, id := range outcome.Changed {
		f.publish(account, string(source.Kinds[0]), int64(id))
	}
	return nil
}

// Intake stores what a provider tells about the account.
func (f *Fleet) Intake(account models.Account, scope models.Scope) models.Intake {
	return models.Intake{
		Scope: scope, Account: account,
		Seal: func(row models.ID, values map[string]secrets.Text) ([]byte, error) {
			return f.keys.SealMap(SecretsOf(account.TeamID, row), values)
		},
		Digest: f.keys.Digest,
	}
}

func (f *Fleet) publish(account models.Account, kind string, id int64) {
	f.bus.Publish(feed.Event{Team: int64(account.TeamID), Account: int64(account.ID), Kind: kind, ID: id})
}
