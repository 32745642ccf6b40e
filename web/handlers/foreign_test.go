package handlers

import (
	"fmt"
	"net/http"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// TestForeignAndMissingLookTheSame on every route with an id, for another team
// and for a member who does not see the account.
// Case 1: what belongs to another team looks like what is not there.
func TestForeignAndMissingLookTheSame(t *testing.T) {
	t.Parallel()
	var refusals *Refusals
	h := newHouse(t, keeping(&refusals))
	server := h.server("web", providers.Running)
	op := testdb.Started(t, h.scope, testdb.Operation(server))
	backup, invoice := h.backup(server), h.thing(providers.KindInvoice, "invoice").ID
	bob := h.Team(t, "bob")
	hers := h.Account(t, bob, "hers")
	visitors := map[string]models.Scope{"another team": bob, "limited": h.Limited(t, h.scope.Team.ID, "eve@example.com", hers.ID)}
	before := h.Int(t, "SELECT COUNT(*) FROM operations") + h.Int(t, "SELECT COUNT(*) FROM accounts")
	routes := []struct {
		method, pattern string
		id              models.ID
	}{
		{"GET", "/servers/%d", server.ID}, {"POST", "/servers/%d/refresh", server.ID}, {"POST", "/servers/%d/secrets/root", server.ID},
		{"GET", "/servers/%d/parts/backups", server.ID}, {"POST", "/servers/%d/parts/backups", server.ID}, {"GET", "/servers/%d/log", server.ID},
		{"GET", "/servers/%d/usage", server.ID}, {"GET", "/servers/%d/usage.json?read=1", server.ID},
		{"GET", "/operations/%d", op.ID}, {"POST", "/operations/%d/decide", op.ID}, {"POST", "/operations/%d/cancel", op.ID},
		{"POST", "/operations/%d/answer", op.ID},
		{"GET", "/accounts/%d", h.account.ID}, {"GET", "/accounts/%d/settings", h.account.ID}, {"POST", "/accounts/%d/settings", h.account.ID},
		{"POST", "/accounts/%d/refresh", h.account.ID}, {"GET", "/accounts/%d/remove", h.account.ID}, {"POST", "/accounts/%d/remove", h.account.ID},
		{"GET", "/money/invoices/%d", invoice}, {"GET", "/money/invoices/%d/lines.csv", invoice}, {"GET", "/money/invoices/%d/read", invoice},
		{"POST", "/money/invoices/%d/refresh", invoice},
		{"GET", "/servers/actions/server.stop?id=%d", server.ID}, {"POST", "/servers/actions/server.stop?id=%d", server.ID},
	}
	billing := h.balance("1")
	routes = append(routes, struct {
		method, pattern string
		id              models.ID
	}{"GET", "/money/usage/%d", billing.ID})
	for _, a := range actions.All() {
		target := map[providers.Kind]models.ID{providers.KindServer: server.ID, providers.KindAccount: h.account.ID, providers.KindBackup: backup, providers.KindInvoice: invoice}[a.On]
		for _, method := range []string{"GET", "POST"} {
			routes = append(routes, struct {
				method, pattern string
				id              models.ID
			}{method, "/" + plural(a.On) + "/%d/actions/" + a.Name, target})
		}
	}
	tries := 0
	for name, scope := range visitors {
		if name == "limited" { // with a role that may do everything
			h.Exec(t, "UPDATE memberships SET role = ? WHERE user_id = ?", access.Admin, scope.User.ID)
		}
		visitor := h.as(scope)
		for _, r := range routes {
			body := ""
			if r.method == "POST" {
				body = "form_id=x&decision=happened&confirm=web&id=" + fmt.Sprint(r.id)
			}
			foreign := visitor.send(r.method, fmt.Sprintf(r.pattern, r.id), body)
			missing := visitor.send(r.method, fmt.Sprintf(r.pattern, 987654), body)
			if foreign.StatusCode != http.StatusNotFound || missing.StatusCode != http.StatusNotFound || foreign.plain() != missing.plain() {
				t.Errorf("%s: %s %s: foreign %d, missing %d, same body %v", name, r.method, r.pattern,
					foreign.StatusCode, missing.StatusCode, foreign.plain() == missing.plain())
			}
			if r.id != 0 {
				tries++
			}
		}
	}
	refusals.Flush(ctx)
	if n := h.refusedTimes("access.foreign"); n != tries {
		t.Errorf("%d tries are recorded, of %d", n, tries)
	}
	if now := h.Int(t, "SELECT COUNT(*) FROM operations") + h.Int(t, "SELECT COUNT(*) FROM accounts"); now != before || len(h.woken.list()) != 0 {
		t.Error("something was changed")
	}
}

// backup is the id of a copy of a server.
func (h *house) backup(server models.Resource) models.ID {
	h.t.Helper()
	id, err := testdb.Intake(h.scope, h.account).One(ctx, "backups", providers.Observation{Kind: providers.KindBackup, ID: "9",
		Location: server.Location, Parent: server.ExternalID, Name: "Backup 9", State: providers.Available})
	testdb.Must(h.t, err)
	return id
}

// TestOddIdsAreMissing: none of them is an error.
func TestOddIdsAreMissing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.server("web", providers.Running)
	ann := h.as(h.scope)
	for _, id := range []string{"0", "-1", "1x", "%00", "..", "%2e%2e", "1%2F2", "99999999999999999999", "1.0", "+1x", "%ff"} {
		for _, pattern := range []string{"/servers/%s", "/operations/%s", "/accounts/%s", "/servers/%s/actions/server.stop", "/servers/1/actions/%s", "/%s/1/actions/server.stop"} {
			if got := ann.send("GET", fmt.Sprintf(pattern, id), "").StatusCode; got != http.StatusNotFound {
				t.Errorf(pattern+": status %d", id, got)
			}
		}
	}
	for _, path := range []string{"/server/1/actions/server.stop", "/serverss/1/actions/server.stop", "/accounts/1/actions/server.stop", "/images/1/actions/server.stop"} {
		ann.get(path).want(t, http.StatusNotFound)
	}
}

