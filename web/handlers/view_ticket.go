package handlers

import (
	"cmp"
	"fmt"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/web/templates/tickets"
	"pinfold/web/templates/ui"
)

func (p *panel) ticketRows(c echo.Context, rows []models.Resource, accounts map[models.ID]models.Account) ([]tickets.Row, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	about, err := scope.TicketServers(ctx, rows)
	if err != nil {
		return nil, err
	}
	drafts, err := scope.Drafts(ctx, actions.TicketReply.Name, resourceIDs(rows))
	shown := make([]tickets.Row, 0, len(rows))
	for i := range rows {
		t := p.targetOf(accounts[rows[i].AccountID], &rows[i])
		row := p.ticketRow(t)
		_, row.Draft = drafts[rows[i].ID]
		if server, ok := about[rows[i].ID]; ok {
			row.Server, row.ServerHref = cmp.Or(server.Name, server.ExternalID), resourceURL(server.Kind, server.ID)
		}
		shown = append(shown, row)
	}
	return shown, err
}

func (p *panel) ticketRow(t actions.Target) tickets.Row {
	r, thread := *t.Resource, t.Resource.Thread()
	facts := r.Ticket()
	row := tickets.Row{
		ID: rowID(r), Href: resourceURL(r.Kind, r.ID), Subject: t.Name(), Number: r.ExternalID, New: facts.New && r.GoneAt == nil,
		Section: facts.Section, Lang: recordLanguages[t.Vendor.Slug], VIP: thread.VIP, Word: r.StateWord,
		Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label, At: facts.OpenedAt,
		Checked: t.Account.CheckedAt(r), Old: isOldThing(p, t.Account, r), Closed: r.GoneAt != nil,
	}
	if n := len(thread.Entries); n > 0 {
		last := thread.Entries[n-1]
		row.Last, row.LastBy = last.Text, cmp.Or(last.Author, t.Account.Label)
		if !last.At.IsZero() {
			row.At = last.At
		}
	}
	for _, e := range thread.Entries {
		if e.Work != nil && e.Work.Accepted == 0 {
			row.Asked = cost(t, *e.Work)
		}
	}
	return row
}

// cost is the price of a paid work, "price not told" where there is none.
func cost(t actions.Target, w providers.TicketWork) string {
	amount, err := decimal.NewFromString(w.Cost)
	if err != nil {
		return "price not told"
	}
	return money.Text(amount, cmp.Or(t.Account.Currency, t.Vendor.Currency))
}

func (p *panel) ticketPage(c echo.Context, t actions.Target) (tickets.Page, error) {
	r, scope, ctx := *t.Resource, scopeOf(c), c.Request().Context()
	url := resourceURL(r.Kind, r.ID)
	row := p.ticketRow(t)
	page := tickets.Page{
		Row: row, URL: url, AccountURL: accountURL(t.Account.ID), Currency: t.Account.Currency,
		Live: []string{fmt.Sprintf("ticket-%d", r.ID), fmt.Sprintf("account-%d", t.Account.ID)},
	}
	if r.GoneAt != nil {
		page.Gone = *r.GoneAt
	}
	check, err := scope.ReadThread(ctx, r)
	if err != nil {
		return page, err
	}
	page.Due, page.Trouble = p.Fleet.ThreadDue(t.Account, r, check), check.Error
	if check.ReadAt != nil {
		page.ReadAt = *check.ReadAt
	}
	page.Entries = ticketEntries(t)
	about, err := scope.TicketServers(ctx, []models.Resource{r})
	if server, ok := about[r.ID]; ok {
		page.Server, page.ServerHref = cmp.Or(server.Name, server.ExternalID), resourceURL(server.Kind, server.ID)
	}
	if err != nil {
		return page, err
	}
	if err := p.replyTo(c, t, &page); err != nil {
		return page, err
	}
	if page.Reply != nil {
		page.ServerEdit = page.URL + "/server"
	}
	return page, p.cannedFor(c, t, &page)
}

func ticketEntries(t actions.Target) (shown []tickets.Entry) {
	fresh := false
	for _, e := range t.Resource.Thread().Entries {
		entry := tickets.Entry{ID: e.ID, At: e.At, Author: e.Author, Mine: e.Mine, File: e.File, Text: e.Text}
		entry.FirstNew = e.New && !e.Mine && !fresh
		fresh = fresh || entry.FirstNew
		if e.Mine && e.Author == "" {
			entry.Author = t.Account.Label
		}
		if w := e.Work; w != nil {
			entry.Work = &tickets.Work{Hours: w.Hours, Cost: cost(t, *w), Done: w.Done, Kind: ui.Waiting, Word: t.Vendor.Name + " waits for your answer"}
			switch w.Accepted {
			case 1:
				entry.Work.Kind, entry.Work.Word = ui.OK, "Accepted"
			case -1:
				entry.Work.Kind, entry.Work.Word = ui.Cancelled, "Declined"
			}
		}
		shown = append(shown, entry)
	}
	return shown
}

// replyTo adds the reply that can be written, and how the last one went.
func (p *panel) replyTo(c echo.Context, t actions.Target, page *tickets.Page) error {
	r, scope, ctx := *t.Resource, scopeOf(c), c.Request().Context()
	offer, ok := actions.TicketReply.Offer(t, scope.Role)
	if ok {
		draft, err := scope.Draft(ctx, actions.TicketReply.Name, r)
		if err != nil {
			return err
		}
		page.Reply = &tickets.Reply{URL: actionURL(t, actions.TicketReply.Name), DraftURL: page.URL + "/draft", FormID: newFormID(),
			Text: draft.Text, KeptAt: draft.At, Reason: offer.Reason}
	}
	runs, _, err := scope.Operations(ctx, models.OperationQuery{Resource: r.ID, Limit: 1})
	if err != nil || len(runs) == 0 || runs[0].Action != actions.TicketReply.Name || runs[0].Status == models.StatusSucceeded {
		return err
	}
	op := runs[0]
	sent := tickets.Sent{Href: operationURL(op.ID), Text: models.PlainLines(op.Input["text"]), By: p.userNames(c)[op.UserID], At: op.CreatedAt}
	sent.Kind, sent.Word = statusWords(op)
	sent.Detail = stepText(op, sent.Word)
	switch op.Status {
	case models.StatusUnknown:
		sent.Unknown = true
		sent.Detail = op.Error
	case models.StatusFailed, models.StatusCancelled:
		sent.Failed, sent.Detail = true, cmp.Or(op.Error, "It was cancelled.")
		sent.Kept = page.Reply != nil && page.Reply.Text == sent.Text
		if !sent.Kept && (page.Reply == nil || op.UserID != scope.User.ID || page.ReadAt.After(op.CreatedAt.Add(24*time.Hour))) {
			return nil // It is another person's matter, or an old one.
		}
	}
	page.Sent = &sent
	return nil
}
