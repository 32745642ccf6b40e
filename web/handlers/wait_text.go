package handlers

import (
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/web/templates/ui"
)

// triesText says how many tries are left.
func triesText(tries int) string {
	switch tries {
	case 0:
		return "No try is left for now."
	case 1:
		return "1 try is left for now."
	}
	return strconv.Itoa(tries) + " tries are left for now."
}

// waitText says how long to wait, in one piece: "14 min 50 s" is not broken at
// the end of a line.
func waitText(c echo.Context, wait time.Duration) string {
	return strings.ReplaceAll(ui.ElapsedText(c.Request().Context(), wait.Round(time.Second)), " ", "\u00a0")
}
