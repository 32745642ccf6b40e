package handlers

import (
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/layout"
)

// withoutFactor are the addresses, with all below them, that stay open to a
// member without the second factor that the team requires: where one sets it
// up, proves who one is, and leaves for another team.
var withoutFactor = []string{securityURL, proveURL, meURL, sessionsURL, "/team"}

// contextBare marks a request of someone whom the team is closed to.
const contextBare = "bare"

// hasFactor closes a team that requires a second factor to members without one.
func (p *panel) hasFactor(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		lacks, err := p.lacksFactor(c, scopeOf(c))
		if err != nil {
			return err
		}
		if !lacks {
			return next(c)
		}
		c.Set(contextBare, true)
		if opensWithoutFactor(c.Path()) {
			return next(c)
		}
		return askForFactor(c)
	}
}

// lacksFactor reports whether the team requires a second factor that the
// person has not. The issuer of a single sign-on answers for its own.
func (p *panel) lacksFactor(c echo.Context, scope models.Scope) (bool, error) {
	if sessionValue(c, sessionBy) == bySSO {
		return false, nil
	}
	return p.Store.FactorMissing(c.Request().Context(), scope)
}

// closedToPrograms asks the same of what has no session: a token, a calendar's
// address. Who has no password comes in by the present issuer alone, which
// answers for its own.
func (p *panel) closedToPrograms(ctx context.Context, scope models.Scope) (bool, error) {
	lacks, err := p.Store.FactorMissing(ctx, scope)
	if err != nil || !lacks {
		return false, err
	}
	means, err := scope.Means(ctx, p.doors())
	return means.Password || means.Identities == 0, err
}

func opensWithoutFactor(path string) bool {
	for _, open := range withoutFactor {
		if path == open || strings.HasPrefix(path, open+"/") {
			return true
		}
	}
	return false
}

// askForFactor leads to where the second factor is set up; scripts are told.
func askForFactor(c echo.Context) error {
	r := c.Request()
	if inDialog(c) || strings.HasPrefix(r.URL.Path, "/events") {
		c.Response().Header().Set("HX-Redirect", securityURL)
		return forbidden(factorSentence)
	}
	return c.Redirect(http.StatusSeeOther, securityURL)
}

const factorSentence = "This team requires a second factor. Set one up first."

func isBare(c echo.Context) bool {
	bare, _ := c.Get(contextBare).(bool)
	return bare
}

// bareShell surrounds the pages of someone whom the team is closed to: it tells
// nothing of the team but its name, and follows nothing.
func (p *panel) bareShell(c echo.Context, title, active string) layout.Shell {
	scope := scopeOf(c)
	return layout.Shell{Title: title, Active: active, Theme: scope.User.Theme, Toasts: p.takeToast(c),
		User: layout.User{Name: scope.User.Name, Email: scope.User.Email}, Team: scope.Team.Name, Role: string(scope.Role)}
}
