package clodo

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// ask is one call of the API, without the session that carries it.
type ask struct {
	op      providers.OpID
	variant providers.Variant
	method  string
	// path is relative to the root of the API.
	path string
	// body is sent as JSON, unless it is nil.
	body any
	// parse reads a success, refusal a refusal; a nil refusal is the usual one.
	parse   func(wire.Answer) error
	refusal func(wire.Answer) (wire.Refusal, bool)
}

// do signs in if need be and sends the call. A call that Clodo refuses for its
// token was not executed; it is sent once more with a new token.
func (c *Client) do(ctx context.Context, a ask) error {
	current, err := c.signer.session(ctx)
	if err != nil {
		return unsent(a.op, err)
	}
	err = c.send(ctx, current, a)
	if providers.KindOf(err) != providers.ErrAuth {
		return err
	}
	c.signer.drop(current)
	if current, err = c.signer.session(ctx); err != nil {
		return unsent(a.op, err)
	}
	if err = c.send(ctx, current, a); providers.KindOf(err) == providers.ErrAuth {
		c.signer.drop(current)
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
	login, ok := err.(*providers.Error)
	if !ok {
		return err
	}
	e := *login
	e.Op, e.NotSent = op, true
	const nothing = "Nothing was sent."
	if !strings.HasSuffix(e.Sentence, nothing) {
		e.Sentence += " The sign-in failed, so the call itself was not sent."
	}
	return &e
}
