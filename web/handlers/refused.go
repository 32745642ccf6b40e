package handlers

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

// idTables say what the id in an address is, by what the route begins with;
// the first that fits counts. Routes that are not here have ids of resources,
// except those of the settings, which have lines of their own.
var idTables = []struct {
	route string
	table models.Table
}{
	{"/operations/", models.TableOperations},
	{"/accounts/", models.TableAccounts},
	{"/money/usage/", models.TableAccounts},
	{"/servers/views/", models.TableViews},
	{"/tickets/replies/", models.TableCanned},
	{"/settings/alerts/channels/", models.TableChannels},
	{"/settings/alerts/log/", models.TableDeliveries},
	{"/settings/members/invitations/", models.TableInvitations},
	{"/settings/members/", models.TableMembers},
	{"/settings/tokens/", models.TableTokens},
	{"/settings/security/passkeys/", models.TablePasskeys},
	{"/settings/security/sso/", models.TableIdentities},
	{"/settings/", ""},
	{"/team", models.TableTeams},
	{"/", models.TableResources},
}

func idTable(route string) models.Table {
	route = strings.TrimPrefix(route, apiURL)
	for _, one := range idTables {
		if strings.HasPrefix(route, one.route) {
			return one.table
		}
	}
	return ""
}

// refused notes an answer that refuses something, for the audit trail: what a
// role does not allow, and things of others. It never changes the answer.
func (p *panel) refused(c echo.Context, status int) {
	scope, signedIn := c.Get(contextScope).(models.Scope)
	one := refusal{team: scope.Team.ID, user: scope.User.ID, address: c.RealIP()}
	switch {
	case status == http.StatusForbidden:
		one.action = "access.refused"
	case status == http.StatusNotFound && signedIn && p.ofOthers(c, scope):
		one.action = "access.foreign"
	default:
		return
	}
	p.Refusals.add(one, c.Request().Method+" "+plainPath(c))
}

// ofOthers reports whether an id in the address is there for somebody else.
func (p *panel) ofOthers(c echo.Context, scope models.Scope) bool {
	var ids []models.ID
	for _, name := range c.ParamNames() {
		if id := idOf(c.Param(name)); id != 0 && name != "version" && name != "name" && name != "record" {
			ids = append(ids, id)
		}
	}
	if strings.HasPrefix(c.Path(), "/servers/actions/") || c.Path() == "/servers/tags" {
		ids = append(append(ids, idsOf(few(c.QueryParams()["id"]))...), idsOf(few(c.Request().PostForm["id"]))...)
	}
	if c.Path() == "/team" {
		ids = append(ids, idsOf(few(c.Request().PostForm["team"]))...)
	}
	table := idTable(c.Path())
	if len(ids) == 0 || table == "" {
		return false
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), time.Second)
	defer cancel()
	there, err := scope.Elsewhere(ctx, table, ids)
	if err != nil {
		p.Log.Warn("it cannot be told whose id was asked for", "error", err)
	}
	return there
}

// harmlessPart is a word of an address that is no secret.
var harmlessPart = regexp.MustCompile(`^[a-z0-9._-]{1,60}$`)

// plainPath is the route that was asked for, with ids and names filled in. What
// else stands in an address, such as the token of an invitation, is left out.
func plainPath(c echo.Context) string {
	path := c.Path()
	for _, name := range c.ParamNames() {
		value := c.Param(name)
		named := name == "kind" || name == "action" || name == "name"
		if idOf(value) != 0 || named && harmlessPart.MatchString(value) {
			path = strings.Replace(path, ":"+name, value, 1)
		}
	}
	return path
}

// refusedSignIn notes a sign-in that was refused. User 0 is nobody known: what
// was typed is not kept, since it may be a password in the wrong field.
func (p *panel) refusedSignIn(c echo.Context, user models.ID) {
	p.Refusals.add(refusal{action: "session.refused", user: user, address: c.RealIP()}, "")
}

// refusedToken notes the use of a token that does not work: for its team, or
// for the installation if it is not known.
func (p *panel) refusedToken(c echo.Context, row models.APIToken) {
	one := refusal{action: "api_token.refuse", team: row.TeamID, user: row.UserID, address: c.RealIP()}
	if row.ID != 0 {
		one.target, one.name = row.ID, row.Label()
	}
	p.Refusals.add(one, "")
}
