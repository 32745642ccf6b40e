package handlers

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/password"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/pages"
	"pinfold/web/templates/ui"
)

// joinForm is what somebody gives who is new to the panel.
var joinForm = form.Form{Fields: []form.Field{
	{Name: "name", Label: "Your name", Kind: form.Text, Autocomplete: "name", MaxLength: 100},
	{Name: "password", Label: "Password", Kind: form.Password, Secret: true, Autocomplete: "new-password",
		Help: "At least 12 characters.", MaxLength: password.MaxLength, Check: password.Problem},
}}

// invited loads the invitation of the link, and who asks if they are signed in.
func (p *panel) invited(c echo.Context) (i models.Invited, user models.User, err error) {
	if i, err = p.Store.InvitedBy(c.Request().Context(), digestOf(c.Param("token"))); err != nil {
		return i, user, err
	}
	user, err = p.Store.Person(c.Request().Context(), idOf(sessionValue(c, sessionUser)))
	if errors.Is(err, models.ErrNotFound) {
		err = nil
	}
	return i, user, err
}

// invitationPage asks whether one wants to join.
func (p *panel) invitationPage(c echo.Context) error {
	i, user, err := p.invited(c)
	if errors.Is(err, models.ErrNotFound) {
		return p.deadLink(c)
	}
	if err != nil {
		return err
	}
	return p.showInvitation(c, http.StatusOK, i, user, form.Values{}, nil)
}

func (p *panel) showInvitation(c echo.Context, status int, i models.Invited, user models.User, values form.Values, errs form.Errors) error {
	path := "/invitations/" + url.PathEscape(c.Param("token"))
	return p.render(c, status, pages.Join(layout.Shell{Title: "Invitation", Theme: user.Theme}, pages.Invitation{
		Team: i.Team, By: i.By, Role: roleName(i.Role), Does: i.Role.Does(), Email: i.Email, Host: p.URL.Host, Action: path,
		You: user.Email, Other: user.Email != "" && user.Email != i.Email, SignInURL: "/sign-in?next=" + url.QueryEscape(path),
		Form: joinForm, Values: values, Errors: errs, Ends: i.ExpiresAt,
		Token: c.Param("token"), SSO: p.ssoName(),
	}))
}

// deadLink is the one answer to a link that does not work, whatever the reason.
func (p *panel) deadLink(c echo.Context) error {
	return p.render(c, http.StatusNotFound, pages.DeadInvitation(layout.Shell{Title: "This invitation does not work"}))
}

// accept lets whoever holds the link join: as who they are signed in, or as
// somebody new.
func (p *panel) accept(c echo.Context) error {
	i, user, err := p.invited(c)
	if errors.Is(err, models.ErrNotFound) {
		return p.deadLink(c)
	}
	if err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	if user.ID != 0 {
		return p.acceptAs(c, i, user, sent)
	}
	values, errs := joinForm.Parse(sent)
	if problem := password.ProblemFor(values["password"], i.Email, values["name"], i.Team); errs == nil && problem != "" {
		errs = form.Errors{"password": problem}
	}
	if errs != nil {
		return p.showInvitation(c, http.StatusUnprocessableEntity, i, user, values, errs)
	}
	hash, err := password.Hash(values["password"])
	if err != nil {
		return err
	}
	user = models.User{Name: values["name"], PasswordHash: hash}
	if _, err = p.join(c, &user); errors.Is(err, models.ErrTaken) {
		return p.showInvitation(c, http.StatusUnprocessableEntity, i, models.User{}, values, form.Errors{
			"": i.Email + " has an account here already. Sign in to join. Nothing was created."})
	}
	if errors.Is(err, models.ErrNotFound) {
		return p.deadLink(c)
	}
	if err != nil {
		return err
	}
	return p.enter(c, user, "/")
}

// acceptAs lets somebody join who is signed in. An invitation for another
// address has to be accepted knowingly.
func (p *panel) acceptAs(c echo.Context, i models.Invited, user models.User, sent url.Values) error {
	if as := sent.Get("as"); models.NormalEmail(as) != user.Email {
		return p.showInvitation(c, http.StatusUnprocessableEntity, i, user, form.Values{}, form.Errors{"": "You are signed in as " + user.Email + " now. Nothing was done yet."})
	}
	team, err := p.join(c, &user)
	switch {
	case errors.Is(err, models.ErrMember):
		return p.showInvitation(c, http.StatusUnprocessableEntity, i, user, form.Values{}, form.Errors{"": "You are in this team already. The invitation stays open."})
	case errors.Is(err, models.ErrNotFound):
		return p.deadLink(c)
	case err != nil:
		return err
	}
	if err := p.enterTeam(c, team); err != nil {
		return err
	}
	return p.doneThere(c, "/", ui.Notice{Kind: ui.OK, Title: "You joined " + i.Team})
}

// join makes somebody a member by the link.
func (p *panel) join(c echo.Context, user *models.User) (models.ID, error) {
	entry := models.Audit{Action: "member.join", Outcome: "joined", Address: c.RealIP()}
	team, err := p.Store.Accept(c.Request().Context(), digestOf(c.Param("token")), user, entry)
	if err == nil {
		p.membersChanged(team)
	}
	return team, err
}
