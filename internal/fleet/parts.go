package fleet

import (
	"context"
	"errors"
	"slices"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// partRest is how long a part that could not be read is left alone, unless a
// person asks again.
const partRest = time.Minute

// PartSources are the lists of a server's parts that its provider has. It
// calls nothing.
func (f *Fleet) PartSources(account models.Account, server providers.Ref) []providers.Source {
	vendor := f.vendors[account.Provider]
	if parts, ok := vendor.Zero.(providers.ServerParts); ok {
		return parts.Parts(server)
	}
	return nil
}

// PartDue reports whether a part is old enough to be read again.
func (f *Fleet) PartDue(source providers.Source, check models.PartCheck) bool {
	return f.due(check, source.Every, false)
}

// due reports whether something should be read again: it never was, or sooner
// holds, or that is every ago. A reading that failed rests for a while.
func (f *Fleet) due(check models.PartCheck, every time.Duration, sooner bool) bool {
	now := f.store.Now()
	if check.FailedAt != nil && now.Sub(*check.FailedAt) < partRest {
		return false
	}
	return check.ReadAt == nil || sooner || now.Sub(*check.ReadAt) >= every
}

// ReadParts reads those of the named parts of a server that are due, all of
// them if none is named, and stores what changed. A failure is recorded for
// the page and returned; what was known stays. A call that the account's
// limits have no room for is no failure and only returned.
func (f *Fleet) ReadParts(ctx context.Context, account models.Account, server providers.Ref, names ...string) error {
	return f.readParts(ctx, account, server, names, false)
}

// ReadPartsNow is ReadParts for parts that a person asked for, or that just
// changed: their age does not count.
func (f *Fleet) ReadPartsNow(ctx context.Context, account models.Account, server providers.Ref, names ...string) error {
	return f.readParts(ctx, account, server, names, true)
}

func (f *Fleet) readParts(ctx context.Context, account models.Account, ref providers.Ref, names []string, now bool) error {
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
	lister, ok := client.(providers.ServerParts)
	if !ok {
		return nil
	}
	var errs []error
	for _, source := range lister.Parts(ref) {
		if len(names) > 0 && !slices.Contains(names, source.Name) {
			continue
		}
		look := partLook{f, account, scope, server, source, now}
		_, err := f.looks.once(ctx, server.ID, source.Name, look.read)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// partLook is one reading of one part.
type partLook struct {
	*Fleet
	account models.Account
	scope   models.Scope
	server  models.Resource
	source  providers.Source
	now     bool
}

func (l partLook) read(ctx context.Context) (any, error) {
	checks, err := l.scope.PartChecks(ctx, l.server.ID)
	if err != nil {
		return nil, err
	}
	before := checks[l.source.Name]
	if !l.now && !l.PartDue(l.source, before) {
		return nil, nil
	}
	intake := l.Intake(l.account, l.scope)
	intake.Began = l.store.Now()
	listing, err := l.source.Read(ctx)
	if waits(err) {
		return nil, err
	}
	if err != nil {
		return nil, errors.Join(err, l.failed(ctx, before, err))
	}
	outcome, err := intake.List(ctx, l.source, listing)
	if err != nil {
		return nil, err
	}
	check := models.PartCheck{ReadAt: &outcome.Check.At, Items: outcome.Check.Items}
	if err := l.scope.RecordPart(ctx, l.server, l.source.Name, check); err != nil {
		return nil, err
	}
	if len(outcome.Changed) > 0 || before.FailedAt != nil {
		l.publish(l.account, string(providers.KindServer), int64(l.server.ID))
	}
	return nil, nil
}

// failed records why a reading did not succeed. The record is made even when
// the reading's time is over.
func (l partLook) failed(ctx context.Context, before models.PartCheck, err error) error {
	l.log.Warn("part not read", "server", l.server.ID, "part", l.source.Name, "error", err)
	now := l.store.Now()
	check := models.PartCheck{FailedAt: &now, Error: providers.Sentence(err)}
	recorded := l.scope.RecordPart(context.WithoutCancel(ctx), l.server, l.source.Name, check)
	if before.FailedAt == nil {
		l.publish(l.account, string(providers.KindServer), int64(l.server.ID))
	}
	return recorded
}
