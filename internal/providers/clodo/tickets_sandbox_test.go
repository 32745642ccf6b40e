package clodo_test

import (
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

func TestTicketsInTheSandbox(t *testing.T) {
	w := newWorld(t)
	if before, err := w.client.Tickets(t.Context()); err != nil || len(before) != 2 {
		t.Fatalf("%+v, %v", before, err)
	}
	open := providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "open", Op: "CLO-33"})
	in := form.Values{"subject": "Нет связи", "text": "<b>Сервер</b>", "section": "1", "server": "60", "vip": "1"}
	w.fault("CLO-33", sandbox.FaultLost)
	if err := w.client.OpenTicket(open, in); providers.KindOf(err) != providers.ErrUnknown {
		t.Errorf("a lost answer: %v", err)
	}
	after, err := w.client.Tickets(t.Context())
	if err != nil || len(after) != 3 || after[2].Name != "Нет связи" {
		t.Fatalf("%+v, %v", after, err)
	}
	reply := providers.WithIntent(t.Context(), providers.Intent{Operation: 2, Step: "reply", Op: "CLO-34"})
	ref := providers.Ref{ID: after[2].ID}
	if err := w.client.Reply(reply, ref, "И ещё"); err != nil {
		t.Fatal(err)
	}
	w.clock.Advance(time.Minute)
	if after, err = w.client.Tickets(t.Context()); err != nil || !after[2].Facts.(providers.TicketFacts).New {
		t.Errorf("nothing new: %+v, %v", after, err)
	}
	ticket, err := w.client.Ticket(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	thread := ticket.Gauges.(providers.TicketThread)
	if e := thread.Entries; !thread.VIP || len(e) != 3 || e[0].Text != "<b>Сервер</b>" || !e[1].Mine || e[1].Text != "И ещё" || e[2].Mine || !e[2].New {
		t.Errorf("%+v", thread)
	}
	if err := w.client.OpenTicket(open, form.Values{"subject": "x", "text": "y", "section": "7"}); providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("an unknown section: %v", err)
	}
}
