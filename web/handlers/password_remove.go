package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/ui"
)

// removePasswordPage asks before a person signs in by passkeys alone.
func (p *panel) removePasswordPage(c echo.Context) error {
	means, err := scopeOf(c).Means(c.Request().Context(), p.doors())
	if err != nil {
		return err
	}
	if !means.Password {
		return models.ErrNotFound
	}
	return p.showRemovePassword(c, http.StatusOK, nil)
}

func (p *panel) showRemovePassword(c echo.Context, status int, errs form.Errors) error {
	asking := ui.Asking{Title: "Remove password", Action: removePasswordURL, Cancel: securityURL, Submit: "Remove password", Danger: true}
	return p.showSecurityBox(c, status, asking, settings.RemoveBox(asking, form.Form{}, errs, []ui.Consequence{
		{Kind: ui.Error, Text: "From now on you sign in with a passkey. Whoever knows the password gets in nowhere."},
		{Kind: ui.Waiting, Text: "Your other sessions end."},
		{Kind: ui.OK, Text: "You can set a password again on the page Signing in."},
	}))
}

func (p *panel) removePassword(c echo.Context) error {
	err := scopeOf(c).RemovePassword(c.Request().Context(), p.doors(), digestOf(sessionOf(c).ID),
		models.Audit{Action: "password.remove", Outcome: "removed", Address: c.RealIP()})
	if errors.Is(err, models.ErrLastMeans) {
		return p.showRemovePassword(c, http.StatusUnprocessableEntity,
			form.Errors{"": "The password stays. Add a second passkey, or make recovery codes, so that a lost device does not lock you out."})
	}
	if err != nil {
		return err
	}
	return p.doneThere(c, securityURL, ui.Notice{Kind: ui.OK, Title: "The password is removed", Text: "You sign in with a passkey now."})
}
