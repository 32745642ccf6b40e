package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/ui"
)

const policyURL = "/settings/security-policy"

var policyForm = form.Form{Fields: []form.Field{
	{Name: "require_factor", Label: "Require a second factor of all members", Kind: form.Checkbox, Optional: true,
		Help: "The team is closed to members without one until they set one up. Single sign-on counts as one."},
}}

func mayOwn(c echo.Context) error {
	if scopeOf(c).May(access.OwnTeam) {
		return nil
	}
	return forbidden("Only an owner of the team sets the rules for signing in.")
}

func (p *panel) policyPage(c echo.Context) error {
	if err := mayOwn(c); err != nil {
		return err
	}
	values := form.Values{}
	if scopeOf(c).Team.RequireFactor {
		values["require_factor"] = "1"
	}
	return p.showPolicy(c, http.StatusOK, values, nil)
}

func (p *panel) showPolicy(c echo.Context, status int, values form.Values, errs form.Errors) error {
	lacking, members, err := scopeOf(c).MembersWithoutFactor(c.Request().Context())
	if err != nil {
		return err
	}
	s, err := p.shell(c, "Rules for signing in", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = settingsURL, "Settings", true
	page := settings.Policy{Form: policyForm, Values: values, Errors: errs, Action: policyURL, Members: members, On: scopeOf(c).Team.RequireFactor}
	for _, user := range lacking {
		page.Lacking = append(page.Lacking, personName(user))
	}
	return p.render(c, status, settings.PolicyPage(s, page))
}

// personName is how a member is called in a list.
func personName(user models.User) string {
	if user.Name == "" || user.Name == user.Email {
		return user.Email
	}
	return user.Name + ", " + user.Email
}

// setPolicy stores whether the team requires a second factor.
func (p *panel) setPolicy(c echo.Context) error {
	if err := mayOwn(c); err != nil {
		return err
	}
	values, errs, err := parsed(c, policyForm)
	if err != nil {
		return err
	}
	if len(errs) > 0 {
		return p.showPolicy(c, http.StatusUnprocessableEntity, values, errs)
	}
	on := values["require_factor"] != ""
	err = scopeOf(c).SetRequireFactor(c.Request().Context(), on, models.Audit{Action: "team.require_factor", Outcome: "changed", Address: c.RealIP()})
	if errors.Is(err, models.ErrNoFactor) {
		return p.showPolicy(c, http.StatusUnprocessableEntity, values,
			form.Errors{"require_factor": "Set up a second factor of your own first, under Signing in. Nothing was changed."})
	}
	if err != nil {
		return err
	}
	notice := ui.Notice{Kind: ui.OK, Title: "A second factor is not required"}
	if on {
		notice.Title = "A second factor is required of all members"
	}
	return p.doneThere(c, policyURL, notice)
}
