package handlers

import (
	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/web/templates/servers"
)

// lookOnly says who may change a thing to somebody who may not, or may do no
// more than what is offered.
func lookOnly(c echo.Context, needs access.Permission, thing string, offers ...servers.Offer) string {
	switch {
	case scopeOf(c).May(needs):
		return ""
	case len(offers) > 0:
		return "You may do nothing else with this " + thing + "." + askFor(needs)
	default:
		return onlyLook("this "+thing, "it", needs)
	}
}

// refuseLooker is nil for who may change a thing, and else the refusal that
// names the role.
func refuseLooker(c echo.Context, needs access.Permission, what, it string) error {
	if scopeOf(c).May(needs) {
		return nil
	}
	return forbidden(onlyLook(what, it, needs))
}

func onlyLook(what, it string, needs access.Permission) string {
	return "You may look at " + what + ", not change " + it + "." + askFor(needs)
}

func askFor(needs access.Permission) string {
	return " Ask an owner for the role " + roleName(access.Least(needs)) + "."
}
