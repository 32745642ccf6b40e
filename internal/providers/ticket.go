package providers

import (
	"context"
	"time"

	"pinfold/internal/form"
)

// TicketFacts describes a request to a provider's support, as its list tells it.
type TicketFacts struct {
	// Section is the provider's word for what the ticket is about.
	Section  string    `json:"section,omitempty"`
	OpenedAt time.Time `json:"opened_at,omitzero"`
	// New says that the support wrote something that was not read yet.
	New bool `json:"new,omitempty"`
}

// TicketThread is what is told of a ticket when it is read by itself. It is
// kept as the gauges of a ticket, which its list leaves as they are.
type TicketThread struct {
	VIP      bool   `json:"vip,omitempty"`
	Operator string `json:"operator,omitempty"`
	// Entries are in the order of time, the opening text first.
	Entries []TicketEntry `json:"entries"`
}

// TicketEntry is a message, a file or a paid work.
type TicketEntry struct {
	// ID is "" for the text that the ticket was opened with.
	ID     string    `json:"id,omitempty"`
	At     time.Time `json:"at,omitzero"`
	Author string    `json:"author,omitempty"`
	// Mine says that the account's own side wrote it.
	Mine bool `json:"mine,omitempty"`
	New  bool `json:"new,omitempty"`
	// File says that the text is the name of an attached file.
	File bool        `json:"file,omitempty"`
	Text string      `json:"text,omitempty"`
	Work *TicketWork `json:"work,omitempty"`
}

// TicketWork is a paid work that the support offers; the entry's text says what
// is to be done.
type TicketWork struct {
	// Hours and Cost are decimal numbers, Cost in the account's currency.
	Hours string `json:"hours,omitempty"`
	Cost  string `json:"cost,omitempty"`
	// Accepted is 1 for yes, -1 for no and 0 while nothing was said.
	Accepted int `json:"accepted,omitempty"`
	// Done is what was done.
	Done string `json:"done,omitempty"`
}

// TicketReader reads one ticket with all that was said (CLO-32).
type TicketReader interface {
	// Ticket returns a NotFound error for a ticket that does not exist.
	Ticket(ctx context.Context, ref Ref) (Observation, error)
}

// TicketDesk opens tickets (CLO-33). Each call opens another one, and does not
// tell which.
type TicketDesk interface {
	TicketReader
	// TicketForm has the fields "subject" and "text", and others of the
	// provider's. It calls nothing and works on a zero client.
	TicketForm(known Offerings) form.Form
	OpenTicket(ctx context.Context, in form.Values) error
	// Tickets lists all open tickets (CLO-31).
	Tickets(ctx context.Context) ([]Observation, error)
}

// TicketReplier adds a message to a ticket (CLO-34), another one each time.
type TicketReplier interface {
	TicketReader
	Reply(ctx context.Context, ref Ref, text string) error
}
