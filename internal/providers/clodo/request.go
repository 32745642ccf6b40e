package clodo

import (
	"context"
	"net/http"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

// Request implements providers.RequestReader (CLO-42).
func (c *Client) Request(ctx context.Context, ref providers.Ref) (providers.Request, error) {
	if err := checkID("CLO-42", ref.ID); err != nil {
		return providers.Request{}, err
	}
	at, err := c.hostOf(ctx, "CLO-42", providers.Ref{Location: ref.Location})
	if err != nil {
		return providers.Request{}, err
	}
	var told api.Request
	err = c.do(ctx, ask{op: "CLO-42", method: http.MethodGet, path: "/requests/" + ref.ID, at: at, parse: func(a wire.Answer) error {
		told = api.Request{}
		if err := one(a.Body, &told); err != nil {
			return err
		}
		if !told.Complete.Known {
			return wire.Plain("the answer does not say whether the request is done")
		}
		return nil
	}})
	if err != nil {
		return providers.Request{}, err
	}
	return requestOf(told), nil
}

func requestOf(told api.Request) providers.Request {
	began := timeOf(told.Began)
	if began.IsZero() {
		began = timeOf(told.BeganToo)
	}
	return providers.Request{Server: told.Server.Trim(), Done: told.Complete.Value, BeganAt: began, DoneAt: timeOf(told.Ended)}
}
