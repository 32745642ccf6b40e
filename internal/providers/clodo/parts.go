package clodo

import (
	"context"
	"net/http"
	"strings"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
)

// partsEvery is how long what belongs to a server stays fresh.
const partsEvery = 10 * time.Minute

// Parts implements providers.ServerParts: backups (CLO-13), addresses (CLO-20)
// and subnets (CLO-24) of a server. A server that does not exist is a NotFound
// error.
func (c *Client) Parts(server providers.Ref) []providers.Source {
	return []providers.Source{
		part(server, "backups", providers.KindBackup, "CLO-13", observeBackup, func(ctx context.Context) ([]api.Backup, error) {
			return partOf[api.Backup](ctx, c, "CLO-13", server, "/backup/getlist", "backups")
		}),
		part(server, "addresses", providers.KindAddress, "CLO-20", observeAddress, func(ctx context.Context) ([]address, error) {
			return c.addresses(ctx, server)
		}),
		part(server, "subnets", providers.KindSubnet, "CLO-24", observeSubnet, func(ctx context.Context) ([]api.Subnet, error) {
			return partOf[api.Subnet](ctx, c, "CLO-24", server, "/ips/getsubnets/", "nets")
		}),
	}
}

// part is a list of a server. Observe fills in what is special about an item.
func part[T any](server providers.Ref, name string, kind providers.Kind, op providers.OpID,
	observe func(server string, item T) providers.Observation, read func(context.Context) ([]T, error),
) providers.Source {
	s := source(name, kind, partsEvery, nil, op)
	s.Location, s.Parent = server.Location, server.ID
	s.Read = func(ctx context.Context) (providers.Listing, error) {
		items, err := read(ctx)
		return listing(items, func(item T) providers.Observation {
			o := observe(server.ID, item)
			o.Kind, o.Location, o.Parent, o.State = kind, server.Location, server.ID, providers.Available
			return o
		}, err)
	}
	return s
}

// partOf reads a list of a server at the host of its data center.
func partOf[T any](ctx context.Context, c *Client, op providers.OpID, server providers.Ref, path, member string) ([]T, error) {
	a, err := c.askOf(ctx, op, server, path)
	if err != nil {
		return nil, err
	}
	return partList[T](ctx, c, a, member)
}

// askOf prepares a read of what belongs to a server.
func (c *Client) askOf(ctx context.Context, op providers.OpID, server providers.Ref, path string) (ask, error) {
	if err := checkID(op, server.ID); err != nil {
		return ask{}, err
	}
	at, err := c.hostOf(ctx, op, server)
	return ask{
		op: op, method: http.MethodGet, path: "/servers/" + server.ID + path, at: at, refusal: refusalOfState,
	}, err
}

// observeSubnet describes a range that a server can get addresses from. The
// same range is offered to several servers, so its id begins with the server's.
func observeSubnet(server string, s api.Subnet) providers.Observation {
	o := providers.Observation{Name: s.Range.Trim()}
	if o.Name == "" || strings.ContainsAny(o.Name, "/ ") {
		return o
	}
	o.ID = partID(server, o.Name)
	o.Facts = providers.NamedFacts{Details: []providers.Detail{
		{Label: "The server has addresses here", Value: yesNo(s.Current.Value)},
	}}
	return o
}

func yesNo(b bool) string {
	if b {
		return "Yes"
	}
	return "No"
}
