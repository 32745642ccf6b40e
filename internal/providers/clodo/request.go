package clodo

import (
	"context"
	"net/http"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

// Request is how far long work at Clodo got.
type Request struct {
	// Server is the id of the server that it is about, "" for none.
	Server string
	Done   bool
	// BeganAt and DoneAt are zero where they are not known.
	BeganAt, DoneAt time.Time
}

// Request reads a request by the number that began it (CLO-42). The ref's
// location is that of the server that the request is about. A request that does
// not exist is a NotFound error.
func (c *Client) Request(ctx context.Context, ref providers.Ref) (Request, error) {
	if err := checkID("CLO-42", ref.ID); err != nil {
		return Request{}, err
	}
	at, err := c.hostOf(ctx, "CLO-42", providers.Ref{Location: ref.Location})
	if err != nil {
		return Request{}, err
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
		return Request{}, err
	}
	return requestOf(told), nil
}

func requestOf(told api.Request) Request {
	began := timeOf(told.Began)
	if began.IsZero() {
		began = timeOf(told.BeganToo)
	}
	return Request{Server: told.Server.Trim(), Done: told.Complete.Value, BeganAt: began, DoneAt: timeOf(told.Ended)}
}
