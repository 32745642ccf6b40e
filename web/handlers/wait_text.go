package handlers

import (
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/web/templates/ui"
)

// waitText says how long to wait, in one piece: "14 min 50 s" is not broken at
// the end of a line.
func waitText(c echo.Context, wait time.Duration) string {
	return strings.ReplaceAll(ui.ElapsedText(c.Request().Context(), wait.Round(time.Second)), " ", "\u00a0")
}
