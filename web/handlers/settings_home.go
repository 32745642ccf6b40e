package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/web/templates/settings"
)

// settingsPage is a page of the settings, and who may open it.
type settingsPage struct {
	group string
	page  settings.Page
	needs access.Permission
}

// settingsPages is the table of the settings, in order.
var settingsPages = []settingsPage{
	{"You", settings.Page{Title: "Profile", Text: "Name, e-mail address, time zone, colors and keys.", Icon: "user", Href: meURL}, access.View},
	{"You", settings.Page{Title: "Signing in", Text: "Password, second factor, passkeys and single sign-on.", Icon: "key-round", Href: securityURL}, access.View},
	{"You", settings.Page{Title: "Sessions", Text: "Where you are signed in, and how to end it.", Icon: "globe", Href: sessionsURL}, access.View},
	{"You", settings.Page{Title: "API tokens", Text: "For programs that read or act through the panel.", Icon: "plug", Href: apiTokensURL}, access.View},
	{"Team", settings.Page{Title: "Members", Text: "Who is in the team, what they see, and who is invited.", Icon: "users", Href: membersURL}, access.View},
	{"Team", settings.Page{Title: "Roles", Text: "Which role may do what.", Icon: "table", Href: rolesURL}, access.View},
	{"Team", settings.Page{Title: "Team", Text: "Its name, your other teams, handing over and leaving.", Icon: "building-2", Href: teamURL}, access.View},
	{"Team", settings.Page{Title: "Rules for signing in", Text: "Whether members need a second factor.", Icon: "lock", Href: policyURL}, access.OwnTeam},
	{"Team", settings.Page{Title: "Alerts", Text: "Where due invoices, low balances and failures are told.", Icon: "bell", Href: alertsURL}, access.View},
	{"Team", settings.Page{Title: "Audit trail", Text: "Who did what, when and from where.", Icon: "history", Href: auditURL}, access.View},
}

const settingsURL = "/settings"

// settingsHome leads to the pages of the settings.
func (p *panel) settingsHome(c echo.Context) error {
	s, err := p.shell(c, "Settings", "settings")
	if err != nil {
		return err
	}
	s.HeadHidden = true
	var groups []settings.Group
	for _, one := range settingsPages {
		if !scopeOf(c).May(one.needs) {
			continue
		}
		if len(groups) == 0 || groups[len(groups)-1].Title != one.group {
			groups = append(groups, settings.Group{Title: one.group})
		}
		last := &groups[len(groups)-1]
		last.Pages = append(last.Pages, one.page)
	}
	return p.render(c, http.StatusOK, settings.Home(s, groups))
}
