package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/ui"
)

// The values of a session, and where a request keeps what was loaded.
const (
	sessionUser  = "user"
	sessionTeam  = "team"
	sessionToast = "toast"
	// sessionProved is when the person last proved who they are, in Unix seconds.
	sessionProved = "proved"
	// sessionBy is how the person signed in.
	sessionBy = "by"
	// sessionRound is the round of the person who signs in. It is not kept.
	sessionRound = "round"

	contextSession = "session"
	contextScope   = "scope"
)

// cookieName carries the __Host- prefix over https, which pins the cookie to
// this host.
func (p *panel) cookieName() string {
	if p.secure() {
		return "__Host-panel"
	}
	return "panel"
}

// withSession loads the browser's session.
func (p *panel) withSession(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		session, err := p.sessions.New(c.Request(), p.cookieName())
		if err != nil {
			return err
		}
		c.Set(contextSession, session)
		return next(c)
	}
}

func sessionOf(c echo.Context) *sessions.Session { return c.Get(contextSession).(*sessions.Session) }

func sessionValue(c echo.Context, key string) string {
	value, _ := sessionOf(c).Values[key].(string)
	return value
}

// signedIn loads the scope of the person who asks; others are asked to sign
// in first.
func (p *panel) signedIn(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		scope, err := p.personOf(c)
		if errors.Is(err, models.ErrNotFound) {
			return p.outside(c)
		}
		if err == nil {
			err = p.sameTeam(c, scope)
		}
		if err != nil {
			return err
		}
		c.Set(contextScope, scope)
		r := c.Request()
		c.SetRequest(r.WithContext(ui.WithClock(r.Context(), ui.Clock{Now: p.Store.Now(), Zone: zoneOf(scope.User)})))
		return next(c)
	}
}

// personOf is the scope of whoever the session belongs to, or ErrNotFound if
// that is nobody, or nobody who may still come in.
func (p *panel) personOf(c echo.Context) (models.Scope, error) {
	user := idOf(sessionValue(c, sessionUser))
	if user == 0 {
		return models.Scope{}, models.ErrNotFound
	}
	return p.Store.ScopeFor(c.Request().Context(), user, idOf(sessionValue(c, sessionTeam)))
}

func scopeOf(c echo.Context) models.Scope { return c.Get(contextScope).(models.Scope) }

func zoneOf(user models.User) *time.Location {
	if zone, err := time.LoadLocation(user.TimeZone); err == nil {
		return zone
	}
	return time.UTC
}

// askToSignIn sends pages to the sign-in form and tells scripts that the
// session is over.
func (p *panel) askToSignIn(c echo.Context) error {
	r := c.Request()
	if r.Header.Get("HX-Request") != "" || strings.HasPrefix(r.URL.Path, "/events") {
		c.Response().Header().Set("HX-Redirect", "/sign-in")
		return echo.NewHTTPError(http.StatusUnauthorized, "The session is over. Sign in again.")
	}
	target := "/sign-in"
	if r.Method == http.MethodGet && r.URL.Path != "/" {
		target += "?next=" + url.QueryEscape(r.URL.RequestURI())
	}
	return c.Redirect(http.StatusSeeOther, target)
}

// renew gives the browser a new session id: one that was set before the
// sign-in is worth nothing afterwards.
func (p *panel) renew(c echo.Context, values map[string]string) error {
	session := sessionOf(c)
	if !session.IsNew {
		if err := p.Store.DropSession(c.Request().Context(), digestOf(session.ID)); err != nil {
			return err
		}
	}
	session.ID = ""
	session.Values = map[any]any{}
	for key, value := range values {
		session.Values[key] = value
	}
	return p.sessions.Save(c.Request(), c.Response(), session)
}

func idOf(s string) models.ID {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return models.ID(n)
}
