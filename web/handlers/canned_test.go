package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// TestCannedReplies: a team's texts, filled in for a ticket, and no other
// team's.
func TestCannedReplies(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	b := h.as(h.scope)
	b.get("/tickets/replies").want(t, 200, "No canned replies yet")
	b.post("/tickets/replies/new", "title", "Restart", "text", "Restart {server}, ticket {number}. {address}").want(t, http.StatusSeeOther)
	b.post("/tickets/replies/new", "title", "Restart", "text", "x").want(t, 422, "Your team has a reply of this title already.")
	b.post("/tickets/replies/new", "title", "", "text", "").want(t, 422, "Two fields need another look.")
	rows, err := h.scope.CannedReplies(ctx)
	testdb.Must(t, err)
	if len(rows) != 1 {
		t.Fatalf("%d replies", len(rows))
	}
	path := fmt.Sprintf("/tickets/replies/%d", rows[0].ID)
	stranger := h.as(h.Team(t, "bob"))
	for _, try := range []string{path, path + "/remove"} {
		stranger.post(try, "title", "x", "text", "y").want(t, http.StatusNotFound)
	}
	h.as(h.member("vera", access.Viewer)).post(path, "title", "x", "text", "y").want(t, http.StatusForbidden, "Operator")
	server := h.server("web-7", providers.Running)
	r := h.ticket("7", "links", false)
	url := fmt.Sprintf("/tickets/%d", r.ID)
	b.get(url).want(t, 200, "Restart {server}, ticket 7. {address}", "Name its server") // Nothing is known of a server yet.
	b.post(url+"/server", "server", "987654").want(t, 422, "not offered any more")
	b.post(url+"/server", "server", fmt.Sprint(server.ID)).want(t, http.StatusSeeOther)
	page := b.get(fmt.Sprintf("%s?canned=%d", url, rows[0].ID))
	page.want(t, 200, "Restart web-7, ticket 7.", "Change server", serverHref(server))
	b.get("/tickets").want(t, 200, "web-7")
	b.post(url+"/server", "server", "").want(t, http.StatusSeeOther)
	b.get("/tickets").lacks(t, "web-7")
	b.post(path, "title", "Changed", "text", "y").want(t, http.StatusSeeOther)
	b.get("/tickets/replies").want(t, 200, "Changed")
	b.post(path+"/remove").want(t, http.StatusSeeOther)
	b.get("/tickets/replies").want(t, 200, "No canned replies yet")
}

func serverHref(r models.Resource) string { return fmt.Sprintf(`href="/servers/%d"`, r.ID) }

// TestDraftOfANewTicket: what was entered stands in the form again, for its
// writer only.
func TestDraftOfANewTicket(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	b, account := h.as(h.scope), fmt.Sprintf("/accounts/%d", h.account.ID)
	form := account + "/actions/ticket.create"
	b.post(account+"/ticket-draft", "subject", "Half a ticket", "text", "so far").want(t, http.StatusSeeOther)
	b.get(form).want(t, 200, "Half a ticket", "so far")
	h.as(h.member("bea", access.Admin)).get(form).lacks(t, "Half a ticket")
	h.as(h.member("vera", access.Viewer)).post(account+"/ticket-draft", "subject", "x").want(t, http.StatusForbidden)
	b.post(account+"/ticket-draft", "text", strings.Repeat("x", models.DraftMost+1)).want(t, 422, "20,000")
	b.post(account+"/ticket-draft", "subject", "", "text", " ").want(t, http.StatusSeeOther)
	b.get(form).lacks(t, "Half a ticket")
	h.as(h.Team(t, "bob")).post(account+"/ticket-draft", "subject", "x").want(t, http.StatusNotFound)
}
