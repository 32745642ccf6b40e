package fleet

import (
	"context"
	"errors"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// threadEvery is how long what was said in a ticket stays fresh for somebody
// who opens it.
const threadEvery = 2 * time.Minute

// ThreadDue reports whether a ticket should be read for somebody who opens it:
// it never was, long ago, or its list tells of something new.
func (f *Fleet) ThreadDue(account models.Account, ticket models.Resource, check models.PartCheck) bool {
	if _, ok := f.vendors[account.Provider].Zero.(providers.TicketReader); !ok || ticket.GoneAt != nil {
		return false
	}
	now := f.store.Now()
	if check.FailedAt != nil && now.Sub(*check.FailedAt) < partRest {
		return false
	}
	return check.ReadAt == nil || ticket.Ticket().New || now.Sub(*check.ReadAt) >= threadEvery
}

// ReadTicket reads one ticket with all that was said and stores it. A failure
// is recorded for the page and returned; what was known stays.
func (f *Fleet) ReadTicket(ctx context.Context, account models.Account, ticket models.Resource) error {
	account, scope, err := f.store.WorkerAccount(ctx, account.TeamID, account.ID)
	if err != nil {
		return err
	}
	client, err := f.Client(account)
	if err != nil {
		return err
	}
	reader, ok := client.(providers.TicketReader)
	if !ok || ticket.GoneAt != nil {
		return nil
	}
	_, err = f.looks.once(ctx, ticket.ID, models.ThreadPart, func(ctx context.Context) (any, error) {
		return nil, f.readTicket(ctx, reader, account, scope, ticket)
	})
	return err
}

func (f *Fleet) readTicket(ctx context.Context, reader providers.TicketReader, account models.Account, scope models.Scope, ticket models.Resource) error {
	intake := f.Intake(account, scope)
	intake.Began = f.store.Now()
	item, err := reader.Ticket(ctx, ticket.Ref())
	if waits(err) {
		return err
	}
	now := f.store.Now()
	check := models.PartCheck{ReadAt: &now}
	if err != nil {
		f.log.Warn("ticket not read", "ticket", ticket.ID, "error", err)
		check = models.PartCheck{FailedAt: &now, Error: providers.Sentence(err)}
	} else if _, err := intake.One(ctx, ticket.Source, item); err != nil {
		return err
	}
	recorded := scope.RecordPart(context.WithoutCancel(ctx), ticket, models.ThreadPart, check)
	f.publish(account, string(providers.KindTicket), int64(ticket.ID))
	f.publish(account, string(providers.KindTicket), 0)
	return errors.Join(err, recorded)
}
