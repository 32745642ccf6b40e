package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/ui"
)

const sessionsURL = "/settings/sessions"

// sessionsPage lists where the person is signed in.
func (p *panel) sessionsPage(c echo.Context) error {
	rows, err := scopeOf(c).Sessions(c.Request().Context())
	if err != nil {
		return err
	}
	view := settings.Sessions{OthersURL: sessionsURL + "/others"}
	here := digestOf(sessionOf(c).ID)
	for _, row := range rows {
		if p.sessions.lasts.over(row, p.Store.Now()) {
			continue
		}
		one := settings.Session{ID: row.Digest[:12], Device: deviceWords(row.Device), Address: row.Address, Began: row.CreatedAt, Seen: row.SeenAt,
			Ends: p.sessions.lasts.end(row.CreatedAt, row.SeenAt), Here: row.Digest == here, EndURL: sessionsURL + "/" + row.Digest + "/end"}
		if row.SeenAddress != row.Address {
			one.LastAddress = row.SeenAddress
		}
		if one.Here {
			view.Rows = append([]settings.Session{one}, view.Rows...)
		} else {
			view.Rows = append(view.Rows, one)
			view.Others++
		}
	}
	s, err := p.shell(c, "Sessions", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = settingsURL, "Settings", true
	return p.render(c, http.StatusOK, settings.SessionsPage(s, view))
}

// endSession signs one browser of the person out; their present one too, if
// they choose it.
func (p *panel) endSession(c echo.Context) error {
	digest := c.Param("session")
	err := scopeOf(c).EndSession(c.Request().Context(), digest, models.Audit{Action: "session.end", Outcome: "ended", Address: c.RealIP()})
	if err != nil {
		return err
	}
	if digest == digestOf(sessionOf(c).ID) {
		return c.Redirect(http.StatusSeeOther, "/sign-in")
	}
	return p.doneThere(c, sessionsURL, ui.Notice{Kind: ui.OK, Title: "The session has ended"})
}

// endOtherSessions signs all other browsers of the person out.
func (p *panel) endOtherSessions(c echo.Context) error {
	err := scopeOf(c).EndOtherSessions(c.Request().Context(), digestOf(sessionOf(c).ID),
		models.Audit{Action: "session.end_others", Outcome: "ended", Address: c.RealIP()})
	if err != nil {
		return err
	}
	return p.doneThere(c, sessionsURL, ui.Notice{Kind: ui.OK, Title: "All other sessions have ended"})
}
