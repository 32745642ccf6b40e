package handlers

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/pages"
)

// fail answers an error with a page and the status that fits it.
func (p *panel) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	if c.Request().Context().Err() != nil {
		// The browser left: there is nobody to answer, and nothing went wrong.
		c.Response().Status = statusLeft
		return
	}
	if isAPI(c) {
		if err := p.failAPI(c, err); err != nil {
			p.Log.Error("error answer failed", "error", err)
		}
		return
	}
	status, sentence := p.explain(err, c)
	p.refused(c, status)
	title, _, _ := strings.Cut(sentence, ". ")
	page := pages.Problem(layout.Shell{Title: strings.TrimSuffix(title, ".")}, pages.Trouble{
		Status: status, Sentence: sentence, RequestID: requestIDOf(c, status),
	})
	if renderErr := p.render(c, status, page); renderErr != nil {
		p.Log.Error("error page failed", "error", renderErr)
		_ = c.String(http.StatusInternalServerError, "Internal error.\n")
	}
}

// statusLeft stands in the log for a request whose browser did not wait.
const statusLeft = 499

// explain maps an error to a status and a sentence. What has no sentence of
// its own is an internal error, whose inside stays in the log.
func (p *panel) explain(err error, c echo.Context) (int, string) {
	var he *echo.HTTPError
	var large *http.MaxBytesError
	switch {
	case errors.Is(err, errNoTeam):
		return http.StatusNotFound, noTeam
	case errors.Is(err, models.ErrNotFound):
		return http.StatusNotFound, notFound
	case errors.Is(err, models.ErrUnrecorded):
		p.Log.Error("the audit trail took no entry", "id", c.Get(requestID), "error", err)
		return http.StatusInternalServerError, unrecorded
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge, tooLarge(large.Limit)
	case errors.As(err, &he):
		return he.Code, sentenceOf(he)
	case errors.As(err, new(*providers.Error)):
		return http.StatusBadGateway, providers.Sentence(err)
	case errors.Is(err, secrets.ErrSealed):
		return http.StatusConflict, doesNotOpen
	}
	p.Log.Error("internal error", "id", c.Get(requestID), "error", err)
	return http.StatusInternalServerError, "Internal error. Nothing is known to have changed."
}

const unrecorded = "This could not be written to the audit trail, so it was not done. Whoever runs the panel finds the cause in its log."

const doesNotOpen = "What is stored does not open with the panel's key. Refresh the account, or enter it again."

const notFound = "There is no such page. It was removed, or it belongs to another team."

func sentenceOf(he *echo.HTTPError) string {
	switch he.Code {
	case http.StatusNotFound:
		return notFound
	case http.StatusMethodNotAllowed:
		return "This address does not take that kind of request. Nothing was done."
	}
	if text, ok := he.Message.(string); ok && text != http.StatusText(he.Code) {
		return text
	}
	return "The panel could not answer."
}

func requestIDOf(c echo.Context, status int) string {
	if status < http.StatusInternalServerError {
		return ""
	}
	id, _ := c.Get(requestID).(string)
	return id
}

// forbidden is the answer to someone whose role does not allow something.
func forbidden(sentence string) error {
	return echo.NewHTTPError(http.StatusForbidden, sentence)
}
