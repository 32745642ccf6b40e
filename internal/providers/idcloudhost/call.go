package idcloudhost

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

const (
	headerKey         = "Apikey"
	headerCorrelation = "X-Warren-Correlation-Id"
)

// ask is one call of the API.
type ask struct {
	op providers.OpID
	// method is GET if it is "".
	method string
	// location is the slug of a location, "" for global calls and for the
	// default location.
	location string
	// path is relative to the version and the location.
	path  string
	query url.Values
	// form is sent as the body, unless it is nil.
	form url.Values
	// json is sent as the body, unless it is nil.
	json map[string]any
	// hide is what the provider must not show of the call in its refusal.
	hide secrets.Text
	// refusal finds refusals that only this call has, before those that all
	// have; nil finds none.
	refusal func(wire.Answer) (wire.Refusal, bool)
	parse   func(wire.Answer) error
}

// do sends the call. An error that is not a refusal has the provider's number
// of the call as its cause; a refusal has it in its words.
func (c *Client) do(ctx context.Context, a ask) error {
	if err := checkSlug(a.op, a.location); err != nil {
		return err
	}
	path := "/v1" + a.path
	if a.location != "" {
		path = "/v1/" + a.location + a.path
	}
	address := c.root.JoinPath(path)
	address.RawQuery = a.query.Encode()
	line, number := c.line, ""
	line.Hide = func() []secrets.Text { return append(c.hidden(), a.hide) }
	line.Refusal = func(answer wire.Answer) (wire.Refusal, bool) {
		number = correlation(answer)
		if a.refusal != nil {
			if r, ok := a.refusal(answer); ok {
				return r, true
			}
		}
		return refusal(answer)
	}
	request := wire.Request{
		Op: a.op, Method: cmp.Or(a.method, http.MethodGet), Path: path, URL: address, Parse: a.parse,
		Header: http.Header{headerKey: {c.key.Reveal()}, "Accept": {"application/json"}},
	}
	if a.method != "" {
		request.Timeout = changeTimeout
	}
	if a.form != nil {
		request.Body = encodeForm(a.form)
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if a.json != nil {
		request.Body = encodeJSON(a.json)
		request.Header.Set("Content-Type", "application/json")
	}
	_, err := line.Do(ctx, request)
	var e *providers.Error
	if errors.As(err, &e) && e.Cause == nil && e.Said == "" && number != "" {
		e.Cause = wire.Plain(headerCorrelation + " " + number)
	}
	return err
}

// correlation returns the provider's number of a call, "" if there is none
// that is fit to be shown.
func correlation(a wire.Answer) string {
	number := a.Header.Get(headerCorrelation)
	if len(number) > 64 || !plain(number) {
		return ""
	}
	return number
}

// list reads a list. Anything but an array is no list, so that an object of
// another kind is not taken for an empty one.
func list[T any](ctx context.Context, c *Client, a ask) ([]T, error) {
	var items []T
	a.parse = func(answer wire.Answer) error { return wire.JSON(answer.Body, &items) }
	err := c.do(ctx, a)
	return items, err
}

// one reads a single thing, of which id returns what it was asked by.
func one[T any](ctx context.Context, c *Client, a ask, id string, of func(T) string) (T, error) {
	var thing T
	a.parse = func(answer wire.Answer) error {
		if err := wire.JSON(answer.Body, &thing); err != nil {
			return err
		}
		if of(thing) != id {
			return wire.Plain("the answer is about another thing")
		}
		return nil
	}
	err := c.do(ctx, a)
	return thing, err
}
