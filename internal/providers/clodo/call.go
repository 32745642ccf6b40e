package clodo

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// ask is one call of the API, without the session that carries it.
type ask struct {
	op      providers.OpID
	variant providers.Variant
	method  string
	// at is the host to call, nil for the account's own.
	at *host
	// path is relative to the root of the API.
	path  string
	query url.Values
	// body is sent as JSON, unless it is nil.
	body any
	// parse reads a success, refusal a refusal; a nil refusal is the usual one.
	parse   func(wire.Answer) error
	refusal func(wire.Answer) (wire.Refusal, bool)
}

// do signs in if need be and sends the call. A call that Clodo refuses for its
// token was not executed; it is sent once more with a new token.
func (c *Client) do(ctx context.Context, a ask) error {
	at := a.at
	if at == nil {
		at = c.own
	}
	current, err := at.signer.session(ctx)
	if err != nil {
		return unsent(a.op, err)
	}
	err = c.send(ctx, current, a)
	if providers.KindOf(err) != providers.ErrAuth {
		return err
	}
	at.signer.drop(current)
	if current, err = at.signer.session(ctx); err != nil {
		return unsent(a.op, err)
	}
	if err = c.send(ctx, current, a); providers.KindOf(err) == providers.ErrAuth {
		at.signer.drop(current)
	}
	return err
}

func (c *Client) send(ctx context.Context, s *session, a ask) error {
	request := wire.Request{
		Op: a.op, Variant: a.variant, Method: a.method, Path: a.path,
		URL:   s.root.JoinPath(a.path),
		Parse: a.parse,
		Header: http.Header{
			headerToken: {s.token.Reveal()},
			"Accept":    {"application/json"},
		},
	}
	request.URL.RawQuery = a.query.Encode()
	if a.body != nil {
		body, err := json.Marshal(a.body)
		if err != nil {
			return &providers.Error{
				Kind: providers.ErrInternal, Op: a.op, NotSent: true,
				Sentence: "Internal error. Nothing was sent.", Cause: wire.Plain("the request cannot be encoded"),
			}
		}
		request.Body = body
		request.Header.Set("Content-Type", "application/json; charset=UTF-8")
	}
	line := c.line
	if a.refusal != nil {
		line.Refusal = a.refusal
	}
	_, err := line.Do(ctx, request)
	return err
}

// unsent turns a failed login into the failure of the call that needed it. The
// login may have been sent; the call was not executed.
func unsent(op providers.OpID, err error) error {
	return heldBack(op, err, "The sign-in failed, so the call itself was not sent.")
}

// heldBack turns the failure of one call into that of another one which needed
// it and was not sent.
func heldBack(op providers.OpID, err error, why string) error {
	var cause *providers.Error
	if !errors.As(err, &cause) {
		return err
	}
	e := *cause
	e.Op, e.NotSent = op, true
	if !strings.HasSuffix(e.Sentence, "Nothing was sent.") && !strings.HasSuffix(e.Sentence, "was not sent.") {
		e.Sentence += " " + why
	}
	return &e
}
