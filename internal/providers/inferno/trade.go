package inferno

import (
	"context"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

// Trade gets the key of the API for e-mail and password (INF-01). It works on
// a client without credentials and keeps nothing: the password is sent once,
// in the body. The client id is "" if Inferno does not name it.
func (c *Client) Trade(ctx context.Context, email string, password secrets.Text) (cid string, key secrets.Text, err error) {
	line := c.line
	line.Refusal = refusalOfTrade
	line.Hide = func() []secrets.Text {
		return []secrets.Text{c.key, password, secrets.NewText(url.QueryEscape(password.Reveal()))}
	}
	var found api.Trade
	err = c.post(ctx, line, ask{op: "INF-01", action: "getApiKey", parse: func(a wire.Answer) error {
		var err error
		if found, err = api.ReadTrade(a.Body); err == nil && !fits(fieldKey, found.Key) {
			return wire.Plain("the answer holds a key that cannot be sent")
		}
		return err
	}}, url.Values{"email": {email}, "pass": {password.Reveal()}})
	if err != nil {
		return "", secrets.Text{}, withoutKey(err)
	}
	return found.CID, secrets.NewText(found.Key), nil
}

// refusalOfTrade is for the call whose only input is e-mail and password: the
// words of a refusal matter less.
func refusalOfTrade(a wire.Answer) (wire.Refusal, bool) {
	r, ok := refusal(a)
	switch r.Kind {
	case providers.ErrAuth, providers.ErrNotFound, providers.ErrInvalid:
		r.Kind, r.Sentence = providers.ErrAuth, "Inferno refused the e-mail or the password."
	}
	return r, ok
}
