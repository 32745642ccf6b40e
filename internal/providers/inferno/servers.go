package inferno

import (
	"context"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
)

// listServers reads the orders (INF-04) and the server of each active one that
// is installed (INF-07). A server that cannot be read is left out, and the listing no
// longer speaks for what it lacks, so that what is known of it stays.
func (c *Client) listServers(ctx context.Context) (providers.Listing, error) {
	orders, err := c.orders(ctx)
	if err != nil {
		return providers.Listing{}, err
	}
	l := providers.Listing{Complete: true}
	var servers []api.Order
	for _, o := range orders {
		switch {
		case o.ID.Trim() == "":
			l.Complete = false
		case active(o):
			servers = append(servers, o)
		default:
			l.Items = append(l.Items, observeOrder(o, nil))
		}
	}
	return withServers(l, c.describe(ctx, servers))
}

// described is what became of the call for one active order.
type described struct {
	order api.Order
	info  api.Info
	err   error
}

// withServers adds what is known of the active orders to the listing. If not
// one could be read, that is the failure of the whole.
func withServers(l providers.Listing, all []described) (providers.Listing, error) {
	var first error
	failed := 0
	for _, d := range all {
		switch {
		case d.err == nil:
			l.Items = append(l.Items, observeOrder(d.order, &d.info))
			if isServer(d.info) {
				l.Items = append(l.Items, observeServer(d.order.ID.Trim(), d.info))
			}
		case denied(d.err):
			// Inferno answers but tells of no server: the order stays visible.
			l.Items = append(l.Items, observeOrder(d.order, nil))
			l.Complete = false
		default:
			l.Complete = false
			failed++
			if first == nil {
				first = d.err
			}
		}
	}
	if failed > 0 && failed == len(all) {
		return providers.Listing{}, first
	}
	return l, nil
}

// denied reports whether Inferno refused for reasons of the order itself.
func denied(err error) bool {
	switch providers.KindOf(err) {
	case providers.ErrNotFound, providers.ErrConflict, providers.ErrInvalid:
		return true
	}
	return false
}
