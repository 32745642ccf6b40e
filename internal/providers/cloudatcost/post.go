package cloudatcost

import (
	"context"
	"net/http"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// write is one call that changes something.
type write struct {
	op      providers.OpID
	variant providers.Variant
	call    string
	params  url.Values
	parse   func(wire.Answer) error
}

// post sends a write. Everything is in the body, so that no address holds a
// credential.
func (c *Client) post(ctx context.Context, w write) error {
	form := url.Values{"key": {c.key.Reveal()}, "login": {c.login}}
	for name, values := range w.params {
		form[name] = values
	}
	_, err := c.line.Do(ctx, wire.Request{
		Op: w.op, Variant: w.variant, Method: http.MethodPost, Path: "/" + w.call,
		URL: c.root.JoinPath(callNames[c.style](w.call)),
		Header: http.Header{
			"Accept":       {"application/json"},
			"Content-Type": {"application/x-www-form-urlencoded"},
		},
		Body: []byte(form.Encode()), Parse: w.parse,
	})
	return err
}
