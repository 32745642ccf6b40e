package handlers

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
)

// problem is an error as RFC 9457 writes it.
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
	// Errors are sentences by the name of the field that they are about.
	Errors    form.Errors `json:"errors,omitempty"`
	RequestID string      `json:"request_id,omitempty"`
}

// fieldsError refuses what was sent, with a sentence for each field.
type fieldsError struct{ errs form.Errors }

// Error implements error.
func (e *fieldsError) Error() string { return "fields were refused" }

// problem answers an error of the API with the sentence that a page would show.
func (p *panel) problem(c echo.Context, status int, sentence string, errs form.Errors) error {
	data, err := json.Marshal(problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: sentence,
		Errors: errs, RequestID: requestIDOf(c, status)})
	if err != nil {
		return err
	}
	return c.Blob(status, "application/problem+json", data)
}

// failAPI answers an error of the API.
func (p *panel) failAPI(c echo.Context, err error) error {
	var refused *fieldsError
	if errors.As(err, &refused) {
		sentence := "Nothing was done. What is wrong stands in errors."
		if whole := refused.errs[""]; whole != "" {
			sentence = whole
		}
		return p.problem(c, http.StatusUnprocessableEntity, sentence, refused.errs)
	}
	status, sentence := p.explain(err, c)
	p.refused(c, status)
	return p.problem(c, status, sentence, nil)
}
