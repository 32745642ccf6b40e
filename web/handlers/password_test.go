package handlers

import (
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

const otherPassword = "a lamp beside the harbor"

// Case 13: after a change of the password all other sessions are dead, and so
// are links that set one; the own session has a new id.
func TestNewPasswordEndsOtherSessions(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	here, there := h.browser(), h.browser()
	here.signIn(goodPassword).want(t, http.StatusSeeOther)
	there.signIn(goodPassword).want(t, http.StatusSeeOther)
	_, err := h.AddReset(ctx, "ann@example.com", digestOf("link"), ResetLasts, models.Audit{})
	testdb.Must(t, err)
	before := here.cookie
	here.get("/settings/security").want(t, 200, "Change password", "All your other sessions end.")
	here.post(passwordURL, "password", otherPassword, "again", otherPassword).want(t, http.StatusSeeOther)
	here.get("/settings/security").want(t, 200, "The new password is set")
	there.get("/servers").want(t, http.StatusSeeOther)
	if here.cookie == before {
		t.Error("the session has the id of before")
	}
	old := h.browser()
	old.cookie = before
	old.get("/servers").want(t, http.StatusSeeOther)
	h.browser().get("/sign-in/reset?token=link").want(t, http.StatusNotFound, "does not work any more")
	h.browser().signIn(goodPassword).want(t, http.StatusUnprocessableEntity)
	h.browser().signIn(otherPassword).want(t, http.StatusSeeOther)
	if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'password.change' AND user_id = 1 AND address = '192.0.2.1'"); n != 1 {
		t.Errorf("%d audit entries", n)
	}
	for _, word := range []string{goodPassword, otherPassword, "argon2id"} {
		if h.Int(t, "SELECT COUNT(*) FROM audits WHERE instr(json_object('a', action, 'o', outcome, 'n', target_name, 'd', details, 'b', before, 'f', after), ?)", word) != 0 {
			t.Errorf("the audit trail holds %s", word)
		}
	}
}

// Case 13: whoever is disabled is out of all sessions at once, and cannot come
// back by password or link.
func TestDisabledPersonLosesSessions(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	b := h.browser()
	b.signIn(goodPassword).want(t, http.StatusSeeOther)
	_, err := h.AddReset(ctx, "ann@example.com", digestOf("link"), ResetLasts, models.Audit{})
	testdb.Must(t, err)
	changed, err := h.SetDisabled(ctx, "Ann@Example.com ", true, models.Audit{Action: "person.disable"})
	testdb.Must(t, err)
	if !changed || h.Int(t, "SELECT COUNT(*) FROM web_sessions") != 0 {
		t.Error("sessions are left")
	}
	b.get("/servers").want(t, http.StatusSeeOther)
	h.browser().signIn(goodPassword).want(t, http.StatusUnprocessableEntity)
	h.browser().get("/sign-in/reset?token=link").want(t, http.StatusNotFound)
	_, err = h.SetDisabled(ctx, "ann@example.com", false, models.Audit{Action: "person.enable"})
	testdb.Must(t, err)
	b.get("/servers").want(t, http.StatusSeeOther) // the old session stays dead
	h.browser().signIn(goodPassword).want(t, http.StatusSeeOther)
	if h.Int(t, "SELECT COUNT(*) FROM audits WHERE action IN ('person.disable', 'person.enable') AND team_id = 1") != 2 {
		t.Error("the team's trail does not tell")
	}
}

// TestWeakPasswordIsRefused with a sentence at its field, and nothing changes.
func TestWeakPasswordIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t).withPassword()
	here, there := h.browser(), h.browser()
	here.signIn(goodPassword).want(t, http.StatusSeeOther)
	there.signIn(goodPassword).want(t, http.StatusSeeOther)
	for _, test := range []struct{ word, again, want string }{
		{"short", "short", "At least 12 characters. This has 5."},
		{"Password4321", "Password4321", "It is a common password"},
		{"ann@example.com", "ann@example.com", "little besides your name"},
		{otherPassword, otherPassword + "s", "This is not what stands above."},
		{"", "", "Fill this in."},
	} {
		answer := here.post(passwordURL, "password", test.word, "again", test.again)
		answer.want(t, http.StatusUnprocessableEntity, test.want)
		if test.word != "" && strings.Contains(answer.body, `value="`+test.word+`" type="password"`) {
			t.Error("the password comes back")
		}
	}
	there.get("/servers").want(t, 200)
	h.browser().signIn(goodPassword).want(t, http.StatusSeeOther)
}

// TestFirstPassword can be set by who signs in without one. Until then none
// fits.
func TestFirstPassword(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, word := range []string{"", goodPassword} {
		h.browser().signIn(word).want(t, http.StatusUnprocessableEntity)
	}
	ann := h.as(h.scope)
	ann.get("/settings/security").want(t, 200, "You have no password", "Set password")
	ann.post(passwordURL, "password", goodPassword, "again", goodPassword).want(t, http.StatusSeeOther)
	h.browser().signIn(goodPassword).want(t, http.StatusSeeOther)
	if h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'password.set'") != 1 {
		t.Error("not recorded")
	}
}
