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

// TestLockFromTheServersPage: it is set and lifted there, told on the page, in
// the list and in the palette, and what destroys is refused meanwhile.
func TestLockFromTheServersPage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	page := fmt.Sprintf("/servers/%d", server.ID)
	ann, bea := h.as(h.scope), h.as(h.member("bea", access.Operator))
	before := ann.get(page + "/actions/server.delete")
	before.want(t, 200, "Delete server")
	ann.get(page).want(t, 200, page+"/lock", "#lock")
	ann.get(page+"/lock").want(t, 200, "Lock web", "Up to 200 characters", "panel refuses to delete")
	ann.post(page+"/lock", "reason", strings.Repeat("é", 201)).want(t, 422, "up to 200 characters. This one has 201", strings.Repeat("é", 201))
	ann.post(page+"/lock", "reason", " customer’s  <database> ").want(t, http.StatusSeeOther)
	bea.post(page+"/lock", "reason", "mine").want(t, http.StatusConflict, "changed meanwhile", "Lift the lock on web")

	const words = "customer’s &lt;database&gt;”. Lift the lock first."
	bea.get(page).want(t, 200, "Locked by ann since ", words, "Lift lock")
	bea.get("/servers").want(t, 200, "#lock", "Locked by ann since ")
	bea.get("/search?q=web").want(t, 200, "Locked by ann since ")
	bea.get("/search?q=delete+web").want(t, 200, words)
	bea.get(page+"/actions/server.delete").want(t, 200, words)
	bea.post(page+"/actions/server.delete", "form_id", "one", "confirm", "web").want(t, 422, words)
	bea.get(page+"/actions/server.reboot").lacks(t, "Lift the lock")
	bea.get(fmt.Sprintf("/servers/actions/server.reboot?id=%d", server.ID)).want(t, 200, "#lock", "Locked by ann since ")
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 0 {
		t.Errorf("%d operations were started", n)
	}

	bea.post(page+"/lock/lift", "since", "1").want(t, http.StatusConflict, "changed meanwhile")
	since := between(t, bea.get(page+"/lock").body, `name="since" value="`, `"`)
	bea.post(page+"/lock/lift", "since", since).want(t, http.StatusSeeOther)
	bea.post(page+"/lock/lift", "since", since).want(t, http.StatusSeeOther) // It is as it was asked for.
	bea.get(page).lacks(t, "Locked by")
	bea.post(page+"/actions/server.delete", "form_id", "two", "confirm", "web").want(t, http.StatusSeeOther)
}

func TestViewerDoesNotLock(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	page, viewer := fmt.Sprintf("/servers/%d", server.ID), h.as(h.member("view", access.Viewer))
	viewer.get(page+"/lock").want(t, http.StatusForbidden)
	viewer.post(page+"/lock", "reason", "x").want(t, http.StatusForbidden)
	testdb.Must(t, h.scope.SetPadlock(ctx, server, "keep", models.Audit{Action: "server.lock"}))
	viewer.post(page+"/lock/lift", "since", "1").want(t, http.StatusForbidden)
	told := viewer.get(page)
	told.want(t, 200, "Locked by ann since ")
	told.lacks(t, page+"/lock")
}

// between is the text between two others.
func between(t *testing.T, text, before, after string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, before)
	found, _, closed := strings.Cut(rest, after)
	if !ok || !closed {
		t.Fatalf("nothing stands between %q and %q", before, after)
	}
	return found
}
