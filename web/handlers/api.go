package handlers

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/apitoken"
	"pinfold/internal/models"
	"pinfold/internal/secrets"
	"pinfold/web/templates/ui"
)

// apiURL is where the API begins. Tokens count below it only, sessions nowhere
// below it.
const apiURL = "/api/v1"

const contextToken = "api-token"

// tokenOf is the token that the request came with. It is there on all routes of
// the API.
func tokenOf(c echo.Context) models.APIToken { return c.Get(contextToken).(models.APIToken) }

func isAPI(c echo.Context) bool { return strings.HasPrefix(c.Request().URL.Path, "/api/") }

// withToken loads the scope of the token that the request brings; all others
// are refused alike.
func (p *panel) withToken(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		token, given := bearerOf(r)
		if !given {
			return unauthorized(c, "", "Send an API token in the header Authorization, as Bearer. Tokens are made under Settings.")
		}
		scope, row, err := p.tokenScope(c, token)
		if errors.Is(err, models.ErrNotFound) {
			p.refusedToken(c, row)
			return unauthorized(c, `, error="invalid_token"`, "This API token does not work. It has expired, was revoked, or never was one. Make another under Settings.")
		}
		if err != nil {
			return err
		}
		c.Set(contextScope, scope)
		c.Set(contextToken, row)
		if wait := p.apiLimits.wait(row.ID, p.Store.Now()); wait > 0 {
			return tooMany(c, wait)
		}
		closed, err := p.closedToPrograms(r.Context(), scope)
		if err != nil {
			return err
		}
		if closed {
			return forbidden("The team requires a second factor, and you have none. Set one up under Settings, Signing in.")
		}
		c.SetRequest(r.WithContext(ui.WithClock(r.Context(), ui.Clock{Now: p.Store.Now(), Zone: zoneOf(scope.User)})))
		return next(c)
	}
}

func (p *panel) tokenScope(c echo.Context, token secrets.Text) (models.Scope, models.APIToken, error) {
	if !apitoken.Valid(token.Reveal()) {
		return models.Scope{}, models.APIToken{}, models.ErrNotFound
	}
	return p.Store.TokenScope(c.Request().Context(), apitoken.Digest(token), c.RealIP())
}

// bearerOf reads the token of a request; given tells whether there is one.
func bearerOf(r *http.Request) (token secrets.Text, given bool) {
	scheme, value, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "bearer") {
		return secrets.Text{}, false
	}
	return secrets.NewText(strings.TrimSpace(value)), true
}

func unauthorized(c echo.Context, detail, sentence string) error {
	c.Response().Header().Set("WWW-Authenticate", `Bearer realm="panel"`+detail)
	return echo.NewHTTPError(http.StatusUnauthorized, sentence)
}
