package alerts

import (
	"context"
	"fmt"

	"pinfold/internal/models"
)

// ticketNew tells of tickets in which the support wrote something that was not
// read. Read and written to again, a ticket is told of again.
var ticketNew = Rule{
	Name: "ticket.new", Label: "News in a ticket", Severity: Notice,
	Help: "The support wrote something that nobody has read.",
	Find: func(ctx context.Context, in In) (found []Subject, err error) {
		rows, _, err := in.Scope.Tickets(ctx, models.TicketQuery{Show: models.TicketsNew, Limit: models.AlertMost})
		for _, r := range rows {
			found = append(found, Subject{Key: fmt.Sprint("ticket-", r.ID), Account: r.AccountID, Title: "News in the ticket “" + r.Name + "”",
				Text: in.account(r.AccountID) + ", ticket " + r.ExternalID + ".", Path: fmt.Sprintf("/tickets/%d", r.ID)})
		}
		return found, err
	},
}
