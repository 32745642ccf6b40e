//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// aTicket picks an open ticket that no trial has used yet.
func aTicket(w *trialWorld) string {
	w.t.Helper()
	rows, _, err := w.db.scope.Tickets(w.t.Context(), models.TicketQuery{Limit: 100})
	w.db.must(err)
	for _, r := range rows {
		if !w.used[r.ID] {
			w.used[r.ID] = true
			return fmt.Sprintf("/tickets/%d", r.ID)
		}
	}
	w.t.Fatal("no ticket is left")
	return ""
}

func (w *trialWorld) ticket(id models.ID) models.Resource {
	w.t.Helper()
	r, err := w.db.scope.Resource(w.t.Context(), providers.KindTicket, id)
	w.db.must(err)
	return r
}

func TestClodoTickets(t *testing.T) {
	fill := map[string]string{"subject": "Нет связи", "text": "Сервер <b>не отвечает</b>."}
	tryAll(t, providers.Clodo, []trial{
		{
			name: "CLO-33", op: "CLO-33", action: "ticket.create", fill: fill, sentence: "Clodo refused",
			on: func(w *trialWorld) string {
				fill["server"] = w.resource(aServer(w)).ExternalID
				fill["subject"] += "!"
				return anAccount(w)
			},
			done: func(w *trialWorld, op models.Operation) {
				r, sent := w.ticket(op.ResourceID), w.newest("CLO-33")
				if r.ExternalID != sent.Target || r.Name != fill["subject"] || sent.Details["server"] != fill["server"] {
					w.t.Errorf("it opened %s %q: %+v", r.ExternalID, r.Name, sent)
				}
				if page := w.client.Get(fmt.Sprintf("/tickets/%d", r.ID)); !strings.Contains(page.Body, "&lt;b&gt;не отвечает") {
					w.t.Errorf("the page lacks the text:\n%s", page.Text())
				}
			},
		},
		{
			name: "CLO-34", op: "CLO-34", action: "ticket.reply", on: aTicket, sentence: "Clodo refused",
			fill: map[string]string{"text": "Спасибо,\r\nвсё работает."},
			done: func(w *trialWorld, op models.Operation) {
				entries := w.ticket(op.ResourceID).Thread().Entries
				if last := entries[len(entries)-1]; !last.Mine || last.Text != "Спасибо,\nвсё работает." {
					w.t.Errorf("the last text is %+v", last)
				}
			},
		},
	})
}

// TestAnswersATicketOverAFailingProvider: what is typed is kept, also when it
// cannot be sent, and erased once it was.
func TestAnswersATicketOverAFailingProvider(t *testing.T) {
	t.Parallel()
	h, page, db := Settle(t, sandbox.Options{Seed: 6, Servers: 2})
	rows, _, err := db.scope.Tickets(t.Context(), models.TicketQuery{Show: models.TicketsNew, Limit: 1})
	h.Must(err)
	path := h.Panel.URL + fmt.Sprintf("/tickets/%d", rows[0].ID)
	_, err = page.Goto(path)
	h.Must(err)
	h.Must(h.Expect.Locator(page.Locator("#ticket-page ol")).ToContainText("Clodo waits for your answer"))
	h.Must(page.Locator("#reply-text").PressSequentially("Согласны на работы."))
	h.Must(h.Expect.Locator(page.Locator("#draft-kept")).ToContainText("Only you see it."))
	h.Must(h.Expect.Locator(page.Locator("#draft-kept")).ToContainText("Draft kept"))
	_, err = page.Reload()
	h.Must(err)
	h.Must(h.Expect.Locator(page.Locator("#reply-text")).ToHaveValue("Согласны на работы."))
	h.Box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-34", Kind: sandbox.FaultStatus, Status: http.StatusForbidden})
	send := page.Locator("#reply button", playwright.PageLocatorOptions{HasText: "Send reply"})
	h.Must(send.Click())
	h.Must(h.Expect.Locator(page.Locator("#reply-state")).ToContainText("Your text is kept below."))
	h.Must(h.Expect.Locator(page.Locator("#reply-text")).ToHaveValue("Согласны на работы."))
	if n := len(h.Box.Ledger()); n != 0 {
		t.Errorf("%d writes", n)
	}
	h.Box.ClearFaults()
	h.Must(send.Click())
	h.Must(h.Expect.Locator(page.Locator("#ticket-page ol li").Last()).ToContainText("Согласны на работы."))
	h.Must(h.Expect.Locator(page.Locator("#reply-text")).ToHaveValue(""))
	if draft, err := db.scope.Draft(t.Context(), "ticket.reply", rows[0]); err != nil || draft.Text != "" {
		t.Errorf("the draft is still %q, %v", draft.Text, err)
	}
}
