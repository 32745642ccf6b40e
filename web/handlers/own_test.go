package handlers

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

func (h *house) member(email string, role access.Role) models.Scope {
	h.t.Helper()
	user := models.User{Email: email, Name: email}
	testdb.Must(h.t, h.AddMember(ctx, h.scope.Team.ID, &user, role))
	scope, err := h.ScopeFor(ctx, user.ID, h.scope.Team.ID)
	testdb.Must(h.t, err)
	return scope
}

func (p page) lacks(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(p.body, text) {
			t.Errorf("the page holds %q", text)
		}
	}
}

func TestTagsInBulk(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	one, two := h.server("web", providers.Running), h.server("db", providers.Stopped)
	h.server("mail", providers.Running)
	ann := h.as(h.scope)
	ids := []string{"id", fmt.Sprint(one.ID), "id", fmt.Sprint(two.ID)}
	ann.get(fmt.Sprintf("/servers/tags?id=%d&id=%d&query=sort%%3Dname", one.ID, two.ID)).want(t, 200, "Tag 2 servers", `name="back" value="sort=name"`)
	ann.post("/servers/tags", ids...).want(t, 422, "Enter a tag")
	ann.post("/servers/tags", append(ids, "add", strings.Repeat("x", 41))...).want(t, 422, "up to 40 characters", strings.Repeat("x", 41))
	answer := ann.post("/servers/tags", append(ids, "add", "Prod, <b>", "back", "sort=name&evil=1")...)
	if to := answer.Header.Get("Location"); answer.StatusCode != http.StatusSeeOther || to != "/servers?sort=name" {
		t.Errorf("status %d to %q", answer.StatusCode, to)
	}
	list := ann.get("/servers?tag=prod")
	list.want(t, 200, ">web<", ">db<", "&lt;b&gt;, Prod", `name="tag" value="Prod" checked`)
	list.lacks(t, ">mail<")
	ann.get("/servers?q=PRO").lacks(t, ">mail<")
	ann.get(fmt.Sprintf("/servers/tags?id=%d&id=%d", one.ID, two.ID)).want(t, 200, "2 of 2")
	answer = ann.post("/servers/tags", "id", fmt.Sprint(one.ID), "off", "Prod", "page", "1")
	if to := answer.Header.Get("Location"); to != fmt.Sprintf("/servers/%d", one.ID) {
		t.Errorf("sent to %q", to)
	}
	ann.get(fmt.Sprintf("/servers/%d", one.ID)).lacks(t, "tag=Prod")
	ann.get(fmt.Sprintf("/servers/%d", two.ID)).want(t, 200, "tag=Prod")
	if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'server.tag'"); n != 3 {
		t.Errorf("%d audit entries", n)
	}
}

func TestNoteConflictShowsBoth(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	path := fmt.Sprintf("/servers/%d/note", server.ID)
	ann, bea := h.as(h.scope), h.as(h.member("bea", access.Operator))
	ann.get(path).want(t, 200, `name="version" value="0"`)
	ann.post(path, "version", "0", "text", " first\r\nline ").want(t, http.StatusSeeOther)
	bea.post(path, "version", "0", "text", "<hers>").want(t, 422, "Nothing was saved", "first\nline", "&lt;hers&gt;", `name="version" value="1"`, "ann changed it")
	bea.post(path, "text", "no version").want(t, 422, "Nothing was saved")
	ann.get(fmt.Sprintf("/servers/%d", server.ID)).want(t, 200, "first\nline")
	bea.post(path, "version", "1", "text", "hers").want(t, http.StatusSeeOther)
	ann.post(path, "version", "2", "text", strings.Repeat("é", 2001)).want(t, 422, "up to 2,000 characters", "This one has 2,001")
	ann.get(fmt.Sprintf("/servers/%d", server.ID)).want(t, 200, "hers", "bea")
}

func TestViewerOwnsNothingOfServers(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	testdb.Must(t, h.scope.ChangeTags(ctx, []models.Resource{server}, []string{"prod"}, nil, models.Audit{}))
	viewer := h.as(h.member("view", access.Viewer))
	id := fmt.Sprint(server.ID)
	viewer.post("/servers/tags", "id", id, "add", "x").want(t, http.StatusForbidden)
	viewer.post("/servers/"+id+"/note", "version", "0", "text", "x").want(t, http.StatusForbidden)
	viewer.get("/servers/"+id+"/note").want(t, http.StatusForbidden)
	page := viewer.get("/servers/" + id)
	page.want(t, 200, "prod")
	page.lacks(t, `name="off"`, `name="add"`, "/note")
	viewer.post("/servers/look", "density", "tight", "back", "state=running").want(t, http.StatusSeeOther)
	viewer.get("/servers").want(t, 200, "rows-tight")
	h.as(h.scope).get("/servers").lacks(t, "rows-tight")
}

func TestForeignTagsAndViews(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	view := models.View{List: "/servers", Name: "mine", Query: "state=running"}
	testdb.Must(t, h.scope.AddView(ctx, &view, models.Audit{}))
	bob, bea := h.as(h.Team(t, "bob")), h.as(h.member("bea", access.Admin))
	id, saved := fmt.Sprint(server.ID), fmt.Sprintf("/servers/views/%d", view.ID)
	bob.get("/servers/tags?id="+id).want(t, 404)
	bob.post("/servers/tags", "id", id, "add", "x").want(t, 404)
	bob.post("/servers/"+id+"/note", "version", "0", "text", "x").want(t, 404)
	for _, who := range []*browser{bob, bea} {
		who.get(saved).want(t, 404)
		who.post(saved, "name", "stolen").want(t, 404)
		who.post(saved+"/remove").want(t, 404)
		who.get(fmt.Sprintf("/servers?view=%d", view.ID)).want(t, 404)
		who.get("/servers/views").lacks(t, "mine")
	}
}

