package handlers

import (
	"fmt"

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
