package handlers

import (
	"fmt"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// invited adds a member and an open invitation to ann's team, and returns their
// ids.
func (h *house) invited(email string) (member, invitation string) {
	h.t.Helper()
	row := models.Invitation{Email: "to-be-" + email, Role: access.Viewer, Digest: digestOf(email)}
	testdb.Must(h.t, h.scope.Invite(ctx, &row, models.Audit{Action: "member.invite"}))
	return fmt.Sprint(h.membership(h.member(email, access.Viewer))), fmt.Sprint(row.ID)
}

// membership is the id of a person's membership.
func (h *house) membership(scope models.Scope) models.ID {
	h.t.Helper()
	return models.ID(h.Int(h.t, "SELECT id FROM memberships WHERE team_id = ? AND user_id = ?", scope.Team.ID, scope.User.ID))
}

// TestInvitationsFloodNoMailbox: a link is shown each time, and mailed a few
// times only.
func TestInvitationsFloodNoMailbox(t *testing.T) {
	t.Parallel()
	h, box := mailing(t)
	ann := h.as(h.scope)
	ann.post(invitationsURL+"/new", "email", "new@example.com", "role", "viewer", "sees", "all").want(t, 200, "new@example.com")
	for range 4 {
		ann.post(invitationURL(1)+"/renew").want(t, 200, "/invitations/")
	}
	ann.post(invitationURL(1)+"/renew").want(t, 200, "/invitations/", "Too many invitations were mailed")
	if n := len(box); n != linksPerName {
		t.Errorf("%d mails", n)
	}
	h.Clock.Add(wrongWindow + time.Second)
	ann.post(invitationURL(1)+"/renew").want(t, 200, "/invitations/")
	if n := len(box); n != linksPerName+1 {
		t.Errorf("%d mails afterwards", n)
	}
}
