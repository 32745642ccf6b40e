package clodo

import (
	"context"
	"net/http"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

const (
	headerUser  = "X-Auth-User"
	headerKey   = "X-Auth-Key"
	headerToken = "X-Auth-Token"
	headerRoot  = "X-Server-Management-Url"
)

// signIn exchanges login and key for a token (CLO-01). A token is used at the
// address that came with it, so each host has its own.
func (c *Client) signIn(ctx context.Context, at *url.URL) (*session, error) {
	issued := c.line.Kit.Now()
	answer, err := c.line.Do(ctx, wire.Request{
		Op: "CLO-01", Method: http.MethodGet, Path: "/", URL: at.JoinPath("/"),
		Header: http.Header{
			headerUser: {c.login},
			headerKey:  {c.key.Reveal()},
			"Accept":   {"application/json"},
		},
		Parse: hasToken,
	})
	if err != nil {
		return nil, err
	}
	root, err := url.Parse(answer.Header.Get(headerRoot))
	if err != nil || !trusted(root, at) {
		return nil, &providers.Error{
			Kind: providers.ErrUnexpected, Op: "CLO-01", Status: answer.Status,
			Sentence: "Clodo named an address for its calls that is not its own. No token was sent there.",
		}
	}
	return &session{root: root, token: secrets.NewText(answer.Header.Get(headerToken)), issued: issued}, nil
}

func hasToken(a wire.Answer) error {
	if a.Header.Get(headerToken) == "" || a.Header.Get(headerRoot) == "" {
		return wire.Plain("the login lacks a token or an address")
	}
	return nil
}
