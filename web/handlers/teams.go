package handlers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/members"
	"pinfold/web/templates/ui"
)

const newTeamURL = "/settings/teams/new"

var teamForm = form.Form{Fields: []form.Field{
	{Name: "name", Label: "Name", Kind: form.Text, MaxLength: models.TeamNameMost, Autocomplete: "off", Check: teamNameProblem},
}}

// teamNameProblem keeps names readable in one line.
func teamNameProblem(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
		return "Has characters that cannot be seen."
	}
	return ""
}

// teamLinks are the teams that the person may switch to.
func (p *panel) teamLinks(c echo.Context) (links []layout.Team, err error) {
	scope := scopeOf(c)
	teams, err := scope.Teams(c.Request().Context())
	for _, t := range teams {
		links = append(links, layout.Team{ID: fmt.Sprint(t.ID), Name: t.Name, Role: roleName(t.Role), Current: t.ID == scope.Team.ID})
	}
	return links, err
}

// switchTeam takes the session to another team of the person.
func (p *panel) switchTeam(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	team, err := oneID(sent, "team")
	if err != nil {
		return err
	}
	ctx, scope := c.Request().Context(), scopeOf(c)
	to, err := p.Store.ScopeFor(ctx, scope.User.ID, team)
	if errors.Is(err, models.ErrNotFound) {
		return p.notYet(ctx, scope.User.Email, team)
	}
	if err != nil {
		return err
	}
	if err := p.enterTeam(c, to.Team.ID); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/")
}

// notYet is the answer to somebody who is not in a team; only who is invited
// learns that there is one.
func (p *panel) notYet(ctx context.Context, email string, team models.ID) error {
	waits, err := p.Store.HasInvitation(ctx, email, team)
	if err != nil {
		return err
	}
	if waits {
		return forbidden("You are invited to this team, and not in it yet. Open the link of the invitation.")
	}
	return models.ErrNotFound
}

func (p *panel) newTeamPage(c echo.Context) error {
	return p.showNewTeam(c, http.StatusOK, form.Values{}, nil)
}

func (p *panel) showNewTeam(c echo.Context, status int, values form.Values, errs form.Errors) error {
	return p.showMembers(c, status, "New team", teamURL, "Team", func(s layout.Shell) members.Form {
		return members.Form{Title: s.Title, Up: s.BackLabel, UpURL: s.Back, Action: newTeamURL, Submit: "Create team", Fields: teamForm, Values: values, Errors: errs,
			Help: []string{"You become its owner and see it at once.", "Its accounts, members and alerts are its own. Nothing of this team goes along.",
				"Switch between teams in the menu with your name."}}
	})
}

// newTeam makes a team of the person's own and goes there.
func (p *panel) newTeam(c echo.Context) error {
	values, errs, err := parsed(c, teamForm)
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showNewTeam(c, http.StatusUnprocessableEntity, values, errs)
	}
	id, err := scopeOf(c).NewTeam(c.Request().Context(), values["name"], models.Audit{Action: "team.create", Outcome: "created", Address: c.RealIP()})
	if errors.Is(err, models.ErrTeamsMany) {
		return p.showNewTeam(c, http.StatusUnprocessableEntity, values, form.Errors{"": "You own 20 teams, which is the most. Nothing was created."})
	}
	if err != nil {
		return err
	}
	if err := p.enterTeam(c, id); err != nil {
		return err
	}
	return p.doneThere(c, "/", ui.Notice{Kind: ui.OK, Title: "The team " + values["name"] + " is created", Text: "This is its overview."})
}
