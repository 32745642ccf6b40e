package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

func (h *house) ticket(id, subject string, fresh bool, entries ...providers.TicketEntry) models.Resource {
	h.t.Helper()
	item := providers.Observation{Kind: providers.KindTicket, ID: id, Name: subject, State: providers.Available, StateWord: "Обрабатывается",
		Facts: providers.TicketFacts{Section: "Общие вопросы", New: fresh, OpenedAt: time.Date(2012, 1, 20, 8, 41, 0, 0, time.UTC)}}
	if entries != nil {
		item.Gauges = providers.TicketThread{VIP: true, Entries: entries}
	}
	return h.observed(item)
}

func work(accepted int) providers.TicketEntry {
	return providers.TicketEntry{ID: fmt.Sprint(100 + accepted), Author: "Иван Петров", Text: "ТЗ", New: true,
		Work: &providers.TicketWork{Hours: "2", Cost: "1700", Accepted: accepted}}
}

func TestTicketsAreListed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.ticket("1", "old", false, providers.TicketEntry{Text: "<i>first"}, work(0))
	fresh := h.ticket("2", "<script>alert(1)</script>", true)
	closed := h.ticket("3", "closed one", true)
	h.Exec(t, "UPDATE resources SET gone_at = ? WHERE id = ?", h.Now(), closed.ID)
	b := h.as(h.scope)
	list := b.get("/tickets")
	list.want(t, 200, "&lt;script&gt;alert(1)", "VIP", "1,700.00", "Иван Петров: ТЗ", `href="/tickets/new"`)
	list.inOrder(t, "&lt;script&gt;", ">old<")
	list.lacks(t, "<script>alert", "closed one")
	b.get("/tickets?show=new").lacks(t, ">old<", "closed one")
	b.get("/tickets?show=closed").want(t, 200, "closed one", "Closed")
	b.get("/tickets?q=old").lacks(t, "alert(1)")
	b.get("/tickets?q=none").want(t, 200, "Nothing fits", `href="/tickets"`)
	b.get("/tickets?account=99").want(t, 200, "Nothing fits")
	b.get(fmt.Sprintf("/tickets/%d", closed.ID)).want(t, 200, "lists it no more")
	b.get("/nav").want(t, 200, "1 has something new")
	testdb.Must(t, h.scope.SaveDraft(ctx, "ticket.reply", fresh, "mine"))
	b.get("/tickets").want(t, 200, "Draft")
	h.as(h.member("bea", access.Admin)).get("/tickets").lacks(t, "Draft")
}

func TestInboxWithoutADesk(t *testing.T) {
	t.Parallel()
	h := newHouseOfAll(t)
	h.Exec(t, "DELETE FROM accounts WHERE provider = 'clodo'")
	h.as(h.scope).get("/tickets").want(t, 200, "Only Clodo has tickets in its API, and none of your accounts is there.",
		"cp.inferno.name", "panel.cloudatcost.com", ">idcloudhost.com<")
	h.as(h.Team(t, "bob")).get("/tickets").want(t, 200, "Connect your first account")
}

func TestATicketIsShown(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r := h.ticket("7", "links", false, providers.TicketEntry{Text: "<b>x</b>", Mine: true}, providers.TicketEntry{ID: "1", File: true, Text: "a.log"},
		work(1), work(-1), work(0))
	path := fmt.Sprintf("/tickets/%d", r.ID)
	page := h.as(h.scope).get(path)
	page.want(t, 200, "&lt;b&gt;x", "a.log", "opens at Clodo", "Accepted", "Declined", "Clodo waits for your answer", "1,700.00", "2 h",
		"has no call to accept or decline", "in ticket 7", `name="form_id"`, path+"/thread")
	if n := strings.Count(page.body, "has no call to accept"); n != 1 {
		t.Errorf("%d works say where to answer", n)
	}
	page.inOrder(t, "opens at Clodo", "New")
	h.as(h.member("view", access.Viewer)).get(path).lacks(t, "reply-text", "Save draft")
	h.as(h.Team(t, "bob")).get(path).want(t, 404)
}

func TestDraftsAreOnesOwn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r := h.ticket("7", "links", false)
	path := fmt.Sprintf("/tickets/%d", r.ID)
	ann, bea := h.as(h.scope), h.as(h.member("bea", access.Admin))
	ann.post(path+"/draft", "text", "one\r\n<two>").want(t, http.StatusSeeOther)
	ann.get(path).want(t, 200, "one\n&lt;two&gt;</textarea>", "Draft kept at")
	bea.get(path).lacks(t, "one\n")
	ann.post(path+"/draft", "text", strings.Repeat("x", models.DraftMost+1)).want(t, 422, "up to 20,000 characters")
	h.as(h.member("view", access.Viewer)).post(path+"/draft", "text", "x").want(t, http.StatusForbidden)
	h.as(h.Team(t, "bob")).post(path+"/draft", "text", "x").want(t, 404)
	ann.post(path+"/draft", "text", " ").want(t, http.StatusSeeOther)
	if n := h.Int(t, "SELECT COUNT(*) FROM drafts"); n != 0 {
		t.Errorf("%d drafts", n)
	}
}

// TestAReplyKeepsItsText until it was sent.
func TestAReplyKeepsItsText(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r := h.ticket("7", "links", false, providers.TicketEntry{Text: "x", Mine: true})
	path := fmt.Sprintf("/tickets/%d", r.ID)
	ann := h.as(h.scope)
	reply := path + "/actions/ticket.reply"
	ann.post(reply, "form_id", "f0", "text", " \r\n").want(t, 422, "Enter a text.")
	ann.post(reply, "form_id", "f1", "text", "thanks").want(t, http.StatusSeeOther)
	ann.get(path).want(t, 200, "reply-sent", "thanks", "Wait until it has ended.")
	ann.get(path).lacks(t, "reply-text")
	h.Exec(t, "UPDATE operations SET status = 'failed', error = 'Clodo refused.'")
	h.Exec(t, "DELETE FROM locks")
	ann.get(path).want(t, 200, "Not sent.", "Clodo refused. Your text is kept below.", "thanks</textarea>")
	h.as(h.member("bea", access.Admin)).get(path).lacks(t, "Not sent.")
	h.Exec(t, "UPDATE operations SET status = 'unknown', error = 'No trace.'")
	ann.get(path).want(t, 200, "Nobody knows whether your reply was sent.", "Decide")
	op, err := h.scope.Operation(ctx, 1)
	testdb.Must(t, err)
	testdb.Must(t, h.scope.Decide(ctx, op, models.Happened, ""))
	if n := h.Int(t, "SELECT COUNT(*) FROM drafts"); n != 0 {
		t.Errorf("%d drafts", n)
	}
	h.Exec(t, "UPDATE operations SET status = 'succeeded'")
	ann.get(path).lacks(t, "reply-sent", "reply-state", "thanks")
}
