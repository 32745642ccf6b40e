package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/apitokens"
	"pinfold/web/templates/ui"
)

// revokeTokenPage asks before a token is ended.
func (p *panel) revokeTokenPage(c echo.Context) error {
	row, err := scopeOf(c).APIToken(c.Request().Context(), idOf(c.Param("id")))
	if err != nil {
		return err
	}
	asking := ui.Asking{Title: "Revoke the token " + row.Name, Action: apiTokenURL(row.ID) + "/revoke", Cancel: tokensOf(c, row),
		Submit: "Revoke token", Danger: true}
	if row.UserID != scopeOf(c).User.ID {
		asking.Sub = p.userNames(c)[row.UserID]
	}
	loses := []ui.Consequence{
		{Kind: ui.Error, Text: "Programs that use it are refused at once, for good."},
		{Kind: ui.OK, Text: "Operations that it has started go on."},
	}
	if inDialog(c) {
		return p.render(c, http.StatusOK, apitokens.RevokeFragment(asking, loses))
	}
	s, err := p.shell(c, asking.Title, "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = asking.Cancel, "API tokens"
	return p.render(c, http.StatusOK, apitokens.RevokePage(s, asking, loses))
}

// tokensOf is the list that a token stands in.
func tokensOf(c echo.Context, row models.APIToken) string {
	if row.UserID != scopeOf(c).User.ID {
		return apiTokensURL + "?show=team"
	}
	return apiTokensURL
}

func (p *panel) revokeToken(c echo.Context) error {
	scope, ctx := scopeOf(c), c.Request().Context()
	row, err := scope.APIToken(ctx, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	if err := scope.RevokeAPIToken(ctx, row, models.Audit{Action: "api_token.revoke", Outcome: "revoked", Address: c.RealIP(), Before: tokenWords(row)}); err != nil {
		return err
	}
	return p.doneThere(c, tokensOf(c, row), ui.Notice{Kind: ui.OK, Title: "The token " + row.Name + " is revoked"})
}
