package fleet

import (
	"context"
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
	_, ok := f.vendors[account.Provider].Zero.(providers.TicketReader)
	return ok && f.openDue(ticket, check, threadEvery, ticket.Ticket().New)
}

// ReadTicket reads one ticket with all that was said and stores it. A failure
// is recorded for the page and returned; what was known stays.
func (f *Fleet) ReadTicket(ctx context.Context, account models.Account, ticket models.Resource) error {
	return f.readOpened(ctx, account, opened{r: ticket, part: models.ThreadPart, list: true}, func(client providers.Client) reader {
		if able, ok := client.(providers.TicketReader); ok {
			return able.Ticket
		}
		return nil
	})
}
