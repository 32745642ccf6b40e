package handlers

import (
	"net/http"
	"testing"

	"pinfold/internal/access"
)

// TestTeamWithAccountsIsNotAskedAbout: who cannot delete a team yet is told
// what to do first, and has nothing to type.
func TestTeamWithAccountsIsNotAskedAbout(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	b := h.as(h.scope)
	blocked := b.get("/settings/team/delete")
	blocked.want(t, http.StatusOK, "The team has an account. Remove it first", `href="/accounts"`)
	blocked.lacks(t, `name="confirm"`, "Nothing was changed.", "Delete team")
	b.post("/settings/team/delete", "confirm", h.scope.Team.Name).want(t, http.StatusUnprocessableEntity, "The team has an account. Remove it first")
}

// TestTeamIsHandedToSomebodyChosen: nobody is chosen before a person chooses.
func TestTeamIsHandedToSomebodyChosen(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	eve := h.member("eve@example.com", access.Viewer)
	b := h.as(h.scope)
	b.get("/settings/team/hand-over").want(t, http.StatusOK, `<option value="" selected>Choose a member</option>`)
	b.post("/settings/team/hand-over", "member", "", "after", "admin").want(t, http.StatusUnprocessableEntity, "Choose one.")
	member, err := h.scope.TeamMember(ctx, h.membership(eve))
	if err != nil || member.Role != access.Viewer {
		t.Errorf("eve is %s: %v", member.Role, err)
	}
}

// TestRefusedInvitationNamesAllFields: the boxes of the accounts too.
func TestRefusedInvitationNamesAllFields(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.as(h.scope).post("/settings/members/invitations/new", "email", "", "role", "viewer", "sees", "some").
		want(t, http.StatusUnprocessableEntity, "Two fields need", `href="#f-email"`, `href="#f-account"`)
}
