package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	alertdesk "pinfold/internal/alerts"
	"pinfold/internal/models"
	"pinfold/web/templates/alerts"
	"pinfold/web/templates/ui"
)

const (
	alertsURL     = "/settings/alerts"
	alertsWhenURL = alertsURL + "/when"
	alertsLogURL  = alertsURL + "/log"
)

// mayChangeAlerts is nil for who may.
func mayChangeAlerts(c echo.Context) error {
	return refuseLooker(c, access.ManageTeam, "the alerts", "them")
}

func alertTabs(at string) []ui.Tab {
	return []ui.Tab{
		{Label: "Channels", Href: alertsURL, Current: at == alertsURL},
		{Label: "Thresholds and quiet hours", Href: alertsWhenURL, Current: at == alertsWhenURL},
		{Label: "Log", Href: alertsLogURL, Current: at == alertsLogURL},
	}
}

// alerts shows where alerts go.
func (p *panel) alerts(c echo.Context) error { return p.showAlerts(c, nil) }

func (p *panel) showAlerts(c echo.Context, result *alerts.Result) error {
	page, err := p.alertPage(c)
	if err != nil {
		return err
	}
	page.Result = result
	s, err := p.shell(c, "Alerts", "settings")
	if err != nil {
		return err
	}
	s.HeadHidden = true
	if page.MayChange {
		s.Add, s.AddLabel = page.NewURL, "Add channel"
	}
	return p.render(c, http.StatusOK, alerts.ChannelsPage(s, page))
}

func (p *panel) alertPage(c echo.Context) (alerts.Page, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	page := alerts.Page{Tabs: alertTabs(alertsURL), RulesURL: alertsURL + "/rules", NewURL: alertsURL + "/new", MayChange: scope.May(access.ManageTeam)}
	if p.DerivedURL {
		page.LocalURL = p.URL.String()
	}
	channels, err := scope.AlertChannels(ctx)
	if err != nil {
		return page, err
	}
	last, err := scope.LastDeliveries(ctx)
	if err != nil {
		return page, err
	}
	waiting, err := scope.WaitingDeliveries(ctx)
	for _, row := range channels {
		page.Channels = append(page.Channels, channelRow(row, last, int(waiting[row.ID]), page.MayChange))
	}
	page.Rules = alertRules(channels)
	return page, err
}

func channelURL(id models.ID) string { return fmt.Sprintf("%s/channels/%d", alertsURL, id) }

func channelRow(row models.AlertChannel, last map[models.ID]models.AlertDelivery, waiting int, mayChange bool) alerts.Channel {
	kind, _ := alertdesk.KindNamed(row.Kind)
	view := alerts.Channel{ID: fmt.Sprint(row.ID), Name: row.Name, Kind: kind.Label, Icon: kind.Icon, Waiting: waiting,
		LogURL: alertsLogURL + fmt.Sprintf("?channel=%d", row.ID)}
	if kind.Where != nil {
		view.Where = kind.Where(row.Settings)
	}
	if d, ok := last[row.ID]; ok {
		shown := deliveryState(d)
		view.Last = &shown
		if d.State == models.DeliveryWaiting || d.State == models.DeliverySending {
			view.Waiting = waiting - 1
		}
	}
	if mayChange {
		view.EditURL, view.TestURL = channelURL(row.ID), channelURL(row.ID)+"/test"
	}
	return view
}

// deliveryState is how far a delivery got, in words.
func deliveryState(d models.AlertDelivery) alerts.Last {
	last := alerts.Last{At: d.CreatedAt, Reason: d.Reason}
	if d.EndedAt != nil {
		last.At = *d.EndedAt
	}
	switch d.State {
	case models.DeliverySent:
		last.Kind, last.Word = ui.OK, "Sent"
	case models.DeliveryFailed:
		last.Kind, last.Word = ui.Error, "Not sent"
	case models.DeliverySending:
		last.Kind, last.Word, last.Reason = ui.Working, "Sending", ""
	default:
		last.Kind, last.Word = ui.Waiting, "Waiting"
		switch {
		case d.Tries > 0:
			last.Word, last.Next = "Waiting to be tried again", d.NextTry
		case d.Held:
			last.Word = "Held back by quiet hours"
		}
	}
	return last
}

func alertRules(channels []models.AlertChannel) (rows []alerts.Rule) {
	for _, rule := range alertdesk.Rules() {
		row := alerts.Rule{Label: rule.Label, Help: rule.Help, Severity: strings.ToLower(rule.Severity.Word())}
		for _, channel := range channels {
			_, on := channel.Rules[rule.Name]
			row.Cells = append(row.Cells, alerts.Cell{Value: fmt.Sprintf("%d %s", channel.ID, rule.Name), On: on,
				Label: rule.Label + ": " + channel.Name})
		}
		rows = append(rows, row)
	}
	return rows
}

// setAlertRules stores which alerts go where. Channels that the form did not
// show stay as they are.
func (p *panel) setAlertRules(c echo.Context) error {
	if err := mayChangeAlerts(c); err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	rules := map[models.ID][]string{}
	for _, id := range idsOf(few(sent["channel"])) {
		rules[id] = []string{}
	}
	for _, value := range sent["rule"] {
		id, name, _ := strings.Cut(value, " ")
		_, known := alertdesk.RuleNamed(name)
		if shown, ok := rules[idOf(id)]; ok && known && !slices.Contains(shown, name) {
			rules[idOf(id)] = append(shown, name)
		}
	}
	err = scopeOf(c).SetAlertRules(c.Request().Context(), rules, models.Audit{Action: "alerts.rules", Outcome: "changed", Address: c.RealIP()})
	if err != nil {
		return err
	}
	p.Alerts.Changed(scopeOf(c).Team.ID)
	return p.doneThere(c, alertsURL+"#alert-rules", ui.Notice{Kind: ui.OK, Title: "Which alerts go where is saved"})
}
