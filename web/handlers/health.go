package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

func (p *panel) healthy(c echo.Context) error {
	return c.String(http.StatusOK, "ok\n")
}

func (p *panel) ready(c echo.Context) error {
	if err := p.Store.Ping(c.Request().Context()); err != nil {
		p.Log.Error("database does not answer", "error", err)
		return c.String(http.StatusServiceUnavailable, "the database does not answer\n")
	}
	return c.String(http.StatusOK, "ready\n")
}
