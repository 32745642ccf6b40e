package handlers

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/mail"
	"pinfold/internal/models"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/members"
	"pinfold/web/templates/ui"
)

// invitationsPerPerson is how many invitations one person may have mailed within
// the window of the throttle.
const invitationsPerPerson = 30

var inviteEmail = form.Field{Name: "email", Label: "E-mail", Kind: form.Email, MaxLength: 254, Autocomplete: "off",
	Help: "Whom the invitation is meant for."}

func (p *panel) invitePage(c echo.Context) error {
	if err := mayManageMembers(c); err != nil {
		return err
	}
	return p.showInvite(c, http.StatusOK, form.Values{"role": "viewer", "sees": "all"}, nil, nil)
}

func (p *panel) showInvite(c echo.Context, status int, values form.Values, ticked []models.ID, errs form.Errors) error {
	accounts, err := p.accountChoices(c, ticked, errs["account"])
	if err != nil {
		return err
	}
	help := []string{"The link is shown once. Whoever holds it can join, until it is used or 7 days are over.",
		"No mail server is set up for this panel: send the link yourself."}
	if p.Mail != nil {
		help[1] = "The link is sent by e-mail, too."
	}
	return p.showMembers(c, status, "Invite", membersURL, "Members", func(s layout.Shell) members.Form {
		return members.Form{Title: s.Title, Up: s.BackLabel, UpURL: s.Back, Action: invitationsURL + "/new", Submit: "Make invitation",
			Fields: standingForm(scopeOf(c).Role, inviteEmail), Values: values, Errors: errs, Accounts: &accounts, Help: help}
	})
}

// invite makes an invitation and shows its link, this once: only the digest of
// its token is kept.
func (p *panel) invite(c echo.Context) error {
	if err := mayManageMembers(c); err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	to, values, errs, err := standingOf(sent, standingForm(scopeOf(c).Role, inviteEmail))
	if err != nil {
		return err
	}
	token := rand.Text()
	row := models.Invitation{Email: values["email"], Role: to.Role, Limited: to.Limited, Accounts: to.Accounts, Digest: digestOf(token)}
	if errs == nil {
		err = scopeOf(c).Invite(c.Request().Context(), &row, models.Audit{Action: "member.invite", Outcome: "invited", Address: c.RealIP()})
		errs, err = inviteProblem(err, values["email"])
	}
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showInvite(c, http.StatusUnprocessableEntity, values, to.Accounts, errs)
	}
	return p.sendInvitation(c, row, token)
}

// inviteProblem says what keeps an invitation from being made.
func inviteProblem(err error, email string) (form.Errors, error) {
	switch {
	case errors.Is(err, models.ErrMember):
		return form.Errors{"email": email + " is a member already."}, nil
	case errors.Is(err, models.ErrInvited):
		return form.Errors{"email": email + " is invited already. Make a new link in the list of invitations."}, nil
	case errors.Is(err, models.ErrInvitationsMany):
		return form.Errors{"": "50 invitations are open, which is the most. Revoke one first."}, nil
	}
	return memberProblem(err)
}

// sendInvitation shows a new link and sends it where mail is set up.
func (p *panel) sendInvitation(c echo.Context, row models.Invitation, token string) error {
	p.membersChanged(scopeOf(c).Team.ID)
	link := p.URL.JoinPath("invitations", token).String()
	view := members.Link{Title: "Invitation for " + row.Email, URL: link, Email: row.Email, Role: roleName(row.Role), Ends: row.ExpiresAt, Next: membersURL}
	if p.DerivedURL {
		view.LocalURL = p.URL.String()
	}
	switch {
	case p.Mail == nil:
	case p.throttle.takeOf(map[string]int{"invitation of " + row.Email: linksPerName, fmt.Sprint("invitations by ", scopeOf(c).User.ID): invitationsPerPerson}) > 0:
		view.Failed = "Too many invitations were mailed. Send the link yourself, or make a new one in a quarter of an hour."
	default:
		view.Mailed, view.Failed = p.mailInvitation(c.Request().Context(), scopeOf(c), row, link)
	}
	s, err := p.shell(c, view.Title, "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = membersURL, "Members", true
	return p.render(c, http.StatusOK, members.LinkPage(s, view))
}

// mailInvitation sends the link, or says why that did not work.
func (p *panel) mailInvitation(ctx context.Context, scope models.Scope, row models.Invitation, link string) (sent bool, problem string) {
	by := models.Member{Name: scope.User.Name, Email: scope.User.Email}.Label()
	err := p.Mail.Send(ctx, mail.Message{To: row.Email, Subject: "Invitation to the team " + scope.Team.Name,
		Text: fmt.Sprintf("%s invites you to the team %s at %s, as %s.\n\nJoin here within 7 days:\n%s\n\n"+
			"Whoever has this link can join in your place. If you do not know what this is about, leave it be.\n",
			by, scope.Team.Name, p.URL.Host, roleName(row.Role), link)})
	if err != nil {
		p.Log.Warn("an invitation was not sent", "team", scope.Team.ID)
		return false, err.Error()
	}
	return true, ""
}

// renewInvitation gives an invitation a new link.
func (p *panel) renewInvitation(c echo.Context) error {
	row, err := p.invitation(c)
	if err != nil {
		return err
	}
	token := rand.Text()
	err = scopeOf(c).RenewInvitation(c.Request().Context(), row.ID, digestOf(token), models.Audit{Action: "member.invite_again", Outcome: "invited", Address: c.RealIP()})
	if _, err = memberProblem(err); err != nil {
		return err
	}
	row.ExpiresAt = p.Store.Now().Add(models.InvitationLife)
	return p.sendInvitation(c, row, token)
}

// revokeInvitation kills the link of an invitation.
func (p *panel) revokeInvitation(c echo.Context) error {
	row, err := p.invitation(c)
	if err != nil {
		return err
	}
	err = scopeOf(c).RevokeInvitation(c.Request().Context(), row.ID, models.Audit{Action: "member.uninvite", Outcome: "revoked", Address: c.RealIP()})
	if _, err = memberProblem(err); err != nil {
		return err
	}
	p.membersChanged(scopeOf(c).Team.ID)
	return p.doneThere(c, membersURL, ui.Notice{Kind: ui.OK, Title: "The invitation of " + row.Email + " is revoked", Text: "Its link does not work any more."})
}

// invitation loads an invitation that the person may change.
func (p *panel) invitation(c echo.Context) (models.Invitation, error) {
	row, err := scopeOf(c).Invitation(c.Request().Context(), idOf(c.Param("id")))
	if err == nil {
		err = mayManageMembers(c)
	}
	if err == nil && !scopeOf(c).Role.MayGive(row.Role) {
		err = forbidden("Only an owner may invite owners. Nothing was changed.")
	}
	return row, err
}
