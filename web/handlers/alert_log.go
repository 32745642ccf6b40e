package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	alertdesk "pinfold/internal/alerts"
	"pinfold/internal/models"
	"pinfold/web/templates/alerts"
	"pinfold/web/templates/ui"
)

// alertLog lists what was sent where.
func (p *panel) alertLog(c echo.Context) error {
	q, address, number := logQuery(c)
	ctx, scope := c.Request().Context(), scopeOf(c)
	rows, total, err := scope.Deliveries(ctx, q)
	if err != nil {
		return err
	}
	channels, err := scope.AlertChannels(ctx)
	if err != nil {
		return err
	}
	list := alerts.Log{Tabs: alertTabs(alertsLogURL), State: string(q.State), Filters: logFilters(address, q, channels), Pages: pagesOf(address, number, int64(len(rows)), total),
		ClearHref: alertsLogURL, Filtered: len(address.values) > 0}
	if list.States, err = logStates(c, q, address); err != nil {
		return err
	}
	for _, d := range rows {
		list.Rows = append(list.Rows, logRow(d, channels, address, scope.May(access.ManageTeam)))
	}
	s, err := p.shell(c, "Alerts", "settings")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	return p.render(c, http.StatusOK, alerts.LogPage(s, list))
}

// logStates are the states to filter by, with how many there are.
func logStates(c echo.Context, q models.DeliveryQuery, address listAddress) (tabs []ui.Tab, err error) {
	chosen := q.State
	q.Limit = 0
	for _, one := range []struct {
		state models.DeliveryState
		label string
	}{{"", "All"}, {models.DeliveryWaiting, "Waiting"}, {models.DeliverySent, "Sent"}, {models.DeliveryFailed, "Not sent"}} {
		q.State = one.state
		n, err := scopeOf(c).CountDeliveries(c.Request().Context(), q)
		if err != nil {
			return nil, err
		}
		tabs = append(tabs, ui.Tab{Label: one.label, Href: address.with("state", string(one.state)), Count: ui.NumberText(n), Current: one.state == chosen})
	}
	return tabs, nil
}

func logRow(d models.Delivered, channels []models.AlertChannel, address listAddress, mayChange bool) alerts.Row {
	kind, _ := alertdesk.KindNamed(d.ChannelKind)
	row := alerts.Row{ID: fmt.Sprint(d.ID), Title: "Test", Rule: "A person sent it", Channel: d.ChannelName, Icon: kind.Icon, Last: deliveryState(d.AlertDelivery)}
	if d.AlertID != 0 {
		rule, _ := alertdesk.RuleNamed(d.Alert.Rule)
		row.Title, row.Href, row.Rule = d.Alert.Title, d.Alert.Path, rule.Label
		if d.Round > 0 {
			row.Rule += ", reminder"
		}
	}
	there := slices.ContainsFunc(channels, func(c models.AlertChannel) bool { return c.ID == d.ChannelID })
	again := d.State == models.DeliveryFailed || d.State == models.DeliveryWaiting && d.Tries > 0
	if mayChange && there && again && d.AlertID != 0 {
		row.AgainURL, row.Back = fmt.Sprintf("%s/%d/again", alertsLogURL, d.ID), address.values.Encode()
	}
	return row
}

func logQuery(c echo.Context) (models.DeliveryQuery, listAddress, int) {
	number := pageNumber(c)
	address := logAddress(c.QueryParams())
	q := models.DeliveryQuery{Channels: idsOf(address.values["channel"]), Rules: address.values["rule"],
		State: models.DeliveryState(address.values.Get("state")), Offset: (number - 1) * pageSize, Limit: pageSize}
	return q, address, number
}

// logAddress keeps of the values what the log knows.
func logAddress(given url.Values) listAddress {
	address := listAddress{path: alertsLogURL, values: url.Values{}}
	states := []models.DeliveryState{models.DeliveryWaiting, models.DeliverySent, models.DeliveryFailed}
	if state := given.Get("state"); slices.Contains(states, models.DeliveryState(state)) {
		address.values.Set("state", state)
	}
	for _, name := range []string{"channel", "rule"} {
		if values := filled(few(given[name])); len(values) > 0 {
			address.values[name] = values
		}
	}
	return address
}

// addressOfLog is the log as a form left it.
func addressOfLog(text string) string {
	values, err := url.ParseQuery(cut(text, models.ViewQueryMost))
	if err != nil {
		return alertsLogURL
	}
	return alertsLogURL + query(logAddress(values).values)
}

func logFilters(a listAddress, q models.DeliveryQuery, channels []models.AlertChannel) []ui.Filter {
	channel, rule := filterOf(a, "channel", "Channel"), filterOf(a, "rule", "Alert")
	for _, one := range channels {
		tick(&channel, strconv.FormatInt(int64(one.ID), 10), one.Name, -1, slices.Contains(q.Channels, one.ID))
	}
	for _, one := range alertdesk.Rules() {
		tick(&rule, one.Name, one.Label, -1, slices.Contains(q.Rules, one.Name))
	}
	tick(&rule, models.TestRule, "Test", -1, slices.Contains(q.Rules, models.TestRule))
	return []ui.Filter{channel, rule}
}
