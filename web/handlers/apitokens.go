package handlers

import (
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/web/templates/apitokens"
	"pinfold/web/templates/ui"
)

const apiTokensURL = "/settings/tokens"

// endedShown is how long a token that ended stands in the list.
const endedShown = 30 * 24 * time.Hour

// apiTokens lists the person's tokens, or those of the team's other members for
// who manages them.
func (p *panel) apiTokens(c echo.Context) error {
	scope, ctx := scopeOf(c), c.Request().Context()
	manages := scope.May(access.ManageMembers)
	list := apitokens.List{NewURL: apiTokensURL + "/new", Example: p.apiExample("TOKEN"), Team: manages && c.QueryParam("show") == "team"}
	if manages {
		list.Tabs = []ui.Tab{
			{Label: "Yours", Href: apiTokensURL, Current: !list.Team},
			{Label: "Other members", Href: apiTokensURL + "?show=team", Current: list.Team},
		}
	}
	rows, names := []models.APIToken(nil), map[models.ID]string{}
	var err error
	if list.Team {
		rows, err = scope.TeamAPITokens(ctx)
		list.NewURL, names = "", p.userNames(c)
	} else {
		rows, err = scope.APITokens(ctx)
	}
	if err != nil {
		return err
	}
	list.Rows = tokenRows(rows, p.Store.Now(), names)
	s, err := p.shell(c, "API tokens", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = settingsURL, "Settings", true
	if list.NewURL != "" {
		s.Add, s.AddLabel = list.NewURL, "Make token"
	}
	return p.render(c, http.StatusOK, apitokens.ListPage(s, list))
}

// tokenRows puts those that work first, and leaves out what ended long ago.
func tokenRows(tokens []models.APIToken, now time.Time, names map[models.ID]string) []apitokens.Row {
	var work, ended []apitokens.Row
	for _, t := range tokens {
		row := apitokens.Row{ID: fmt.Sprint(t.ID), Name: t.Name, Hint: t.Hint, Who: names[t.UserID], Role: roleName(t.Role), Risk: t.MayRisk,
			Created: t.CreatedAt, Expires: t.ExpiresAt, From: t.UsedFrom}
		if t.UsedAt != nil {
			row.Used = *t.UsedAt
		}
		switch {
		case t.Works(now):
			row.RevokeURL = apiTokenURL(t.ID) + "/revoke"
			work = append(work, row)
			continue
		case t.RevokedAt != nil:
			row.Ended, row.EndedAt = "Revoked", *t.RevokedAt
		default:
			row.Ended, row.EndedAt = "Expired", t.ExpiresAt
		}
		if now.Sub(row.EndedAt) < endedShown {
			ended = append(ended, row)
		}
	}
	return append(work, ended...)
}

func apiTokenURL(id models.ID) string { return fmt.Sprintf("%s/%d", apiTokensURL, id) }

// apiExample is a call to try, with a token or a word in its place.
func (p *panel) apiExample(token string) string {
	return fmt.Sprintf("curl -H 'Authorization: Bearer %s' '%s'", token, p.URL.JoinPath(apiURL, "servers"))
}
