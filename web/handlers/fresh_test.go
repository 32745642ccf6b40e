package handlers

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// stale is a browser whose person proved who they are some time ago, with a
// password.
func (h *house) stale(scope models.Scope, ago time.Duration) *browser {
	h.t.Helper()
	hash, err := goodHash()
	testdb.Must(h.t, err)
	h.Exec(h.t, "UPDATE users SET password_hash = ? WHERE id = ?", hash, scope.User.ID)
	b := h.as(scope)
	h.Exec(h.t, "UPDATE web_sessions SET data = ? WHERE digest = ?", fmt.Sprintf(`{"user":"%d","team":"%d","proved":"%d"}`,
		scope.User.ID, scope.Team.ID, h.Now().Add(-ago).Unix()), digestOf(b.cookie))
	return b
}

// TestDeletionAsksWhoItIs: the form that was posted waits, and goes on with
// everything in it after the right password.
func TestDeletionAsksWhoItIs(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	ann, path := h.stale(h.scope, time.Hour), actionPath(server, "server.delete")
	id := ann.get(path).formID(t)
	asked := ann.post(path, "form_id", id, "confirm", "web")
	asked.want(t, 403, "Confirm that it is you", "ann@example.com", `autocomplete="current-password"`)
	if strings.Contains(asked.body, id) {
		t.Error("the form stands in the page in the open")
	}
	operations := func() int64 { return h.Int(t, "SELECT COUNT(*) FROM operations WHERE form_id = ?", id) }
	wrong := ann.post(path+"?proof=1", "held", asked.hidden(t, "held"), "proof_password", "wrong")
	wrong.want(t, 422, "This is not your password.")
	if operations() != 0 {
		t.Fatal("started without a proof")
	}
	ann.post(path+"?proof=1", "held", wrong.hidden(t, "held"), "proof_password", goodPassword).want(t, 303)
	if operations() != 1 {
		t.Fatal("the form was lost")
	}
	if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'session.prove'"); n != 2 {
		t.Errorf("%d proofs are recorded", n)
	}
}

// TestHeldFormsFitOnePlace: not another address, person or team, and not for
// long.
func TestHeldFormsFitOnePlace(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web, mail := h.server("web", providers.Running), h.server("mail", providers.Running)
	ann, path := h.stale(h.scope, time.Hour), actionPath(web, "server.delete")
	held := ann.post(path, "form_id", ann.get(path).formID(t), "confirm", "web").hidden(t, "held")
	bob := models.User{Email: "bob@example.com"}
	testdb.Must(t, h.AddMember(ctx, h.scope.Team.ID, &bob, "owner"))
	scope, err := h.ScopeFor(ctx, bob.ID, h.scope.Team.ID)
	testdb.Must(t, err)
	other := h.stale(scope, time.Hour)
	for name, answer := range map[string]page{
		"another server": ann.post(actionPath(mail, "server.delete")+"?proof=1", "held", held, "proof_password", goodPassword),
		"another query":  ann.post(path+"?proof=1&x=1", "held", held, "proof_password", goodPassword),
		"another person": other.post(path+"?proof=1", "held", held, "proof_password", goodPassword),
		"changed":        ann.post(path+"?proof=1", "held", held[1:], "proof_password", goodPassword),
		"none":           ann.post(path+"?proof=1", "proof_password", goodPassword, "form_id", "x", "confirm", "web"),
	} {
		if answer.StatusCode != 409 {
			t.Errorf("%s: status %d", name, answer.StatusCode)
		}
	}
	h.Clock.Add(heldFor + time.Minute)
	ann.post(path+"?proof=1", "held", held, "proof_password", goodPassword).want(t, 409)
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 0 {
		t.Errorf("%d operations", n)
	}
}

// TestProofGetsOld after half an hour, and a clock that went back makes none.
func TestProofGetsOld(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	for ago, want := range map[time.Duration]int{0: 404, 29 * time.Minute: 404, 31 * time.Minute: 403, -time.Hour: 403} {
		h.stale(h.scope, ago).post(fmt.Sprintf("/servers/%d/secrets/none", server.ID)).want(t, want)
	}
	h.stale(h.scope, time.Hour).post(actionPath(server, "server.stop"), "form_id", "x").want(t, 303)
}

// TestScriptIsSentToProve: what asks for a part of a page leads to the question
// and back to the page; a dialog shows it in its place.
func TestScriptIsSentToProve(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	ann := h.stale(h.scope, time.Hour).hx()
	ann.header.Set("Hx-Current-Url", "http://panel.example/servers/1?tab=x")
	to := ann.post(fmt.Sprintf("/servers/%d/secrets/none", server.ID)).Header.Get("HX-Redirect")
	if to != "/prove?next="+url.QueryEscape("/servers/1?tab=x") {
		t.Errorf("leads to %q", to)
	}
	ann.header["Hx-Request-Type"] = []string{"full"}
	box := ann.post(actionPath(server, "server.delete"), "form_id", "f", "confirm", "web")
	box.want(t, 403, "data-dialog-box", "Confirm that it is you")
	if strings.Contains(box.body, "<html") {
		t.Error("a whole page in the dialog")
	}
}

// TestProvePage leads on after the right password, and only within the panel.
func TestProvePage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ann := h.stale(h.scope, time.Hour)
	ann.get("/prove?next=/keys").want(t, 200, "Confirm that it is you", `value="/keys"`)
	ann.post("/prove", "next", "/keys", "proof_password", "wrong").want(t, 422, "This is not your password.")
	if to := ann.post("/prove", "next", "//evil.example", "proof_password", goodPassword).Header.Get("Location"); to != "/" {
		t.Errorf("leads to %q", to)
	}
	if to := ann.get("/prove?next=/keys").Header.Get("Location"); to != "/keys" {
		t.Errorf("asks again, leads to %q", to)
	}
}
