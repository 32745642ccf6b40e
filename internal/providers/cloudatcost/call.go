package cloudatcost

import (
	"context"
	"net/http"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/cloudatcost/internal/api"
	"pinfold/internal/providers/wire"
)

// The names of the calls.
const (
	callServers   = "listservers"
	callTemplates = "listtemplates"
	callTasks     = "listtasks"
	callClients   = "clientlist"
	// callPower and callRebuild write.
	callPower   = "poweropp"
	callRebuild = "rebuildserver"
)

// list reads a list. Its content type says nothing: JSON comes as HTML too.
func list[T any](ctx context.Context, c *Client, op providers.OpID, call string) ([]T, error) {
	var items []T
	_, err := c.line.Do(ctx, wire.Request{
		Op: op, Method: http.MethodGet, Path: "/" + call, URL: c.address(call),
		Header: http.Header{"Accept": {"application/json"}},
		Parse: func(a wire.Answer) (err error) {
			items, err = api.ReadList[T](a.Body)
			return err
		},
	})
	return items, err
}

// address carries the credentials: reads are documented as GET only, with all
// parameters in the query. It goes nowhere but to the transport.
func (c *Client) address(call string) *url.URL {
	u := c.root.JoinPath(callNames[c.style](call))
	u.RawQuery = url.Values{"key": {c.key.Reveal()}, "login": {c.login}}.Encode()
	return u
}
