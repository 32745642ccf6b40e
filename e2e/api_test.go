//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// TestAPIWalk walks the routes of the API without a token, with ids of another
// team, and as a viewer.
//
// Case 1: another team's ids in every route; here those for programs.
func TestAPIWalk(t *testing.T) {
	t.Parallel()
	h, _, db := Settle(t, sandbox.Options{Seed: 6, Servers: 2})
	them := db.AddStranger()
	server := db.Running()[0]
	own := db.AddThings(db.scope, server)
	own["servers"], own["accounts"], own["operations"] = fmt.Sprint(server.ID), fmt.Sprint(server.AccountID), "1"
	foreign := map[string]string{"servers": fmt.Sprint(them.Server.ID), "accounts": fmt.Sprint(them.Account.ID), "operations": fmt.Sprint(them.Operation.ID)}
	missing := map[string]string{"servers": "987654", "accounts": "987654", "operations": "987654"}
	for segment, id := range them.Things {
		foreign[segment], missing[segment] = id, "987654"
	}
	token, _ := db.AddToken(db.scope, access.Owner)
	narrow, _ := db.AddToken(db.scope, access.Viewer)
	owner, viewer := NewProgram(t, h.Panel, token), NewProgram(t, h.Panel, narrow)
	browser := ClientOf(t, h.Panel, Email)
	owner.Call(http.MethodGet, "/api/v1/accounts", "", "")
	viewer.Call(http.MethodGet, "/api/v1/accounts", "", "")
	before, routes := h.Dump(), 0
	for _, route := range Routes(t) {
		if route.Group != "api" {
			continue
		}
		routes++
		theirs, nobodys, ours := address(route, foreign), address(route, missing), address(route, own)
		for i := range theirs {
			if answer := browser.must(route.Method, ours[i], nil); answer.Status != http.StatusUnauthorized {
				t.Errorf("%s %s with a session: status %d", route.Method, ours[i], answer.Status)
			}
			if route.Method == http.MethodPost {
				if answer := viewer.Call(route.Method, ours[i], "walk", "{}"); answer.Status != http.StatusForbidden {
					t.Errorf("%s %s as a viewer: status %d", route.Method, ours[i], answer.Status)
				}
			}
			if !strings.Contains(route.Path, ":id") {
				continue
			}
			got, want := owner.Call(route.Method, theirs[i], "walk", "{}"), owner.Call(route.Method, nobodys[i], "walk", "{}")
			if got.Status != http.StatusNotFound || want.Status != http.StatusNotFound || got.Body != want.Body {
				t.Errorf("%s %s: status %d, that of a missing one: %d, same body: %v", route.Method, theirs[i], got.Status, want.Status, got.Body == want.Body)
			}
		}
	}
	if h.Dump() != before || len(h.Box.Ledger()) != 0 || routes < 10 {
		t.Errorf("something was changed, or only %d routes were walked", routes)
	}
	for _, path := range []string{"/servers", "/servers?q=their", "/accounts", "/operations", "/audit"} {
		if answer := owner.Call(http.MethodGet, "/api/v1"+path, "", ""); answer.Status != http.StatusOK || strings.Contains(answer.Body, "their-server") || strings.Contains(strings.ToLower(answer.Body), "stranger") {
			t.Errorf("%s (status %d) tells of strangers", path, answer.Status)
		}
	}
}

// address is one address for each kind of thing: of an action the first.
func address(route Route, ids map[string]string) []string {
	var chosen []string
	seen := map[string]bool{}
	for _, path := range route.Addresses(ids) {
		start, _, _ := strings.Cut(path, "/actions")
		if start != path && seen[start] {
			continue
		}
		seen[start] = true
		chosen = append(chosen, path)
	}
	return chosen
}

// TestTwentyProgramsStartOne: one Idempotency-Key is one operation and one call
// to the provider, however often it comes at once.
func TestTwentyProgramsStartOne(t *testing.T) {
	t.Parallel()
	h, _, db := Settle(t, sandbox.Options{Seed: 5, Servers: 4})
	server := db.Running()[0]
	token, _ := db.AddToken(db.scope, access.Operator)
	program := NewProgram(t, h.Panel, token)
	var mu sync.Mutex
	var wg sync.WaitGroup
	statuses, places := map[int]int{}, map[string]bool{}
	for range 20 {
		wg.Go(func() {
			answer := program.Call(http.MethodPost, "/api/v1"+actionURL(server, "server.reboot"), "twenty", `{"values":{}}`)
			mu.Lock()
			defer mu.Unlock()
			statuses[answer.Status]++
			places[answer.Header.Get("Location")] = true
		})
	}
	wg.Wait()
	if statuses[http.StatusAccepted] != 1 || statuses[http.StatusOK] != 19 || len(places) != 1 {
		t.Errorf("answers %v at %v", statuses, places)
	}
	op := db.Ended(models.StatusSucceeded)
	h.wantOnce(db, "CLO-10", server.ExternalID)
	answer := program.Call(http.MethodGet, fmt.Sprintf("/api/v1/operations/%d", op.ID), "", "")
	if answer.Status != http.StatusOK || !strings.Contains(answer.Body, `"status":"succeeded"`) || !strings.Contains(answer.Body, `"call_id":"CLO-10"`) {
		t.Errorf("status %d: %s", answer.Status, answer.Body)
	}
}
