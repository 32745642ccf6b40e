package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

func (h *house) operations() int64 { return h.Int(h.t, "SELECT COUNT(*) FROM operations") }

// TestStartOverTheAPI: 202, then 200 with the same operation, then 409.
//
// Case 18: a form replayed with the same one-time id; here with a header.
// Case 19: the same one-time id with another body.
func TestStartOverTheAPI(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web, db := h.server("web", providers.Running), h.server("db", providers.Running)
	program := h.program(h.scope, access.Operator)
	path := fmt.Sprintf("/servers/%d/actions/server.reboot", web.ID)
	var first, again apiOperation
	answer := program.start(path, "key-1", `{"values":{}}`)
	answer.want(t, http.StatusAccepted)
	answer.into(t, &first)
	if want := fmt.Sprintf("%s/operations/%d", apiURL, first.ID); answer.Header.Get("Location") != want || first.Status != "waiting" || first.TargetName != "web" {
		t.Errorf("at %q: %+v", answer.Header.Get("Location"), first)
	}
	answer = program.start(path, "key-1", `{}`)
	answer.want(t, http.StatusOK)
	if answer.into(t, &again); again.ID != first.ID {
		t.Errorf("operation %d again as %d", first.ID, again.ID)
	}
	program.start(path, "key-1", `{"confirm":"web"}`).wantProblem(t, http.StatusConflict, "already sent with other content")
	program.start(fmt.Sprintf("/servers/%d/actions/server.reboot", db.ID), "key-1", `{}`).wantProblem(t, http.StatusConflict)
	program.start(path, "key-2", `{}`).wantProblem(t, http.StatusConflict, "Rebooting goes on")
	if h.operations() != 1 || len(h.woken.list()) != 1 {
		t.Errorf("%d operations", h.operations())
	}
	row := h.Text(t, "SELECT user_id || ' ' || address || ' ' || lock_key FROM operations")
	if want := fmt.Sprintf("%d 192.0.2.7 server-%d", h.scope.User.ID, web.ID); row != want {
		t.Errorf("stored %q, want %q", row, want)
	}
}

// TestKeysAreOnesOwn: the same key of another person is another key.
func TestKeysAreOnesOwn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web, db := h.server("web", providers.Running), h.server("db", providers.Running)
	bob := h.Limited(t, h.scope.Team.ID, "bob@example.com", h.account.ID)
	for who, server := range map[*program]models.Resource{h.program(h.scope, access.Owner): web, h.program(bob, access.Operator): db} {
		who.start(fmt.Sprintf("/servers/%d/actions/server.reboot", server.ID), "key", "{}").want(t, http.StatusAccepted)
	}
}

// TestTwentyStartsAreOne operation, however they meet.
func TestTwentyStartsAreOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web := h.server("web", providers.Running)
	program := h.program(h.scope, access.Operator)
	var wg sync.WaitGroup
	var mu sync.Mutex
	statuses := map[int]int{}
	for range 20 {
		wg.Go(func() {
			answer := program.start(fmt.Sprintf("/servers/%d/actions/server.reboot", web.ID), "key", "{}")
			mu.Lock()
			defer mu.Unlock()
			statuses[answer.StatusCode]++
		})
	}
	wg.Wait()
	if statuses[http.StatusAccepted] != 1 || statuses[http.StatusOK] != 19 || h.operations() != 1 || len(h.woken.list()) != 1 {
		t.Errorf("answers %v, %d operations", statuses, h.operations())
	}
}

// TestBodiesOfTheAPI: what is not the described body starts nothing.
//
// Case 4: extra fields role, team_id, state; a program is told of them.
func TestBodiesOfTheAPI(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	path := fmt.Sprintf("/tickets/%d/actions/ticket.reply", h.thing(providers.KindTicket, "ticket").ID)
	program := h.program(h.scope, access.Operator)
	for body, status := range map[string]int{
		"{": 400, "[]": 400, "null null": 400, `{"values":{}}{}`: 400, `{"role":"owner"}`: 400, `{"team_id":2,"values":{}}`: 400,
		`{"values":{"text":{}}}`: 422, `{"values":{"text":["x"]}}`: 422, `{"values":{"text":"x","state":"stopped"}}`: 422, `{"values":{}}`: 422,
		`{"values":{"text":"` + strings.Repeat("a", 10_001) + `"}}`: 422, `{"values":{"text":"` + strings.Repeat("a", bodyLimit) + `"}}`: 413,
	} {
		program.start(path, "key", body).wantProblem(t, status)
	}
	program.start(path, "key", `{"values":{"state":"x"}}`).wantProblem(t, 422, noField, `"text":"Fill this in."`)
	program.start(path, "", "{}").wantProblem(t, 400, "Idempotency-Key")
	program.start(path, "a b", "{}").wantProblem(t, 400)
	program.start(path, strings.Repeat("a", 201), "{}").wantProblem(t, 400)
	program.header.Set("Content-Type", "application/x-www-form-urlencoded")
	program.start(path, "key", "name=x").wantProblem(t, http.StatusUnsupportedMediaType)
	program.header.Set("Content-Type", "text/plain")
	program.start(path, "key", "{}").wantProblem(t, http.StatusUnsupportedMediaType)
	if h.operations() != 0 {
		t.Error("something was started")
	}
	program.header.Set("Content-Type", "application/json; charset=utf-8")
	program.start(path, "key", `{"values":{"text":"The disk is full."}}`).want(t, http.StatusAccepted)
	if input := h.Text(t, "SELECT input FROM operations"); !strings.Contains(input, "The disk is full.") {
		t.Errorf("input %s", input)
	}
}

