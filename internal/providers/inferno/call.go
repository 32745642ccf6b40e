package inferno

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// ask is one call of the script.
type ask struct {
	op      providers.OpID
	variant providers.Variant
	action  string
	params  url.Values
	parse   func(wire.Answer) error
	// refusal reads a refusal; nil is the usual one.
	refusal func(wire.Answer) (wire.Refusal, bool)
}

// do sends a call with the account's client id and key.
func (c *Client) do(ctx context.Context, a ask) error {
	form := url.Values{"cid": {c.cid}, "key": {c.key.Reveal()}}
	for name, values := range a.params {
		form[name] = values
	}
	line := c.line
	if a.refusal != nil {
		line.Refusal = a.refusal
	}
	return c.post(ctx, line, a, form)
}

// post sends everything in the body, so that no address holds a credential.
func (c *Client) post(ctx context.Context, line wire.Line, a ask, form url.Values) error {
	form.Set("action", a.action)
	_, err := line.Do(ctx, wire.Request{
		Op: a.op, Variant: a.variant, Method: http.MethodPost, Path: script, URL: c.home,
		Header: http.Header{
			"Accept":       {"application/json"},
			"Content-Type": {"application/x-www-form-urlencoded"},
		},
		Body:  []byte(form.Encode()),
		Parse: a.parse,
	})
	return withHint(err)
}

const addressHint = "Inferno accepts keys only from addresses that are listed there."

// withHint adds to a closed door, which is a status of 401 or 403 or words to
// that effect, what is its usual reason.
func withHint(err error) error {
	var e *providers.Error
	if !errors.As(err, &e) {
		return err
	}
	closed := e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden
	if closed || e.Kind == providers.ErrPermission {
		e.Sentence += " " + addressHint
	}
	return err
}
