package fleet

import (
	"context"
	"errors"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// UsageEvery is how often a server's usage is asked for at most; GaugesEvery
// how often its gauges are kept as a sample.
const (
	UsageEvery  = 5 * time.Minute
	GaugesEvery = 15 * time.Minute
)

// UsagePart is the name under which the reading of usage is recorded.
const UsagePart = "usage"

// usageLeast is how far back the first question goes at least: one call then
// serves a day of looking.
const usageLeast = 24 * time.Hour

// MetersUsage reports whether an account's provider tells usage over time.
func (f *Fleet) MetersUsage(account models.Account) bool {
	_, ok := f.vendors[account.Provider].Zero.(providers.UsageMeter)
	return ok
}

// UsageNext is when a server's usage may be asked for again: now or earlier
// if it may at once.
func UsageNext(check models.PartCheck) time.Time {
	if at := check.TriedAt(); !at.IsZero() {
		return at.Add(UsageEvery)
	}
	return time.Time{}
}

// ReadUsage asks the provider for the samples of a server that are missing
// since from, at most once in UsageEvery and never ahead of what a person
// clicked. It returns a Limit error where the account has no room for it now.
func (f *Fleet) ReadUsage(ctx context.Context, account models.Account, ref providers.Ref, from time.Time) error {
	account, scope, err := f.store.WorkerAccount(ctx, account.TeamID, account.ID)
	if err != nil {
		return err
	}
	server, err := scope.ResourceByRef(ctx, account.ID, providers.KindServer, ref)
	if err != nil || server.GoneAt != nil {
		return err
	}
	client, err := f.Client(account)
	if err != nil {
		return err
	}
	meter, ok := client.(providers.UsageMeter)
	if !ok {
		return nil
	}
	_, err = f.looks.once(providers.WithPriority(ctx, providers.Background), server.ID, UsagePart, func(ctx context.Context) (any, error) {
		return nil, f.readUsage(ctx, scope, server, meter, from)
	})
	return err
}

func (f *Fleet) readUsage(ctx context.Context, scope models.Scope, server models.Resource, meter providers.UsageMeter, from time.Time) error {
	checks, err := scope.PartChecks(ctx, server.ID)
	if err != nil {
		return err
	}
	now, check := f.store.Now(), checks[UsagePart]
	if UsageNext(check).After(now) {
		return nil
	}
	newest, err := scope.NewestSamples(ctx, []models.ID{server.ID})
	if err != nil {
		return err
	}
	start, since := missingSince(check, newest[server.ID], from, now)
	samples, err := meter.Usage(ctx, server.Ref(), start, now)
	if waits(err) {
		return err
	}
	if err != nil {
		f.log.Warn("usage not read", "server", server.ID, "error", err)
		failed := models.PartCheck{FailedAt: &now, Error: providers.Sentence(err)}
		return errors.Join(err, scope.RecordPart(context.WithoutCancel(ctx), server, UsagePart, failed))
	}
	if err := scope.AddSamples(ctx, server, samples); err != nil {
		return err
	}
	return scope.RecordPart(ctx, server, UsagePart, models.PartCheck{ReadAt: &now, Items: len(samples), Since: &since})
}

// missingSince returns from when on samples are missing, and how far back
// they are complete once they are here.
func missingSince(check models.PartCheck, newest, from, now time.Time) (start, since time.Time) {
	if least := now.Add(-usageLeast); from.After(least) {
		from = least
	}
	if oldest := now.Add(-models.KeepSamples); from.Before(oldest) {
		from = oldest
	}
	if check.Since == nil || newest.IsZero() || newest.Before(from) || check.Since.After(from) {
		return from, from
	}
	return newest, *check.Since
}
