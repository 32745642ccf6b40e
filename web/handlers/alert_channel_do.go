package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/alerts"
	"pinfold/web/templates/ui"
)

// testChannel sends a test at once and says how it went.
func (p *panel) testChannel(c echo.Context) error {
	row, _, err := alertChannel(c)
	if err != nil {
		return err
	}
	entry := models.Audit{Action: "alerts.channel_test", TargetID: row.ID, TargetName: row.Name, Outcome: "asked", Address: c.RealIP()}
	if err := scopeOf(c).Record(c.Request().Context(), entry); err != nil {
		return err
	}
	reason, err := p.Alerts.Test(c.Request().Context(), scopeOf(c), row)
	if err != nil {
		return err
	}
	result := alerts.Result{Name: row.Name, Reason: reason}
	if inDialog(c) {
		return p.render(c, http.StatusOK, alerts.ResultNote(&result))
	}
	return p.showAlerts(c, &result)
}

// renewSecret makes another signing secret and shows it once.
func (p *panel) renewSecret(c echo.Context) error {
	row, kind, err := alertChannel(c)
	if err != nil {
		return err
	}
	if !kind.Signs {
		return echo.ErrNotFound
	}
	entry := models.Audit{Action: "alerts.channel_secret", Outcome: "changed", Address: c.RealIP()}
	secret, err := p.Alerts.Renew(c.Request().Context(), scopeOf(c), row, entry)
	if problem := channelProblem(err, nil); problem != nil {
		return echo.NewHTTPError(http.StatusConflict, problem[""])
	}
	if err != nil {
		return err
	}
	return p.showSecret(c, row, secret)
}

func (p *panel) removeChannelPage(c echo.Context) error {
	row, _, err := alertChannel(c)
	if err != nil {
		return err
	}
	asking := ui.Asking{Title: "Remove the channel " + row.Name, Action: channelURL(row.ID) + "/remove", Cancel: channelURL(row.ID),
		Submit: "Remove channel", Danger: true}
	loses := []ui.Consequence{
		{Kind: ui.Error, Text: "Nothing more is sent there, and its stored keys are forgotten."},
		{Kind: ui.OK, Text: "The log keeps what was sent."},
	}
	if inDialog(c) {
		return p.render(c, http.StatusOK, alerts.RemoveFragment(asking, loses))
	}
	s, err := p.shell(c, asking.Title, "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = channelURL(row.ID), row.Name
	return p.render(c, http.StatusOK, alerts.RemovePage(s, asking, loses))
}

func (p *panel) removeChannel(c echo.Context) error {
	row, _, err := alertChannel(c)
	if err != nil {
		return err
	}
	entry := models.Audit{Action: "alerts.channel_remove", Outcome: "removed", Address: c.RealIP()}
	if err := scopeOf(c).RemoveAlertChannel(c.Request().Context(), row, entry); err != nil {
		return err
	}
	p.Alerts.Changed(scopeOf(c).Team.ID)
	return p.doneThere(c, alertsURL, ui.Notice{Kind: ui.OK, Title: "The channel " + row.Name + " is removed"})
}

// sendAgain makes a delivery that failed due at once.
func (p *panel) sendAgain(c echo.Context) error {
	if err := mayChangeAlerts(c); err != nil {
		return err
	}
	entry := models.Audit{Action: "alerts.again", Outcome: "asked", Address: c.RealIP()}
	err := scopeOf(c).SendAgain(c.Request().Context(), idOf(c.Param("delivery")), entry)
	back := addressOfLog(c.FormValue("back"))
	if errors.Is(err, models.ErrChanged) {
		return p.doneThere(c, back, ui.Notice{Kind: ui.Error, Title: "It cannot be sent again", Text: "It was sent meanwhile, or its channel was removed."})
	}
	if err != nil {
		return err
	}
	p.Alerts.Changed(scopeOf(c).Team.ID)
	return p.doneThere(c, back, ui.Notice{Kind: ui.Working, Title: "It is sent again", Text: "A channel gets one message a minute at most."})
}
