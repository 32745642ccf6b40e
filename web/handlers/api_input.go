package handlers

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/secrets"
)

// apiInput is the body of a start.
type apiInput struct {
	Values map[string]any `json:"values"`
	// Confirm is the name that the plan asks to type.
	Confirm string `json:"confirm"`
}

const noField = "This action has no such field."

// inputOf reads the body of a start as texts by field.
func inputOf(c echo.Context) (given form.Values, confirm string, err error) {
	kind, _, _ := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType)) // What cannot be read is none.
	if kind != echo.MIMEApplicationJSON {
		return nil, "", echo.NewHTTPError(http.StatusUnsupportedMediaType, "Send JSON, with the content type application/json. Nothing was done.")
	}
	var in apiInput
	decoder := json.NewDecoder(c.Request().Body)
	decoder.DisallowUnknownFields()
	decoder.UseNumber()
	err = decoder.Decode(&in)
	if err == nil {
		if _, more := decoder.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("more than one value")
		}
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, "", err
	case err != nil:
		return nil, "", echo.NewHTTPError(http.StatusBadRequest,
			`The body is not what is expected: an object with "values" and "confirm" and nothing else. Nothing was done.`)
	}
	given, errs := form.Values{}, form.Errors{}
	for name, value := range in.Values {
		text, ok := textOf(value)
		if !ok {
			errs[name] = "A text, a number, true or false."
		}
		given[name] = text
	}
	if len(errs) > 0 {
		return nil, "", &fieldsError{errs}
	}
	return given, in.Confirm, nil
}

// textOf is a JSON value as a form has it; true is a tick.
func textOf(value any) (string, bool) {
	switch v := value.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	case bool:
		if v {
			return "1", true
		}
		return "", true
	}
	return "", false
}

// fill is what a form with the given values would send: others as they start.
func fill(f form.Form, given form.Values) url.Values {
	sent := url.Values{}
	for _, field := range f.Fields {
		value, ok := given[field.Name]
		if !ok && !field.Secret {
			value = field.Default
		}
		sent.Set(field.Name, value)
	}
	return sent
}

// misfits are fields that are not there, and hidden ones that were not sent
// back: what the caller saw is not known without them.
func misfits(f form.Form, given form.Values) form.Errors {
	errs := form.Errors{}
	for name := range given {
		if _, ok := f.Field(name); !ok {
			errs[name] = noField
		}
	}
	for _, field := range f.Fields {
		if _, sent := given[field.Name]; field.Kind == form.Hidden && field.Default != "" && !sent {
			errs[field.Name] = "Send back the default that the action shows for this field. It tells what you have seen."
		}
	}
	return errs
}

// keyOf is the one-time id of the header Idempotency-Key. Each person has keys
// of their own, apart from the ids of forms.
func keyOf(c echo.Context) (string, error) {
	key := c.Request().Header.Get("Idempotency-Key")
	odd := func(r rune) bool { return r <= ' ' || r > '~' }
	if key == "" || len(key) > 200 || strings.ContainsFunc(key, odd) {
		return "", echo.NewHTTPError(http.StatusBadRequest,
			"Send a header Idempotency-Key with up to 200 letters, digits and signs, another one for each thing you want done. Nothing was done.")
	}
	return fmt.Sprintf("api %d %s", scopeOf(c).User.ID, key), nil
}

// digestInput tells whether a key comes again with the same body. It is keyed,
// since the values may hold secrets.
func (p *panel) digestInput(a asked, given form.Values, confirm string) string {
	fields := map[string]secrets.Text{"": secrets.NewText(actionURL(a.target, a.action.Name)), " confirm": secrets.NewText(confirm)}
	for name, value := range given {
		fields["value "+name] = secrets.NewText(value)
	}
	return p.Keys.Digest(fields)
}
