package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// TestFormIsTakenOnce: sent again, it leads to the operation that it started;
// with other content it is refused; to others it says nothing.
// Case 18: a form is posted again with its one-time id.
// Case 19: the same one-time id with another body.
func TestFormIsTakenOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web, db := h.server("web", providers.Running), h.server("db", providers.Running)
	ann := h.as(h.scope)
	form := ann.get(actionPath(web, "server.reboot")).formID(t)
	if again := ann.get(actionPath(web, "server.reboot")).formID(t); again == form {
		t.Error("two forms have one id")
	}
	for range 3 {
		answer := ann.post(actionPath(web, "server.reboot"), "form_id", form)
		answer.want(t, http.StatusSeeOther)
		if to := answer.Header.Get("Location"); to != fmt.Sprintf("/servers/%d", web.ID) {
			t.Errorf("sent to %q", to)
		}
	}
	ann.hx().post(actionPath(web, "server.reboot"), "form_id", form).want(t, 200, "Rebooting web")
	ann.post(actionPath(db, "server.reboot"), "form_id", form).want(t, http.StatusConflict, "already sent with other content")
	ann.post(actionPath(db, "server.stop"), "form_id", form).want(t, http.StatusConflict)
	ann.post("/servers/actions/server.reboot", "form_id", form, "id", fmt.Sprint(web.ID)).want(t, http.StatusConflict)
	bob := models.User{Email: "bob@example.com"}
	testdb.Must(t, h.AddMember(ctx, h.scope.Team.ID, &bob, access.Operator))
	scope, err := h.ScopeFor(ctx, bob.ID, h.scope.Team.ID)
	testdb.Must(t, err)
	h.as(scope).post(actionPath(web, "server.reboot"), "form_id", form).want(t, http.StatusConflict)
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 1 || len(h.woken.list()) != 1 {
		t.Errorf("%d operations, woken %v", n, h.woken.list())
	}
}

// TestDoubleClickStartsOne: both are answered as if they were the first.
// Case 17: a double click on Create.
func TestDoubleClickStartsOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web := h.server("web", providers.Running)
	form := h.as(h.scope).get(actionPath(web, "server.stop")).formID(t)
	var all sync.WaitGroup
	for range 8 {
		ann := h.as(h.scope)
		all.Go(func() {
			ann.post(actionPath(web, "server.stop"), "form_id", form).want(t, http.StatusSeeOther)
		})
	}
	all.Wait()
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 1 || len(h.woken.list()) != 1 {
		t.Errorf("%d operations, woken %v", n, h.woken.list())
	}
}

// TestSecondFormOfABusyServer is refused in words, and nothing is started.
func TestSecondFormOfABusyServer(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web := h.server("web", providers.Running)
	ann := h.as(h.scope)
	first, second := ann.get(actionPath(web, "server.stop")).formID(t), ann.get(actionPath(web, "server.stop")).formID(t)
	ann.post(actionPath(web, "server.stop"), "form_id", first).want(t, http.StatusSeeOther)
	ann.post(actionPath(web, "server.stop"), "form_id", second).want(t, http.StatusUnprocessableEntity, "goes on. Wait until it has ended.")
	ann.post(actionPath(web, "server.stop")).want(t, http.StatusUnprocessableEntity)
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 1 {
		t.Errorf("%d operations", n)
	}
}

// TestBulkFormIsTakenOnce, in whatever order its servers come.
func TestBulkFormIsTakenOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web, db := fmt.Sprint(h.server("web", providers.Running).ID), fmt.Sprint(h.server("db", providers.Stopped).ID)
	ann := h.as(h.scope)
	const path = "/servers/actions/server.stop"
	form := ann.get(path + "?id=" + web + "&id=" + db).formID(t)
	ann.post(path, "form_id", form, "id", web, "id", db).want(t, http.StatusSeeOther)
	ann.post(path, "form_id", form, "id", db, "id", web, "id", web).want(t, http.StatusSeeOther)
	ann.post(path, "form_id", form, "id", web).want(t, http.StatusConflict)
	ann.post("/servers/actions/server.reboot", "form_id", form, "id", web, "id", db).want(t, http.StatusConflict)
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 3 || len(h.woken.list()) != 1 {
		t.Errorf("%d operations, woken %v", n, h.woken.list())
	}
	if text := h.Text(t, "SELECT error FROM operations WHERE target_name = 'db'"); !strings.Contains(text, "Nothing was sent") {
		t.Errorf("the one that could not says %q", text)
	}
}

// TestExtraFieldsAreIgnored: a form says what its fields say.
// Case 4: extra fields of a form are ignored.
func TestExtraFieldsAreIgnored(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web := h.server("web", providers.Running)
	ann := h.as(h.scope)
	ann.post(actionPath(web, "server.stop"), "form_id", ann.get(actionPath(web, "server.stop")).formID(t),
		"team_id", "2", "user_id", "7", "status", "succeeded", "priority", "9", "role", "owner", "resource_id", "99").want(t, http.StatusSeeOther)
	row := h.Text(t, "SELECT team_id || ' ' || user_id || ' ' || status || ' ' || resource_id FROM operations")
	if want := fmt.Sprintf("%d %d waiting %d", h.scope.Team.ID, h.scope.User.ID, web.ID); row != want {
		t.Errorf("stored %q, want %q", row, want)
	}
}

// TestDeletionWantsTheName as it is written.
func TestDeletionWantsTheName(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	web := h.server("web", providers.Running)
	ann := h.as(h.scope)
	path := actionPath(web, "server.delete")
	form := ann.get(path).formID(t)
	for _, typed := range []string{"", "Web", "web "} {
		ann.post(path, "form_id", form, "confirm", typed).want(t, http.StatusUnprocessableEntity, "This is not the name")
	}
	ann.post(path, "form_id", form, "confirm", "web").want(t, http.StatusSeeOther)
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 1 {
		t.Errorf("%d operations", n)
	}
}