// TestViewerChangesNothing: the buttons are not there, and a post is refused
// with the role to ask for.
// Case 5: a viewer posts every action.
func TestViewerChangesNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	user := models.User{Email: "view@example.com"}
	testdb.Must(t, h.AddMember(ctx, h.scope.Team.ID, &user, access.Viewer))
	scope, err := h.ScopeFor(ctx, user.ID, h.scope.Team.ID)
	testdb.Must(t, err)
	viewer := h.as(scope)
	viewer.get(fmt.Sprintf("/servers/%d", server.ID)).want(t, 200, "web")
	for _, a := range actions.All() {
		path := actionPath(server, a.Name)
		switch a.On {
		case providers.KindServer:
		case providers.KindAccount:
			path = fmt.Sprintf("/accounts/%d/actions/%s", h.account.ID, a.Name)
		default:
			path = fmt.Sprintf("/%s/%d/actions/%s", plural(a.On), h.thing(a.On, "thing").ID, a.Name)
		}
		viewer.post(path, "form_id", "x", "confirm", "web").want(t, http.StatusForbidden, "Ask an owner for the role "+roleName(access.Least(a.Needs)))
		viewer.get(path).want(t, http.StatusForbidden)
	}
	viewer.post("/servers/actions/server.stop", "form_id", "x", "id", fmt.Sprint(server.ID)).want(t, http.StatusForbidden)
	for _, path := range []string{"/servers/1/secrets/root", "/tokens/1/secrets/token", "/profiles/1/secrets/bik", "/accounts/1/remove", "/accounts/1/settings", "/accounts/new"} {
		viewer.post(path).want(t, http.StatusForbidden)
	}
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 0 {
		t.Errorf("%d operations", n)
	}
}
