package handlers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/ui"
)

// render writes a component with a status. It renders into memory first, so
// that a failure half-way still gets an error page.
func (p *panel) render(c echo.Context, status int, page templ.Component) error {
	var buffer bytes.Buffer
	if err := page.Render(c.Request().Context(), &buffer); err != nil {
		return err
	}
	return c.HTMLBlob(status, buffer.Bytes())
}

// shell is what surrounds the page of someone who is signed in.
func (p *panel) shell(c echo.Context, title, active string) (layout.Shell, error) {
	scope := scopeOf(c)
	if isBare(c) {
		return p.bareShell(c, title, active), nil
	}
	counts, err := p.counts(c)
	s := layout.Shell{
		Title: title, Active: active, Theme: scope.User.Theme, KeysOff: scope.User.KeysOff,
		User: layout.User{Name: scope.User.Name, Email: scope.User.Email},
		Team: scope.Team.Name, Role: string(scope.Role), Counts: counts,
		Live: true, LiveKey: digestOf(sessionOf(c).ID)[:16] + "-" + fmt.Sprint(scope.Team.ID), TeamID: fmt.Sprint(scope.Team.ID),
	}
	s.Toasts = p.takeToast(c)
	if err != nil {
		return s, err
	}
	s.Teams, err = p.teamLinks(c)
	return s, err
}

// counts are the figures of the navigation.
func (p *panel) counts(c echo.Context) (layout.Counts, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	servers, err := scope.CountServers(ctx)
	if err != nil {
		return layout.Counts{}, err
	}
	open, unknown, err := scope.OpenCounts(ctx)
	if err != nil {
		return layout.Counts{}, err
	}
	fresh, err := scope.CountTickets(ctx, models.TicketQuery{Show: models.TicketsNew})
	if err != nil {
		return layout.Counts{}, err
	}
	held, err := scope.CountZones(ctx)
	if err != nil {
		return layout.Counts{}, err
	}
	unpaid, err := scope.CountUnpaid(ctx)
	if err != nil {
		return layout.Counts{}, err
	}
	failing, err := scope.CountFailing(ctx)
	return layout.Counts{Due: int(unpaid), NewTickets: int(fresh), Servers: int(servers), Zones: int(held), Running: int(open), NeedYou: int(unknown), Failing: int(failing)}, err
}

func (p *panel) nav(c echo.Context) error {
	s, err := p.shell(c, "", c.QueryParam("at"))
	if err != nil {
		return err
	}
	return p.render(c, http.StatusOK, layout.NavParts(s))
}

// inDialog reports whether a script asks for a fragment.
func inDialog(c echo.Context) bool { return c.Request().Header.Get("HX-Request") != "" }

// done answers a form that was taken: a script gets the notice, a plain form
// is sent on and gets it there.
func (p *panel) done(c echo.Context, target string, notice ui.Notice) error {
	if inDialog(c) {
		return p.render(c, http.StatusOK, ui.Toast(notice))
	}
	if err := p.leaveToast(c, notice); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, target)
}

// doneThere is done for forms whose outcome is another page.
func (p *panel) doneThere(c echo.Context, target string, notice ui.Notice) error {
	if err := p.leaveToast(c, notice); err != nil {
		return err
	}
	if inDialog(c) {
		c.Response().Header().Set("HX-Redirect", target)
		return c.NoContent(http.StatusOK)
	}
	return c.Redirect(http.StatusSeeOther, target)
}

// keptNotice is a notice on its way to the next page.
type keptNotice struct {
	Kind, Title, Text, Href string
}

func (p *panel) leaveToast(c echo.Context, n ui.Notice) error {
	text, err := keptText(n)
	if err != nil {
		return err
	}
	session := sessionOf(c)
	session.Values[sessionToast] = text
	return p.sessions.Keep(c.Request(), session)
}

func keptText(n ui.Notice) (string, error) {
	data, err := json.Marshal(keptNotice{string(n.Kind), n.Title, n.Text, n.Href})
	return string(data), err
}

func (p *panel) takeToast(c echo.Context) []templ.Component {
	text := sessionValue(c, sessionToast)
	if text == "" || inDialog(c) {
		return nil
	}
	session := sessionOf(c)
	delete(session.Values, sessionToast)
	var kept keptNotice
	if json.Unmarshal([]byte(text), &kept) != nil || p.sessions.Keep(c.Request(), session) != nil {
		return nil
	}
	return []templ.Component{ui.Toast(ui.Notice{Kind: ui.Kind(kept.Kind), Title: kept.Title, Text: kept.Text, Href: kept.Href})}
}
