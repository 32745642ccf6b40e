package handlers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/pages"
	"pinfold/web/templates/ui"
)

// teamHeader and teamField say which team the page shows that sends a request:
// another tab may have switched the session to another one meanwhile.
const (
	teamHeader = "Panel-Team"
	teamField  = "in_team"
)

// sameTeam refuses what comes from a page of another team than the session's,
// so that nothing of two teams is mixed. Scripts are sent to the start.
func (p *panel) sameTeam(c echo.Context, scope models.Scope) error {
	said, err := c.Request().Header.Get(teamHeader), error(nil)
	if said == "" {
		said, err = saidTeam(c)
	}
	if err != nil || said == "" || idOf(said) == scope.Team.ID {
		return err
	}
	c.Response().Header().Set("HX-Redirect", "/")
	return echo.NewHTTPError(http.StatusConflict, "You switched to the team “"+scope.Team.Name+"” meanwhile. Nothing was done. Switch back to do it there.")
}

// saidTeam is the team that an address or a form names, "" for none. Uploads
// are not looked into: their address names a bucket.
func saidTeam(c echo.Context) (string, error) {
	r := c.Request()
	if r.Method != http.MethodPost {
		return c.QueryParam(teamField), nil
	}
	if !strings.HasPrefix(r.Header.Get("Content-Type"), echo.MIMEApplicationForm) {
		return "", nil
	}
	sent, err := posted(c)
	return sent.Get(teamField), err
}

// outside answers somebody whose session opens no team: nobody, or a person who
// is not in the session's team any more.
func (p *panel) outside(c echo.Context) error {
	user, err := p.Store.Person(c.Request().Context(), idOf(sessionValue(c, sessionUser)))
	if errors.Is(err, models.ErrNotFound) {
		return p.askToSignIn(c)
	}
	if err != nil {
		return err
	}
	r := c.Request()
	switch {
	case r.Header.Get("HX-Request") != "" || r.URL.Path == "/events":
		c.Response().Header().Set("HX-Redirect", "/")
		return echo.NewHTTPError(http.StatusUnauthorized, "You are not in this team any more.")
	case r.Method == http.MethodGet && r.URL.Path == "/":
		return p.otherTeam(c, user)
	}
	return p.notHere(r.Context(), user)
}

// errNoTeam is the answer to somebody who is in no team: to them nothing else is
// there, whatever the address.
var errNoTeam = fmt.Errorf("in no team: %w", models.ErrNotFound)

const noTeam = "You are in no team. Ask the owner of a team to invite you, and open the link."

// notHere is a missing page, or what to do for who is in no team yet.
func (p *panel) notHere(ctx context.Context, user models.User) error {
	teams, err := p.Store.TeamsOf(ctx, user.ID)
	if err != nil {
		return err
	}
	waits, err := p.Store.HasInvitation(ctx, user.Email, 0)
	switch {
	case err != nil:
		return err
	case waits && len(teams) == 0:
		return forbidden("You are invited, and in no team yet. Open the link of the invitation.")
	case len(teams) == 0:
		return errNoTeam
	}
	return models.ErrNotFound
}

// otherTeam leads who was removed to another team of theirs.
func (p *panel) otherTeam(c echo.Context, user models.User) error {
	teams, err := p.Store.TeamsOf(c.Request().Context(), user.ID)
	if err != nil {
		return err
	}
	if len(teams) == 0 {
		return p.render(c, http.StatusForbidden, pages.NoTeam(layout.Shell{Title: "You are in no team", Theme: user.Theme}, user.Email))
	}
	if err := p.enterTeam(c, teams[0].ID); err != nil {
		return err
	}
	notice := ui.Notice{Kind: ui.Unknown, Title: "You are not in that team any more", Text: "This is " + teams[0].Name + "."}
	if err := p.leaveToast(c, notice); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/")
}

// enterTeam makes a team the session's.
func (p *panel) enterTeam(c echo.Context, team models.ID) error {
	session := sessionOf(c)
	session.Values[sessionTeam] = fmt.Sprint(team)
	return p.sessions.Keep(c.Request(), session)
}
