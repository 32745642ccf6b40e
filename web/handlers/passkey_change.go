package handlers

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/tickets"
	"pinfold/web/templates/ui"
)

// passkeyOf is the passkey of the path, if it is the person's own.
func passkeyOf(c echo.Context) (models.Passkey, error) {
	return scopeOf(c).Passkey(c.Request().Context(), idOf(c.Param("id")))
}

func (p *panel) passkeyPage(c echo.Context) error {
	row, err := passkeyOf(c)
	if err != nil {
		return err
	}
	return p.showPasskey(c, http.StatusOK, row, form.Values{"name": row.Name}, nil)
}

func (p *panel) showPasskey(c echo.Context, status int, row models.Passkey, values form.Values, errs form.Errors) error {
	asking := ui.Asking{Title: "Rename passkey", Action: passkeyURL(row.ID), Cancel: securityURL, Submit: "Rename passkey"}
	return p.showSecurityBox(c, status, asking, tickets.FormBox(asking, passkeyForm, values, errs))
}

// showSecurityBox answers with a box of the page of signing in, in a dialog or
// as a page of its own.
func (p *panel) showSecurityBox(c echo.Context, status int, asking ui.Asking, box templ.Component) error {
	if inDialog(c) {
		return p.render(c, status, box)
	}
	s, err := p.shell(c, asking.Title, "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = securityURL, "Signing in"
	return p.render(c, status, servers.BoxPage(s, asking.Title, "Signing in", securityURL, box))
}

func (p *panel) renamePasskey(c echo.Context) error {
	row, err := passkeyOf(c)
	if err != nil {
		return err
	}
	values, errs, err := parsed(c, passkeyForm)
	if err != nil {
		return err
	}
	if errs != nil {
		return p.showPasskey(c, http.StatusUnprocessableEntity, row, values, errs)
	}
	err = scopeOf(c).RenamePasskey(c.Request().Context(), row.ID, values["name"],
		models.Audit{Action: "passkey.rename", Outcome: "renamed", Address: c.RealIP()})
	if err != nil {
		return err
	}
	return p.doneThere(c, securityURL, ui.Notice{Kind: ui.OK, Title: "The passkey is renamed"})
}

func (p *panel) removePasskeyPage(c echo.Context) error {
	row, err := passkeyOf(c)
	if err != nil {
		return err
	}
	return p.showRemovePasskey(c, http.StatusOK, row, nil)
}

func (p *panel) showRemovePasskey(c echo.Context, status int, row models.Passkey, errs form.Errors) error {
	asking := ui.Asking{Title: "Remove the passkey " + row.Name, Action: passkeyURL(row.ID) + "/remove", Cancel: securityURL,
		Submit: "Remove passkey", Danger: true}
	return p.showSecurityBox(c, status, asking, settings.RemoveBox(asking, form.Form{}, errs, []ui.Consequence{
		{Kind: ui.Error, Text: "It does not sign in any more."},
		{Kind: ui.Waiting, Text: "Your other sessions end."},
		{Kind: ui.OK, Text: "The device still shows it until you remove it there, too."},
	}))
}

func (p *panel) removePasskey(c echo.Context) error {
	row, err := passkeyOf(c)
	if err != nil {
		return err
	}
	err = scopeOf(c).RemovePasskey(c.Request().Context(), row.ID, p.doors(), digestOf(sessionOf(c).ID),
		models.Audit{Action: "passkey.remove", Outcome: "removed", Address: c.RealIP()})
	if errors.Is(err, models.ErrLastMeans) {
		return p.showRemovePasskey(c, http.StatusUnprocessableEntity, row, form.Errors{"": lastMeans})
	}
	if err != nil {
		return err
	}
	return p.doneThere(c, securityURL, ui.Notice{Kind: ui.OK, Title: "The passkey is removed", Text: "Your other sessions have ended."})
}
