package handlers

import (
	"crypto/rand"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

// newFormID is the one-time id that keeps a form from being taken twice.
func newFormID() string { return rand.Text() }

func orNew(formID string) string {
	if formID == "" {
		return newFormID()
	}
	return formID
}

// errFormReused is the answer to a form that comes again with other content.
var errFormReused = echo.NewHTTPError(http.StatusConflict,
	"This form was already sent with other content. Nothing was sent now. Open the action again.")

// earlier finds the operation that a form led to when it was sent before. It
// fails if the form says something else now.
func (p *panel) earlier(c echo.Context, action, formID, digest string) (models.Operation, bool, error) {
	if formID == "" {
		return models.Operation{}, false, nil
	}
	first, err := scopeOf(c).OperationByForm(c.Request().Context(), formID)
	switch {
	case errors.Is(err, models.ErrNotFound):
		return first, false, nil
	case err != nil:
		return first, false, err
	case first.FormDigest != digest || first.Action != action || first.UserID != scopeOf(c).User.ID:
		return first, false, errFormReused
	}
	return first, true, nil
}
