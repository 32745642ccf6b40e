package handlers

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

// enterAlone signs in somebody who is in no team. All they can do is to accept
// an invitation.
func (p *panel) enterAlone(c echo.Context, user models.User, next string) error {
	entry := models.Audit{UserID: user.ID, Action: "session.begin", Outcome: "signed in, in no team", Address: c.RealIP()}
	if err := p.Store.Record(c.Request().Context(), entry); err != nil {
		return err
	}
	err := p.renew(c, map[string]string{sessionUser: fmt.Sprint(user.ID), sessionProved: fmt.Sprint(p.Store.Now().Unix()),
		sessionRound: fmt.Sprint(user.MeansRound)})
	if err != nil {
		return p.endedMeanwhile(c, err)
	}
	return c.Redirect(http.StatusSeeOther, local(next))
}
