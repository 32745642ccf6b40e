package handlers

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/providers"
	"pinfold/web/templates/members"
)

const rolesURL = "/settings/roles"

// roles prints who may do what, from the table that decides it.
func (p *panel) roles(c echo.Context) error {
	view := members.Roles{Own: roleName(scopeOf(c).Role)}
	for _, r := range access.Roles() {
		view.Roles = append(view.Roles, members.Role{Name: roleName(r), Does: r.Does()})
	}
	for _, permission := range access.Permissions() {
		view.Rows = append(view.Rows, members.RoleRow{Label: permission.Label(), May: may(permission)})
	}
	var kinds []providers.Kind
	groups := map[providers.Kind][]members.RoleRow{}
	for _, a := range actions.All() {
		kind := a.On
		if kind == providers.KindAccount {
			kind = a.Makes
		}
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
		groups[kind] = append(groups[kind], members.RoleRow{Label: a.Words.Label, Risk: a.Worst.Word(), May: may(a.Needs)})
	}
	for _, kind := range kinds {
		view.Groups = append(view.Groups, members.RoleGroup{Title: pageOf(kind).many, Rows: groups[kind]})
	}
	s, err := p.shell(c, "Roles", "settings")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = settingsURL, "Settings", true
	return p.render(c, http.StatusOK, members.RolesPage(s, view))
}

// may tells for each role whether it has the permission.
func may(permission access.Permission) (cells []bool) {
	for _, r := range access.Roles() {
		cells = append(cells, r.May(permission))
	}
	return cells
}
