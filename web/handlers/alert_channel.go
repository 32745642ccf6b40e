package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	alertdesk "pinfold/internal/alerts"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/alerts"
	"pinfold/web/templates/ui"
)

// chosenKind is the kind of channel that the address names.
func chosenKind(c echo.Context) (alertdesk.Kind, error) {
	if err := mayChangeAlerts(c); err != nil {
		return alertdesk.Kind{}, err
	}
	name := c.QueryParam("kind")
	if name == "" {
		return alertdesk.Kinds()[0], nil
	}
	kind, ok := alertdesk.KindNamed(name)
	if !ok {
		return kind, echo.ErrNotFound
	}
	return kind, nil
}

// alertChannel loads a channel that the person may change.
func alertChannel(c echo.Context) (models.AlertChannel, alertdesk.Kind, error) {
	row, err := scopeOf(c).AlertChannel(c.Request().Context(), idOf(c.Param("id")))
	if err == nil {
		err = mayChangeAlerts(c)
	}
	kind, _ := alertdesk.KindNamed(row.Kind)
	return row, kind, err
}

func (p *panel) newChannelPage(c echo.Context) error {
	kind, err := chosenKind(c)
	if err != nil {
		return err
	}
	f := alertdesk.FormOf(kind, p.Alerts.Env, false)
	values := f.Defaults()
	if kind.Name == "email" {
		values["to"] = scopeOf(c).User.Email
	}
	return p.showChannel(c, http.StatusOK, p.newChannelView(kind, f, values, nil))
}

func (p *panel) newChannelView(kind alertdesk.Kind, f form.Form, values form.Values, errs form.Errors) alerts.Edit {
	view := alerts.Edit{Title: "Add channel", Up: "Alerts", UpURL: alertsURL, Action: alertsURL + "/new?kind=" + kind.Name, Submit: "Add channel",
		Form: f, Values: values, Errors: errs, Help: channelHelp(kind)}
	for _, other := range alertdesk.Kinds() {
		view.Choices = append(view.Choices, alerts.Choice{Name: other.Label, Help: other.Help, Icon: other.Icon,
			Href: alertsURL + "/new?kind=" + other.Name, Current: other.Name == kind.Name})
	}
	return view
}

// channelHelp is what to know of a kind of channel.
func channelHelp(kind alertdesk.Kind) []string {
	switch kind.Name {
	case "email":
		return []string{"A server on a private address is refused unless the operator of the panel allows it.",
			"Look into the spam folder after the first test."}
	case "telegram":
		return []string{"Make a bot with BotFather, add it to the chat and write there once.",
			"The bot's method getUpdates shows the number of the chat."}
	case "slack":
		return []string{"In Slack, add the app Incoming Webhooks to a channel and copy its address."}
	case "discord":
		return []string{"In Discord, open the channel's settings, Integrations, Webhooks, and copy the address."}
	}
	return []string{"The panel makes a signing secret and shows it once.",
		"The same message may come twice after a broken connection; its Webhook-Id tells.",
		"docs/alerts.md describes the JSON and the signature."}
}

func (p *panel) showChannel(c echo.Context, status int, view alerts.Edit) error {
	s, err := p.shell(c, view.Title, "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = view.UpURL, view.Up
	return p.render(c, status, alerts.EditPage(s, view))
}

// addChannel stores a new channel.
func (p *panel) addChannel(c echo.Context) error {
	kind, err := chosenKind(c)
	if err != nil {
		return err
	}
	f := alertdesk.FormOf(kind, p.Alerts.Env, false)
	values, errs, err := parsed(c, f)
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showChannel(c, http.StatusUnprocessableEntity, p.newChannelView(kind, f, values, errs))
	}
	entry := models.Audit{Action: "alerts.channel_add", Outcome: "added", Address: c.RealIP()}
	row, secret, err := p.Alerts.Add(c.Request().Context(), scopeOf(c), kind, values, entry)
	if errors.Is(err, models.ErrTaken) {
		return p.showChannel(c, http.StatusUnprocessableEntity, p.newChannelView(kind, f, values, nameTaken(values)))
	}
	if err != nil {
		return err
	}
	if secret != "" {
		return p.showSecret(c, row, secret)
	}
	return p.doneThere(c, channelURL(row.ID), ui.Notice{Kind: ui.OK, Title: "The channel " + row.Name + " is added", Text: "Send a test to see that it works."})
}

func nameTaken(values form.Values) form.Errors {
	return form.Errors{"name": "There is a channel " + values["name"] + " already."}
}

func (p *panel) showSecret(c echo.Context, row models.AlertChannel, secret string) error {
	view := alerts.Secret{Title: "Keep this secret", Value: secret, Name: row.Name, Up: "Alerts", UpURL: alertsURL, Next: channelURL(row.ID)}
	s, err := p.shell(c, view.Title, "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = alertsURL, "Alerts"
	c.Response().Header().Set("Cache-Control", "no-store")
	return p.render(c, http.StatusOK, alerts.SecretPage(s, view))
}

func (p *panel) channelPage(c echo.Context) error {
	row, kind, err := alertChannel(c)
	if err != nil {
		return err
	}
	return p.showChannel(c, http.StatusOK, p.channelView(row, kind, form.Join(row.Settings, form.Values{"name": row.Name}), nil))
}

func (p *panel) channelView(row models.AlertChannel, kind alertdesk.Kind, values form.Values, errs form.Errors) alerts.Edit {
	view := alerts.Edit{Title: row.Name, Up: "Alerts", UpURL: alertsURL, Action: channelURL(row.ID), Submit: "Save", Values: values, Errors: errs,
		Form: alertdesk.FormOf(kind, p.Alerts.Env, true), TestURL: channelURL(row.ID) + "/test", RemoveURL: channelURL(row.ID) + "/remove", Help: channelHelp(kind)}
	for _, f := range view.Form.Fields {
		view.Keep = view.Keep || f.Secret
	}
	if kind.Signs {
		view.SecretURL = channelURL(row.ID) + "/secret"
	}
	return view
}

// changeChannel stores other settings.
func (p *panel) changeChannel(c echo.Context) error {
	row, kind, err := alertChannel(c)
	if err != nil {
		return err
	}
	values, errs, err := parsed(c, alertdesk.FormOf(kind, p.Alerts.Env, true))
	if err != nil {
		return err
	}
	if errs == nil {
		err = p.Alerts.Change(c.Request().Context(), scopeOf(c), row, values, models.Audit{Action: "alerts.channel_change", Outcome: "changed", Address: c.RealIP()})
		errs = channelProblem(err, values)
	}
	if errs != nil {
		return p.showChannel(c, http.StatusUnprocessableEntity, p.channelView(row, kind, values, errs))
	}
	if err != nil {
		return err
	}
	return p.doneThere(c, alertsURL, ui.Notice{Kind: ui.OK, Title: "The channel " + values["name"] + " is saved"})
}

// channelProblem says what keeps a channel from being saved.
func channelProblem(err error, values form.Values) form.Errors {
	var failure *alertdesk.Failure
	var moved *alertdesk.MovedError
	switch {
	case errors.As(err, &moved):
		var errs form.Errors
		for _, name := range moved.Fields {
			errs = withError(errs, name, "Enter it again: it goes to another server from now on.")
		}
		return errs
	case errors.Is(err, models.ErrTaken):
		return nameTaken(values)
	case errors.Is(err, models.ErrChanged):
		return form.Errors{"": "Someone changed this channel meanwhile. Nothing was saved. Open it again."}
	case errors.As(err, &failure):
		return form.Errors{"": failure.Sentence}
	}
	return nil
}
