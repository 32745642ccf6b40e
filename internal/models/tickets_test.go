package models_test

import (
	"errors"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

func ticketOf(id string, fresh bool) providers.Observation {
	return providers.Observation{Kind: providers.KindTicket, ID: id, Name: "Ticket " + id, State: providers.Available,
		Facts: providers.TicketFacts{New: fresh}}
}

// A list tells nothing of what was said, so what was read stays.
func TestListKeepsTheThread(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	account := db.Account(t, ann, "main")
	read := ticketOf("1", false)
	read.Gauges = providers.TicketThread{VIP: true, Entries: []providers.TicketEntry{{Text: "hello"}}}
	db.Thing(t, ann, account, read)
	r := db.Thing(t, ann, account, ticketOf("1", true))
	if thread := r.Thread(); !thread.VIP || len(thread.Entries) != 1 || !r.Ticket().New {
		t.Errorf("%+v, %+v", thread, r.Ticket())
	}
}

func TestTicketsByShelf(t *testing.T) {
	db := testdb.New(t)
	ann, bob := db.Team(t, "ann"), db.Team(t, "bob")
	account := db.Account(t, ann, "main")
	db.Thing(t, ann, account, ticketOf("1", false))
	db.Thing(t, ann, account, ticketOf("2", true))
	closed := db.Thing(t, ann, account, ticketOf("3", true))
	db.Exec(t, "UPDATE resources SET gone_at = ? WHERE id = ?", db.Now(), closed.ID)
	for show, want := range map[string]string{models.TicketsOpen: "21", models.TicketsNew: "2", models.TicketsClosed: "3"} {
		rows, total, err := ann.Tickets(ctx, models.TicketQuery{Show: show, Limit: 9})
		testdb.Must(t, err)
		got := ""
		for _, r := range rows {
			got += r.ExternalID
		}
		if got != want || int(total) != len(want) {
			t.Errorf("%q: %s of %d", show, got, total)
		}
		if n, err := bob.CountTickets(ctx, models.TicketQuery{Show: show}); err != nil || n != 0 {
			t.Errorf("bob sees %d, %v", n, err)
		}
	}
}

func TestDrafts(t *testing.T) {
	db := testdb.New(t)
	ann, bob := db.Team(t, "ann"), db.Team(t, "bob")
	account := db.Account(t, ann, "main")
	r := db.Thing(t, ann, account, ticketOf("1", false))
	text := func() string {
		draft, err := ann.Draft(ctx, "ticket.reply", r)
		testdb.Must(t, err)
		return draft.Text
	}
	testdb.Must(t, ann.SaveDraft(ctx, "ticket.reply", r, "one"))
	testdb.Must(t, ann.SaveDraft(ctx, "ticket.reply", r, "a\r\nb"))
	if text() != "a\nb" || db.Int(t, "SELECT COUNT(*) FROM drafts") != 1 {
		t.Errorf("%q", text())
	}
	if err := bob.SaveDraft(ctx, "ticket.reply", r, "x"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("bob writes: %v", err)
	}
	settle := func(status models.Status, sent string) {
		op := testdb.Operation(r)
		op.Action, op.Kind, op.LockKey, op.Input = "ticket.reply", providers.KindTicket, "", form.Values{"text": sent}
		lease := db.Claimed(t, testdb.Started(t, ann, op), "x")
		testdb.Must(t, lease.Settle(ctx, models.End{Status: status}))
	}
	settle(models.StatusFailed, "a\r\nb")
	settle(models.StatusUnknown, "a\r\nb")
	settle(models.StatusSucceeded, "another text")
	if text() != "a\nb" {
		t.Errorf("after failures it is %q", text())
	}
	settle(models.StatusSucceeded, "a\r\nb")
	if text() != "" {
		t.Errorf("it is still %q", text())
	}
	testdb.Must(t, ann.SaveDraft(ctx, "ticket.reply", r, "x"))
	db.Exec(t, "DELETE FROM operations")
	testdb.Must(t, ann.RemoveAccount(ctx, account.ID, models.Audit{}))
	if n := db.Int(t, "SELECT COUNT(*) FROM drafts"); n != 0 {
		t.Errorf("%d outlive their account", n)
	}
}
