package clodo

import (
	"cmp"
	"slices"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
)

// observeTicket describes a ticket as the list tells it. Its gauges are left to
// a reading of the ticket itself.
func observeTicket(t api.Ticket) providers.Observation {
	return providers.Observation{
		Kind: providers.KindTicket, ID: t.ID.Trim(), Name: t.Subject.Trim(), State: providers.Available, StateWord: t.Status.Trim(),
		Facts: providers.TicketFacts{Section: t.Section.Trim(), OpenedAt: timeOf(t.Opened), New: t.New.Value},
	}
}

// observeThread describes a ticket that was read by itself: what is new in it
// was read by that.
func observeThread(told api.TicketThread) providers.Observation {
	t := told.Ticket.Value
	o := observeTicket(t)
	thread := providers.TicketThread{VIP: t.VIP.Value, Operator: t.Operator.Trim()}
	seen := map[string]bool{}
	add := func(e api.TicketEvent, work bool) {
		entry := providers.TicketEntry{
			ID: e.ID.Trim(), At: timeOf(e.Date), Author: e.Author.Trim(), Mine: e.Mine.Value, New: e.New.Value, File: e.File.Value,
			Text: e.Text.Trim(),
		}
		if work {
			entry.Work = workOf(e)
		}
		if entry.ID == "" || !seen[entry.ID] {
			seen[entry.ID] = true
			thread.Entries = append(thread.Entries, entry)
		}
	}
	for _, e := range told.Works { // Should an event repeat a work, the work tells more.
		add(e, true)
	}
	for _, e := range told.Events {
		add(e, false)
	}
	slices.SortStableFunc(thread.Entries, func(a, b providers.TicketEntry) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
	})
	opening := providers.TicketEntry{At: timeOf(t.Opened), Mine: true, Text: t.Text.Trim()}
	thread.Entries = append([]providers.TicketEntry{opening}, thread.Entries...)
	o.Gauges = thread
	return o
}

func workOf(e api.TicketEvent) *providers.TicketWork {
	w := &providers.TicketWork{Accepted: int(min(max(e.Accepted.Value, -1), 1)), Done: e.Actions.Trim()}
	if hours := e.Hours.Trim(); decimal.MatchString(hours) {
		w.Hours = hours
	}
	if cost := e.Cost.Trim(); decimal.MatchString(cost) {
		w.Cost = cost
	}
	return w
}
