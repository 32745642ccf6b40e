package handlers

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/members"
	"pinfold/web/templates/ui"
)

const (
	teamURL   = "/settings/team"
	wrongName = "This is not the name. Type it as it stands above."
)

// team shows the team's name, one's own teams, and the ways out.
func (p *panel) team(c echo.Context) error {
	return p.showTeam(c, http.StatusOK, form.Values{"name": scopeOf(c).Team.Name}, nil)
}

func (p *panel) showTeam(c echo.Context, status int, values form.Values, errs form.Errors) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	view := members.Team{Name: scope.Team.Name, RenameURL: teamURL, Form: teamForm, Values: values, Errors: errs,
		MayRename: scope.May(access.ManageTeam), NewURL: newTeamURL, LeaveURL: teamURL + "/leave"}
	teams, err := scope.Teams(ctx)
	if err != nil {
		return err
	}
	for _, t := range teams {
		view.Teams = append(view.Teams, members.OwnTeam{ID: fmt.Sprint(t.ID), Name: t.Name, Role: roleName(t.Role), Current: t.ID == scope.Team.ID})
	}
	if scope.May(access.OwnTeam) {
		view.HandURL, view.DeleteURL = teamURL+"/hand-over", teamURL+"/delete"
	}
	s, err := p.shell(c, "Team", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = settingsURL, "Settings", true
	view.TeamID = s.TeamID
	return p.render(c, status, members.TeamPage(s, view))
}

// renameTeam gives the team another name.
func (p *panel) renameTeam(c echo.Context) error {
	if err := refuseLooker(c, access.ManageTeam, "the team", "it"); err != nil {
		return err
	}
	values, errs, err := parsed(c, teamForm)
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showTeam(c, http.StatusUnprocessableEntity, values, errs)
	}
	err = scopeOf(c).RenameTeam(c.Request().Context(), values["name"], models.Audit{Action: "team.rename", Outcome: "changed", Address: c.RealIP()})
	if err != nil {
		return err
	}
	return p.doneThere(c, teamURL, ui.Notice{Kind: ui.OK, Title: "The team is called " + values["name"]})
}

func (p *panel) leavePage(c echo.Context) error { return p.showLeave(c, http.StatusOK, "", "") }

func (p *panel) showLeave(c echo.Context, status int, problem, reason string) error {
	view := members.Ask{TeamID: teamID(c), Typed: scopeOf(c).Team.Name, Problem: problem, Reason: reason,
		Asking: ui.Asking{Title: "Leave " + scopeOf(c).Team.Name, Action: teamURL + "/leave", Cancel: teamURL, Submit: "Leave team", Danger: true},
		Consequences: []ui.Consequence{
			{Kind: ui.Error, Text: "You see nothing of this team any more. Only an invitation brings you back."},
			{Kind: ui.Error, Text: "Your drafts, own views, unsent DNS changes, API tokens and calendar address in this team are gone."},
			{Kind: ui.OK, Text: "What you started goes on, and the history keeps your name."},
		}}
	return p.showBoxIn(c, status, view.Asking.Title, teamURL, "Team", members.AskBox(view))
}

// leave takes the person out of the team.
func (p *panel) leave(c echo.Context) error {
	scope := scopeOf(c)
	if c.FormValue("confirm") != scope.Team.Name {
		return p.showLeave(c, http.StatusUnprocessableEntity, wrongName, "")
	}
	err := scope.Leave(c.Request().Context(), models.Audit{Action: "member.leave", Outcome: "left", Address: c.RealIP()})
	if errors.Is(err, models.ErrLastOwner) {
		return p.showLeave(c, http.StatusUnprocessableEntity, "", "You are the last owner, who cannot go. Hand the team over first, or delete it.")
	}
	if err != nil {
		return err
	}
	p.membersChanged(scope.Team.ID)
	return p.gone(c, "You left "+scope.Team.Name)
}

// gone goes on with somebody who is not in the session's team any more.
func (p *panel) gone(c echo.Context, title string) error {
	teams, err := p.Store.TeamsOf(c.Request().Context(), scopeOf(c).User.ID)
	if err != nil {
		return err
	}
	notice := ui.Notice{Kind: ui.OK, Title: title}
	if len(teams) > 0 {
		notice.Text = "This is " + teams[0].Name + "."
		if err := p.enterTeam(c, teams[0].ID); err != nil {
			return err
		}
	}
	return p.doneThere(c, "/", notice)
}

func (p *panel) deleteTeamPage(c echo.Context) error {
	return p.showDeleteTeam(c, http.StatusOK, "", "")
}

func (p *panel) showDeleteTeam(c echo.Context, status int, problem, reason string) error {
	if !scopeOf(c).May(access.OwnTeam) {
		return forbidden("Only an owner may delete the team. Nothing was deleted.")
	}
	accounts, err := scopeOf(c).Accounts(c.Request().Context())
	if err != nil {
		return err
	}
	view := members.Ask{TeamID: teamID(c), Typed: scopeOf(c).Team.Name, Problem: problem, Reason: reason,
		Asking: ui.Asking{Title: "Delete " + scopeOf(c).Team.Name, Action: teamURL + "/delete", Cancel: teamURL, Submit: "Delete team", Danger: true},
		Consequences: []ui.Consequence{
			{Kind: ui.Error, Text: "All members lose it at once. It cannot be brought back."},
			{Kind: ui.Error, Text: "Operations, alerts, views, canned replies, rates and invitations are deleted."},
			{Kind: ui.OK, Text: "The audit trail stays with the operator of the panel."},
		}}
	if n := len(accounts); n > 0 {
		view = members.Ask{TeamID: view.TeamID, Reason: reason, Asking: view.Asking, Blocked: blockedByAccounts(n), BlockedURL: "/accounts", BlockedLink: "To the accounts"}
		view.Asking.Submit, view.Asking.Danger = "", false
	}
	return p.showBoxIn(c, status, view.Asking.Title, teamURL, "Team", members.AskBox(view))
}

// blockedByAccounts says why a team that has accounts is not deleted.
func blockedByAccounts(n int) string {
	if n == 1 {
		return "The team has an account. Remove it first: it is forgotten here and goes on at its provider."
	}
	return fmt.Sprintf("The team has %d accounts. Remove them first: they are forgotten here and go on at their providers.", n)
}

// deleteTeam removes the team.
func (p *panel) deleteTeam(c echo.Context) error {
	scope := scopeOf(c)
	if scope.May(access.OwnTeam) && c.FormValue("confirm") != scope.Team.Name {
		return p.showDeleteTeam(c, http.StatusUnprocessableEntity, wrongName, "")
	}
	err := scope.DeleteTeam(c.Request().Context(), models.Audit{Action: "team.delete", Outcome: "deleted", Address: c.RealIP()})
	switch {
	case errors.Is(err, models.ErrHasAccounts):
		return p.showDeleteTeam(c, http.StatusUnprocessableEntity, "", "")
	case errors.Is(err, models.ErrLastTeam):
		return p.showDeleteTeam(c, http.StatusUnprocessableEntity, "", "This is the only team of the panel, which keeps one.")
	case errors.Is(err, models.ErrRole):
		return forbidden("Only an owner may delete the team. Nothing was deleted.")
	case err != nil:
		return err
	}
	return p.gone(c, scope.Team.Name+" is deleted")
}