func TestViews(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.server("web", providers.Running)
	ann, viewer := h.as(h.scope), h.as(h.member("view", access.Viewer))
	ann.get("/servers").lacks(t, "Save view")
	ann.get("/servers?state=running&sort=-cpu").want(t, 200, "/servers/views/save?sort=-cpu&amp;state=running")
	ann.get("/servers/views/save?state=running&page=3&evil=1").want(t, 200, `name="query" value="state=running"`)
	ann.post("/servers/views", "name", " ", "query", "state=running").want(t, 422, "Enter a name.")
	ann.post("/servers/views", "name", strings.Repeat("x", 61), "query", "state=running").want(t, 422, "up to 60 characters")
	ann.post("/servers/views", "name", "none", "query", "evil=1").want(t, 422, "There is nothing to save.")
	answer := ann.post("/servers/views", "name", "Up", "query", "state=running&evil=1&page=2", "shared", "1")
	if to := answer.Header.Get("Location"); to != "/servers?state=running" {
		t.Errorf("sent to %q", to)
	}
	ann.post("/servers/views", "name", "up", "query", "q=x").want(t, 422, "There is a view of this name.")
	ann.get("/servers?state=running").lacks(t, "Save view")
	viewer.get("/servers").want(t, 200, "Up", `href="/servers?state=running"`)
	viewer.post("/servers/views/1/remove").want(t, http.StatusForbidden)
	viewer.post("/servers/views", "name", "own", "query", "q=web", "shared", "1").want(t, http.StatusSeeOther)
	ann.get("/servers/views").lacks(t, ">own<") // A viewer shares nothing.
	if to := viewer.get("/servers?view=1").Header.Get("Location"); to != "/servers?state=running" {
		t.Errorf("view 1 leads to %q", to)
	}
	ann.post("/servers/views/1", "name", "Running", "shared", "1").want(t, http.StatusSeeOther)
	ann.get("/servers/views").want(t, 200, "Running", "The team")
	ann.post("/servers/views/1/remove").want(t, http.StatusSeeOther)
	ann.get("/servers/views").want(t, 200, "No views yet")
}

func TestColumnsAreKept(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Server(t, h.scope, h.account, providers.Observation{ID: "1", Name: "web", State: providers.Running, Facts: providers.ServerFacts{CPU: 7, MemoryMB: 2048, System: "Debian"}})
	ann := h.as(h.scope)
	ann.get("/servers").want(t, 200, "sort=system", "sort=checked")
	answer := ann.post("/servers/look", "columns", "1", "column", "cpu", "column", "evil", "back", "q=web&page=2&evil=1")
	if to := answer.Header.Get("Location"); to != "/servers?page=2&q=web" {
		t.Errorf("sent to %q", to)
	}
	list := ann.get("/servers")
	list.want(t, 200, "sort=cpu", ">7<")
	list.lacks(t, "sort=system", "sort=checked")
	ann.post("/servers/look", "columns", "1")
	ann.get("/servers").lacks(t, "sort=cpu", "sort=system")
	ann.post("/servers/look", "density", "sideways").want(t, http.StatusSeeOther)
	ann.get("/servers").lacks(t, "rows-tight", "sort=cpu")
}

func TestFileHoldsWhatTheTeamWrote(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	h.server("other", providers.Running)
	testdb.Must(t, h.scope.ChangeTags(ctx, []models.Resource{server}, []string{"b", "=a"}, nil, models.Audit{}))
	testdb.Must(t, h.scope.SetNote(ctx, server, "two\nlines", 0, models.Audit{}))
	answer := h.as(h.scope).get("/servers.csv?tag=B")
	rows, err := csv.NewReader(strings.NewReader(answer.body)).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%q, %v", answer.body, err)
	}
	cells := map[string]string{}
	for i, name := range rows[0] {
		cells[name] = rows[1][i]
	}
	if cells["tags"] != "'=a, b" || cells["note"] != "two\nlines" || cells["out of date"] != "" || cells["provider"] != "Clodo" {
		t.Errorf("%v", cells)
	}
}

// TestAllThatFit selects beyond the page.
func TestAllThatFit(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for i := range 52 {
		h.server(fmt.Sprint("web-", i), providers.Running)
	}
	h.server("db", providers.Running)
	ann := h.as(h.scope)
	ann.get("/servers?q=web").want(t, 200, `name="all"`, `name="query" value="q=web"`)
	ann.get("/servers?q=db").lacks(t, `name="all"`)
	ann.get("/servers/actions/server.reboot?all=1&query=q%3Dweb&id=1").want(t, 200, "Reboot 52 servers")
	ann.get("/servers/tags?all=1&query=q%3Dweb").want(t, 200, "Tag 52 servers")
	ann.get("/servers/actions/server.reboot?all=1&query=q%3Dnothing").want(t, 400, "No server is selected")
}

func TestNoneFitNamesTheFilters(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.server("web", providers.Running)
	h.as(h.scope).get("/servers?tag=spare&location=north&state=old").want(t, 200,
		"The filters “Out of date”, “north”, “spare” are on.", "Drop the filter Tag", "Drop the filter Location")
}
