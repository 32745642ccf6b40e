package handlers

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/feed"
	"pinfold/internal/models"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/members"
)

const (
	membersURL     = "/settings/members"
	invitationsURL = membersURL + "/invitations"
)

// mayManageMembers is nil for who may.
func mayManageMembers(c echo.Context) error {
	if manages(scopeOf(c)) {
		return nil
	}
	return forbidden(onlyLook("the members", "them", access.ManageMembers))
}

func manages(scope models.Scope) bool { return scope.May(access.ManageMembers) && !scope.Limited() }

// members lists who is in the team, and who is invited.
func (p *panel) members(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	rows, err := scope.TeamMembers(ctx)
	if err != nil {
		return err
	}
	labels, err := p.accountLabels(ctx, scope)
	if err != nil {
		return err
	}
	page := members.Page{Team: scope.Team.Name, MayManage: manages(scope), NewURL: invitationsURL + "/new", Live: "members"}
	for _, m := range rows {
		page.Members = append(page.Members, memberRow(scope, m, labels))
	}
	if page.MayManage {
		if page.Invitations, err = p.invitationRows(ctx, scope, rows, labels); err != nil {
			return err
		}
	}
	s, err := p.shell(c, "Members", "settings")
	if err != nil {
		return err
	}
	s.HeadHidden, s.Back, s.BackLabel = true, settingsURL, "Settings"
	if page.MayManage {
		s.Add, s.AddLabel = page.NewURL, "Invite"
	}
	return p.render(c, http.StatusOK, members.ListPage(s, page))
}

// accountLabels are the names of the visible accounts.
func (p *panel) accountLabels(ctx context.Context, scope models.Scope) (map[models.ID]string, error) {
	accounts, err := scope.Accounts(ctx)
	labels := map[models.ID]string{}
	for _, a := range accounts {
		vendor, _ := p.Fleet.Vendor(a.Provider)
		labels[a.ID] = vendor.Name + " " + a.Label
	}
	return labels, err
}

// memberRow is a member as the list shows it. What others see and do to sign
// in is for who manages members.
func memberRow(scope models.Scope, m models.Member, labels map[models.ID]string) members.Row {
	row := members.Row{ID: fmt.Sprint(m.ID), Name: m.Label(), Email: m.Email, Role: roleName(m.Role), You: m.UserID == scope.User.ID}
	if !manages(scope) && !row.You {
		return row
	}
	row.Known, row.Sees, row.Factor = true, seesText(m.Limited, m.Accounts, labels), m.Factor
	if m.SeenAt != nil {
		row.Seen = *m.SeenAt
	}
	if manages(scope) && scope.Role.MayGive(m.Role) {
		row.URL = memberURL(m.ID)
	}
	return row
}

func memberURL(id models.ID) string { return fmt.Sprintf("%s/%d", membersURL, id) }

// seesText says which accounts a member sees.
func seesText(limited bool, accounts []models.ID, labels map[models.ID]string) string {
	if !limited {
		return "All accounts"
	}
	var names []string
	for _, id := range accounts {
		if label, ok := labels[id]; ok {
			names = append(names, label)
		}
	}
	if len(names) == 0 {
		return "No account"
	}
	return strings.Join(names, ", ")
}

func (p *panel) invitationRows(ctx context.Context, scope models.Scope, rows []models.Member, labels map[models.ID]string) (list []members.Invitation, err error) {
	open, err := scope.Invitations(ctx)
	names := map[models.ID]string{}
	for _, m := range rows {
		names[m.UserID] = m.Label()
	}
	for _, i := range open {
		row := members.Invitation{ID: fmt.Sprint(i.ID), Email: i.Email, Role: roleName(i.Role), Sees: seesText(i.Limited, i.Accounts, labels),
			By: names[i.InvitedBy], At: i.CreatedAt, Ends: i.ExpiresAt, Over: !i.Open(p.Store.Now())}
		if scope.Role.MayGive(i.Role) {
			row.RenewURL, row.RevokeURL = invitationURL(i.ID)+"/renew", invitationURL(i.ID)+"/revoke"
		}
		list = append(list, row)
	}
	return list, err
}

func invitationURL(id models.ID) string { return fmt.Sprintf("%s/%d", invitationsURL, id) }

// showMembers renders a form of the team's settings.
func (p *panel) showMembers(c echo.Context, status int, title, back, label string, view func(layout.Shell) members.Form) error {
	s, err := p.shell(c, title, "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = back, label, true
	f := view(s)
	f.TeamID = s.TeamID
	return p.render(c, status, members.FormPage(s, f))
}

// teamID is the session's team as forms name it.
func teamID(c echo.Context) string { return fmt.Sprint(scopeOf(c).Team.ID) }

// showBoxIn renders a question of the team's settings, in the dialog or on a
// page.
func (p *panel) showBoxIn(c echo.Context, status int, title, back, label string, box templ.Component) error {
	if inDialog(c) {
		return p.render(c, status, box)
	}
	s, err := p.shell(c, title, "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = back, label
	return p.render(c, status, members.BoxPage(s, title, box))
}

// membersChanged has open lists of members fetch themselves again.
func (p *panel) membersChanged(team models.ID) {
	p.Bus.Publish(feed.Event{Team: int64(team), Kind: "member"})
}