// TestOtherSitesStartNothing, even if they had a token.
//
// Case 10: cross-site and same-site POST.
func TestOtherSitesStartNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	path := fmt.Sprintf("/servers/%d/actions/server.reboot", h.server("web", providers.Running).ID)
	program := h.program(h.scope, access.Operator)
	for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}} {
		program.header = http.Header{}
		program.header.Set(header[0], header[1])
		program.start(path, "key", "{}").wantProblem(t, http.StatusForbidden, "another site")
	}
	program.header = http.Header{"User-Agent": {"curl/8"}}
	program.start(path, "key", "{}").want(t, http.StatusAccepted)
}

// TestRiskHasToBeAllowed at the making of a token, and the name typed.
func TestRiskHasToBeAllowed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web := h.server("web", providers.Running)
	path := fmt.Sprintf("/servers/%d/actions/server.delete", web.ID)
	careful, bold := h.program(h.scope, access.Owner), h.program(h.scope, access.Owner, mayRisk)
	careful.start(path, "key", `{"confirm":"web"}`).wantProblem(t, http.StatusForbidden, "may not spend money or delete")
	bold.start(path, "key", `{}`).wantProblem(t, 422, "under confirm")
	bold.start(path, "key", `{"confirm":"Web"}`).wantProblem(t, 422)
	var careless, dry apiDryRun
	careful.get(path).into(t, &careless)
	bold.get(path).into(t, &dry)
	if careless.Available || careless.Reason != noRisk || !dry.Available || !dry.NeedsRisk || *dry.Plan.Confirm != "web" || dry.Plan.Risk != "destructive" {
		t.Errorf("%+v\n%+v", careless, dry)
	}
	for _, a := range actions.All() {
		if a.On == providers.KindAccount && a.Worst >= actions.Destructive {
			answer := careful.start(fmt.Sprintf("/accounts/%d/actions/%s", h.account.ID, a.Name), "key", `{}`)
			if answer.StatusCode != http.StatusForbidden {
				t.Errorf("%s: status %d", a.Name, answer.StatusCode)
			}
		}
	}
	if h.operations() != 0 {
		t.Error("something was started")
	}
	bold.start(path, "key", `{"confirm":"web"}`).want(t, http.StatusAccepted)
}

// TestLocksHoldOverTheAPI too.
func TestLocksHoldOverTheAPI(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web := h.server("web", providers.Running)
	testdb.Must(t, h.scope.SetPadlock(ctx, web, "customer’s database", models.Audit{Action: "server.lock"}))
	program := h.program(h.scope, access.Owner, mayRisk)
	program.start(fmt.Sprintf("/servers/%d/actions/server.delete", web.ID), "key", `{"confirm":"web"}`).
		wantProblem(t, http.StatusConflict, "Locked by ann", "Lift the lock first.")
	if h.operations() != 0 {
		t.Error("something was started")
	}
}

// TestViewersStartNothing over the API.
//
// Case 5: a viewer posts every action.
func TestViewersStartNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web := h.server("web", providers.Running)
	program := h.program(h.scope, access.Viewer, mayRisk)
	for _, a := range actions.All() {
		path := fmt.Sprintf("/servers/%d/actions/%s", web.ID, a.Name)
		switch a.On {
		case providers.KindServer:
		case providers.KindAccount:
			path = fmt.Sprintf("/accounts/%d/actions/%s", h.account.ID, a.Name)
		default:
			path = fmt.Sprintf("/%s/%d/actions/%s", plural(a.On), h.thing(a.On, "thing").ID, a.Name)
		}
		h.Clock.Add(1e9)
		program.start(path, "key", `{"confirm":"web"}`).wantProblem(t, http.StatusForbidden, "Ask an owner for the role "+roleName(access.Least(a.Needs)))
		program.get(path).wantProblem(t, http.StatusForbidden)
	}
	var list apiList[apiAction]
	program.get(fmt.Sprintf("/servers/%d/actions", web.ID)).into(t, &list)
	if len(list.Items) != 0 || h.operations() != 0 {
		t.Errorf("%d actions are offered", len(list.Items))
	}
}

// TestActionsOfTheAPI: all that the menus offer, with form and plan.
func TestActionsOfTheAPI(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web := h.server("web", providers.Running)
	program := h.program(h.scope, access.Owner, mayRisk)
	var list apiList[apiAction]
	program.get(fmt.Sprintf("/servers/%d/actions", web.ID)).into(t, &list)
	found := map[string]apiAction{}
	for _, a := range list.Items {
		found[a.Name] = a
	}
	if reboot := found["server.reboot"]; !reboot.Available || reboot.Plan.Risk != "disruptive" || reboot.NeedsRisk || reboot.Plan.Calls[0].ID != "CLO-10" || len(reboot.Plan.Consequences) == 0 {
		t.Errorf("%+v", reboot)
	}
	if start := found["server.start"]; start.Available || start.Reason == "" {
		t.Errorf("%+v", start)
	}
	if resize := found["server.resize"]; len(resize.Fields) == 0 || resize.Fields[0].Kind != "number" || !resize.Fields[0].Required || !resize.NeedsRisk {
		t.Errorf("%+v", resize)
	}
	program.get(fmt.Sprintf("/accounts/%d/actions", h.account.ID)).want(t, http.StatusOK, "server.create")
	var dry apiDryRun
	program.get(fmt.Sprintf("/tickets/%d/actions/ticket.reply?text=&odd=1", h.thing(providers.KindTicket, "ticket").ID)).into(t, &dry)
	if dry.Errors["text"] != "Fill this in." || dry.Errors["odd"] != noField {
		t.Errorf("%v", dry.Errors)
	}
	if h.operations() != 0 {
		t.Error("looking started something")
	}
}
