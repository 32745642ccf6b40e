package handlers

import (
	"fmt"
	"net/http"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// TestTrailOfAThing: the pages of a server and of an account lead whoever reads
// the trail to what was done there, and to nothing else.
func TestTrailOfAThing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	one, other := h.server("one", providers.Running), h.server("other", providers.Running)
	for _, r := range []models.Resource{one, other} {
		testdb.Started(t, h.scope, testdb.Operation(r))
		testdb.Must(t, h.scope.Record(ctx, models.Audit{Action: "server.note", Outcome: "changed", Kind: r.Kind, TargetID: r.ID, TargetName: r.Name + "-note"}))
	}
	testdb.Must(t, h.scope.Record(ctx, models.Audit{Action: "team.rename", Outcome: "changed", TargetName: "the-team"}))
	trail := fmt.Sprintf("/settings/audit?thing=server-%d", one.ID)
	owner, viewer := h.as(h.scope), h.as(h.member("vera", access.Viewer))
	ofAccount := fmt.Sprintf("/settings/audit?account=%d", one.AccountID)
	for path, link := range map[string]string{serverPath(one): trail, accountURL(one.AccountID): ofAccount} {
		owner.get(path).want(t, http.StatusOK, `href="`+link+`"`)
		page := viewer.get(path)
		page.want(t, http.StatusOK)
		page.lacks(t, link)
	}
	page := owner.get(trail)
	page.want(t, http.StatusOK, "one-note", "Drop the filter Server")
	page.lacks(t, "other-note", "the-team", fmt.Sprintf(`href="/servers/%d"`, other.ID))
	file := owner.get(fmt.Sprintf("/settings/audit.csv?thing=server-%d", one.ID))
	file.want(t, http.StatusOK, "one-note")
	file.lacks(t, "other-note", "the-team")
	bob := h.Team(t, "bob")
	stranger := h.Server(t, bob, h.Account(t, bob, "theirs"), providers.Observation{ID: "9", Name: "their-web"})
	for _, odd := range []string{"server", "server-x", "-1", "nothing-1", fmt.Sprintf("server-%d", stranger.ID)} {
		page := owner.get("/settings/audit?thing=" + odd)
		page.want(t, http.StatusOK, "No entry fits", "Only these are shown: ")
		page.lacks(t, "their-web")
	}
}

func serverPath(r models.Resource) string { return resourceURL(r.Kind, r.ID) }
