package handlers

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	alertdesk "pinfold/internal/alerts"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/alerts"
	"pinfold/web/templates/ui"
)

func (p *panel) alertsWhenPage(c echo.Context) error {
	settings, currencies, err := alertSettings(c)
	if err != nil {
		return err
	}
	return p.showWhen(c, http.StatusOK, settings, currencies, whenValues(c, settings), nil)
}

// whenValues are the stored settings; quiet hours that were never chosen are
// those of the person's own zone.
func whenValues(c echo.Context, s models.AlertSettings) form.Values {
	values := alertdesk.SettingsValues(s)
	if zone := scopeOf(c).User.TimeZone; !s.Quiet && s.QuietZone == models.DefaultAlertSettings().QuietZone && zone != "" {
		values["quiet_zone"] = zone
	}
	return values
}

func alertSettings(c echo.Context) (models.AlertSettings, []string, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	settings, err := scope.AlertSettings(ctx)
	if err != nil {
		return settings, nil, err
	}
	accounts, err := scope.Accounts(ctx)
	return settings, alertdesk.Currencies(accounts), err
}

func (p *panel) showWhen(c echo.Context, status int, settings models.AlertSettings, currencies []string, values form.Values, errs form.Errors) error {
	view := alerts.When{Tabs: alertTabs(alertsWhenURL), Form: alertdesk.SettingsForm(currencies), Values: values, Errors: errs, Action: alertsWhenURL,
		MayChange: scopeOf(c).May(access.ManageTeam), NoCurrency: len(currencies) == 0, Sentences: whenSentences(settings)}
	s, err := p.shell(c, "Alerts", "settings")
	if err != nil {
		return err
	}
	s.HeadHidden = true
	return p.render(c, status, alerts.WhenPage(s, view))
}

// setAlertsWhen stores thresholds and quiet hours.
func (p *panel) setAlertsWhen(c echo.Context) error {
	if err := mayChangeAlerts(c); err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	was, currencies, err := alertSettings(c)
	if err != nil {
		return err
	}
	values, errs := alertdesk.SettingsForm(currencies).Parse(sent)
	if errs != nil {
		return p.showWhen(c, http.StatusUnprocessableEntity, was, currencies, values, errs)
	}
	err = scopeOf(c).SaveAlertSettings(c.Request().Context(), alertdesk.SettingsOf(was, values, currencies),
		models.Audit{Action: "alerts.settings", Outcome: "changed", Address: c.RealIP()})
	if err != nil {
		return err
	}
	p.Alerts.Changed(scopeOf(c).Team.ID)
	return p.doneThere(c, alertsWhenURL, ui.Notice{Kind: ui.OK, Title: "Thresholds and quiet hours are saved"})
}

// whenSentences are the settings for who may only look.
func whenSentences(s models.AlertSettings) []string {
	list := []string{
		fmt.Sprintf("An invoice is told of %d days before it is due, and when the day has passed.", s.InvoiceDays),
		fmt.Sprintf("A server is told of %d days before it ends.", s.ExpireDays),
		fmt.Sprintf("An account is told of when it has failed for %d hours.", s.FailHours),
	}
	for currency, sum := range s.Balances {
		list = append(list, "A balance is told of below "+sum+" "+currency+".")
	}
	if s.RemindHours > 0 {
		list = append(list, fmt.Sprintf("What goes on is sent again after %d hours.", s.RemindHours))
	}
	if !s.Quiet {
		return append(list, "There are no quiet hours.")
	}
	line := fmt.Sprintf("Quiet hours are from %s to %s, %s.", s.QuietFrom, s.QuietTo, s.QuietZone)
	if len(s.QuietPass) > 0 {
		line += " What is " + strings.Join(s.QuietPass, " or ") + " comes all the same."
	}
	return append(list, line)
}
