package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/docs"
)

// apiDescription is the description of the API for programs.
func (p *panel) apiDescription(c echo.Context) error {
	return c.Blob(http.StatusOK, "application/yaml", docs.OpenAPI)
}
