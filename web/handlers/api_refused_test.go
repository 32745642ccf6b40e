package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// TestProgramsAreRefusedOnTheRecord: what a token may not do, and its tries for
// things of others, stand in the audit trail as those of a person do.
func TestProgramsAreRefusedOnTheRecord(t *testing.T) {
	t.Parallel()
	var refusals *Refusals
	h := newHouse(t, keeping(&refusals))
	bob := h.Team(t, "bob")
	theirs := h.Server(t, bob, h.Account(t, bob, "theirs"), providers.Observation{ID: "1", Name: "their-web"})
	op := testdb.Started(t, bob, testdb.Operation(theirs))
	own := h.server("own", providers.Running)
	program := h.program(h.scope, access.Viewer)
	foreign := []string{fmt.Sprintf("/servers/%d", theirs.ID), fmt.Sprintf("/operations/%d", op.ID), fmt.Sprintf("/servers/%d/actions/server.stop", theirs.ID)}
	for _, path := range append(foreign, "/servers/987654", "/operations/987654", "/nowhere") {
		program.get(path).wantProblem(t, http.StatusNotFound)
	}
	program.start(fmt.Sprintf("/servers/%d/actions/server.stop", own.ID), "key", `{}`).wantProblem(t, http.StatusForbidden)
	h.Exec(t, "UPDATE teams SET require_factor = 1 WHERE id = ?", h.scope.Team.ID)
	h.Clock.Add(time.Second)
	program.get("/accounts").wantProblem(t, http.StatusForbidden, "requires a second factor")
	refusals.Flush(ctx)
	const asked = "SELECT group_concat(json_extract(details, '$.\"asked for\"')) FROM audits WHERE team_id = ? AND user_id = ? AND action = ?"
	for action, want := range map[string][]string{
		"access.foreign": foreign,
		"access.refused": {fmt.Sprintf("/servers/%d/actions/server.stop", own.ID), "/accounts"},
	} {
		got := h.Text(t, asked, h.scope.Team.ID, h.scope.User.ID, action)
		if n := strings.Count(got, "/api/v1/"); n != len(want) {
			t.Errorf("%s: %d paths in %q", action, n, got)
		}
		for _, path := range want {
			if !strings.Contains(got, "/api/v1"+path) {
				t.Errorf("%s: %q lacks %s", action, got, path)
			}
		}
	}
	if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE team_id = ? AND action LIKE 'access.%'", bob.Team.ID); n != 0 {
		t.Error("the other team hears of it")
	}
}
