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

// handForm asks who shall own the team.
func (p *panel) handForm(c echo.Context) (form.Form, error) {
	scope := scopeOf(c)
	if !scope.May(access.OwnTeam) {
		return form.Form{}, forbidden("Only an owner may hand the team over. Nothing was changed.")
	}
	rows, err := scope.TeamMembers(c.Request().Context())
	to := form.Field{Name: "member", Label: "New owner", Kind: form.Select, Options: []form.Option{{Value: "", Label: "Choose a member"}}}
	for _, m := range rows {
		if m.Role != access.Owner {
			to.Options = append(to.Options, form.Option{Value: fmt.Sprint(m.ID), Label: m.Label() + ", " + roleName(m.Role)})
		}
	}
	after := form.Field{Name: "after", Label: "You are then", Kind: form.Radio, Default: "admin", Options: []form.Option{
		{Value: "admin", Label: "Admin", Help: "Owners can take that away from you."},
		{Value: "owner", Label: "An owner too", Help: "Either of you can remove the other."}}}
	return form.Form{Fields: []form.Field{to, after}}, err
}

func (p *panel) handOverPage(c echo.Context) error {
	f, err := p.handForm(c)
	if err != nil {
		return err
	}
	return p.showHandOver(c, http.StatusOK, f, f.Defaults(), nil)
}

func (p *panel) showHandOver(c echo.Context, status int, f form.Form, values form.Values, errs form.Errors) error {
	view := members.Ask{TeamID: teamID(c), Fields: &f, Values: values, Errors: errs,
		Asking:       ui.Asking{Title: "Hand over " + scopeOf(c).Team.Name, Action: teamURL + "/hand-over", Cancel: teamURL, Submit: "Hand over"},
		Consequences: []ui.Consequence{{Kind: ui.Unknown, Text: "A new owner may do everything, also remove you. They see all accounts."}}}
	if len(f.Fields[0].Options) == 1 {
		view.Reason = "Everybody in the team is an owner already. Invite somebody first."
		view.Fields, view.Asking.Submit = nil, ""
	}
	return p.showBoxIn(c, status, view.Asking.Title, teamURL, "Team", members.AskBox(view))
}

// handOver makes somebody else an owner.
func (p *panel) handOver(c echo.Context) error {
	f, err := p.handForm(c)
	if err != nil {
		return err
	}
	values, errs, err := parsed(c, f)
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showHandOver(c, http.StatusUnprocessableEntity, f, values, errs)
	}
	entry := models.Audit{Action: "team.hand_over", Outcome: "changed", Address: c.RealIP()}
	err = scopeOf(c).HandOver(c.Request().Context(), idOf(values["member"]), values["after"] == "admin", entry)
	if errors.Is(err, models.ErrRole) {
		return forbidden("You are no owner any more. Nothing was changed.")
	}
	if err != nil {
		return err
	}
	p.membersChanged(scopeOf(c).Team.ID)
	return p.doneThere(c, membersURL, ui.Notice{Kind: ui.OK, Title: scopeOf(c).Team.Name + " is handed over"})
}
