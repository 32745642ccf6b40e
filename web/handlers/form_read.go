package handlers

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
)

// posted reads the fields of a form.
func posted(c echo.Context) (url.Values, error) {
	values, err := c.FormParams()
	var tooLarge *http.MaxBytesError
	if err != nil && !errors.As(err, &tooLarge) {
		return nil, echo.NewHTTPError(http.StatusBadRequest, "The form cannot be read. Nothing was done.")
	}
	return values, err
}

// parsed reads a form and checks it.
func parsed(c echo.Context, f form.Form) (form.Values, form.Errors, error) {
	sent, err := posted(c)
	if err != nil {
		return nil, nil, err
	}
	values, errs := f.Parse(sent)
	return values, errs, nil
}
