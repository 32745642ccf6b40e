package handlers

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/settings"
	"pinfold/web/templates/ui"
)

// ssoPanel shows the person's identities at issuers. Without single sign-on
// there is none, unless something is left to unlink.
func (p *panel) ssoPanel(c echo.Context) (templ.Component, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	rows, err := scope.Identities(ctx)
	if err != nil || p.SSO == nil && len(rows) == 0 {
		return nil, err
	}
	means, err := scope.Means(ctx, p.doors())
	if err != nil {
		return nil, err
	}
	view := settings.SSO{}
	view.Problem, _ = c.Get(ssoProblem).(string)
	if p.SSO != nil {
		view.Name, view.Issuer = p.SSO.Name(), hostOf(p.SSO.Issuer())
	}
	for _, row := range rows {
		line := settings.Identity{ID: int64(row.ID), Label: row.Email, Issuer: hostOf(row.Issuer), Since: row.CreatedAt, Used: row.UsedAt}
		if line.Label == "" {
			line.Label = row.Subject
		}
		line.Old = row.Issuer != p.presentIssuer()
		line.Only = !line.Old && means.LastIdentity()
		view.Identities = append(view.Identities, line)
	}
	return settings.SSOPanel(view), nil
}

func (p *panel) presentIssuer() string {
	if p.SSO == nil {
		return ""
	}
	return p.SSO.Issuer()
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return u.Host
}

// doors are the ways in besides passwords.
func (p *panel) doors() models.Doors {
	return models.Doors{Issuer: p.presentIssuer(), Passkeys: p.party != nil}
}

// unlinkSSO forgets one of the person's identities.
func (p *panel) unlinkSSO(c echo.Context) error {
	err := scopeOf(c).UnlinkIdentity(c.Request().Context(), idOf(c.Param("id")), p.doors(), digestOf(sessionOf(c).ID), c.RealIP())
	if errors.Is(err, models.ErrLastMeans) {
		c.Set(ssoProblem, "This is the only way you sign in. Set a password or add a passkey first. Nothing was changed.")
		return p.showSecurity(c, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	return p.doneThere(c, securityURL, ui.Notice{Kind: ui.OK, Title: "The identity is unlinked", Text: "Your other sessions have ended."})
}
