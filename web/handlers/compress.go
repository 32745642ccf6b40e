package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// compress shortens pages. Assets come compressed from where they are kept,
// the event stream has to arrive at once, files have the length that is told, and answers to forms may hold a
// secret beside what was entered, whose length would tell of it. The lowest level
// it is: the next ones save a kilobyte and cost a third of the time of a page.
func compress() echo.MiddlewareFunc {
	return middleware.GzipWithConfig(middleware.GzipConfig{
		Level: 1, MinLength: 1024,
		Skipper: func(c echo.Context) bool {
			path := c.Request().URL.Path
			return c.Request().Method != http.MethodGet || path == "/events" || strings.HasPrefix(path, "/static/") || strings.HasSuffix(path, "/objects/file")
		},
	})
}
