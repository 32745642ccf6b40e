package handlers

import (
	"errors"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

// recordSignOut writes down that a person leaves, before the session ends.
// A session of nobody ends unrecorded.
func (p *panel) recordSignOut(c echo.Context, session *sessions.Session) error {
	scope, err := p.personOf(c)
	if errors.Is(err, models.ErrNotFound) || session.IsNew {
		return nil
	}
	if err != nil {
		return err
	}
	return scope.Record(c.Request().Context(), models.Audit{Action: "session.end", Outcome: "signed out", Address: c.RealIP()})
}
