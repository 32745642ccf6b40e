package fleet

import (
	"context"
	"errors"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// reader reads one thing by itself.
type reader func(context.Context, providers.Ref) (providers.Observation, error)

// openDue reports whether a thing that can be read by itself should be, for
// somebody who opens it.
func (f *Fleet) openDue(r models.Resource, check models.PartCheck, every time.Duration, sooner bool) bool {
	return r.GoneAt == nil && f.due(check, every, sooner)
}

// opened is one thing that is read by itself.
type opened struct {
	account models.Account
	scope   models.Scope
	r       models.Resource
	// part is the name under which the reading is recorded.
	part string
	// list says that the list of the kind shows what the reading tells.
	list bool
}

// openClient is the account as it is now, and its client.
func (f *Fleet) openClient(ctx context.Context, account models.Account) (models.Account, models.Scope, providers.Client, error) {
	account, scope, err := f.store.WorkerAccount(ctx, account.TeamID, account.ID)
	if err != nil {
		return account, scope, nil, err
	}
	client, err := f.Client(account)
	return account, scope, client, err
}

// readOpened reads one thing and stores it, once for all who ask meanwhile; read
// picks how, nil if the client cannot. A failure is recorded for the page and
// returned; what was known stays.
func (f *Fleet) readOpened(ctx context.Context, account models.Account, o opened, read func(providers.Client) reader) error {
	account, scope, client, err := f.openClient(ctx, account)
	if err != nil {
		return err
	}
	o.account, o.scope = account, scope
	how := read(client)
	if how == nil || o.r.GoneAt != nil {
		return nil
	}
	_, err = f.looks.once(ctx, o.r.ID, o.part, func(ctx context.Context) (any, error) { return nil, f.takeOpened(ctx, o, how) })
	return err
}

func (f *Fleet) takeOpened(ctx context.Context, o opened, read reader) error {
	intake := f.Intake(o.account, o.scope)
	intake.Began = f.store.Now()
	item, err := read(ctx, o.r.Ref())
	if waits(err) {
		return err
	}
	now := f.store.Now()
	check := models.PartCheck{ReadAt: &now}
	if err != nil {
		f.log.Warn("not read", "kind", o.r.Kind, "resource", o.r.ID, "error", err)
		check = models.PartCheck{FailedAt: &now, Error: providers.Sentence(err)}
	} else if _, err := intake.One(ctx, o.r.Source, item); err != nil {
		return err
	}
	recorded := o.scope.RecordPart(context.WithoutCancel(ctx), o.r, o.part, check)
	f.publish(o.account, string(o.r.Kind), int64(o.r.ID))
	if o.list {
		f.publish(o.account, string(o.r.Kind), 0)
	}
	return errors.Join(err, recorded)
}
