package fleet_test

import (
	"context"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// Ticket implements providers.TicketReader.
func (v *vendor) Ticket(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	return providers.Observation{Kind: providers.KindTicket, ID: ref.ID, Name: "links", State: providers.Available, Facts: providers.TicketFacts{},
		Gauges: providers.TicketThread{Entries: []providers.TicketEntry{{Text: "hello"}}}}, v.look.call(ctx, "ticket")
}

func TestTicketIsReadWhenItIsOpened(t *testing.T) {
	r, account, _ := seen(t)
	ticket := r.Thing(t, r.scope, account, providers.Observation{Kind: providers.KindTicket, ID: "7", State: providers.Available,
		Facts: providers.TicketFacts{New: true}})
	due := func() bool {
		var err error
		ticket, err = r.scope.Resource(ctx, providers.KindTicket, ticket.ID)
		testdb.Must(t, err)
		check, err := r.scope.ReadThread(ctx, ticket)
		testdb.Must(t, err)
		return r.fleet.ThreadDue(account, ticket, check)
	}
	if !due() {
		t.Error("one that was never read is not due")
	}
	testdb.Must(t, r.fleet.ReadTicket(ctx, account, ticket))
	if due() || len(ticket.Thread().Entries) != 1 || ticket.Ticket().New || r.v.look.count() != 1 {
		t.Errorf("after reading: %+v", ticket.Thread())
	}
	r.Clock.Add(2 * time.Minute)
	r.v.look.err = &providers.Error{Kind: providers.ErrUnavailable, Sentence: "No answer."}
	if err := r.fleet.ReadTicket(ctx, account, ticket); providers.KindOf(err) != providers.ErrUnavailable || due() {
		t.Errorf("a failure: %v", err)
	}
	if check := r.check(ticket, models.ThreadPart); check.Error != "No answer." || len(ticket.Thread().Entries) != 1 {
		t.Errorf("%+v, %+v", check, ticket.Thread())
	}
	r.Clock.Add(time.Minute)
	if !due() {
		t.Error("a minute after a failure it is not due")
	}
}
