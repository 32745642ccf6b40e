package handlers

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/labstack/echo/v4"
)

// record writes a line about each request, without what an address may hold of
// secrets.
func (p *panel) record(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := rand.Text()[:10]
		c.Set(requestID, id)
		c.Response().Header().Set("X-Request-Id", id)
		began := p.Store.Now()
		err := next(c)
		if err != nil {
			c.Error(err)
		}
		level := slog.LevelDebug
		if c.Response().Status >= http.StatusInternalServerError {
			level = slog.LevelError
		}
		p.Log.Log(c.Request().Context(), level, "request", "id", id, "method", c.Request().Method,
			"path", plainPath(c), "status", c.Response().Status, "took", p.Store.Now().Sub(began))
		return nil
	}
}

const requestID = "request-id"

// survive turns a panic into an error page.
func (p *panel) survive(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if r := recover(); r != nil {
				if r == http.ErrAbortHandler { // Somebody means to break the connection.
					panic(r)
				}
				p.Log.Error("panic", "id", c.Get(requestID), "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
				err = echo.ErrInternalServerError
			}
		}()
		return next(c)
	}
}
