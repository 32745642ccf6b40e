package handlers

import (
	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/web/templates/servers"
)

// lookOnly says who may change a thing to somebody who may not, or may do no
// more than what is offered.
func lookOnly(c echo.Context, needs access.Permission, thing string, offers ...servers.Offer) string {
	switch role := roleName(access.Least(needs)); {
	case scopeOf(c).May(needs):
		return ""
	case len(offers) > 0:
		return "You may do nothing else with this " + thing + ". Ask an owner for the role " + role + "."
	default:
		return "You may look at this " + thing + ", not change it. Ask an owner for the role " + role + "."
	}
}
