package cloudatcost

import (
	"context"
	"errors"
	"net/http"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/cloudatcost/internal/api"
)

// How long the lists stay fresh. Templates and clients change rarely.
const (
	serversEvery = time.Minute
	tasksEvery   = 2 * time.Minute
	seldomEvery  = 6 * time.Hour
)

// Sources implements providers.Inventory: servers (CAC-01), templates (CAC-02)
// and tasks (CAC-05), and clients (CAC-06), which later versions do not have.
func (c *Client) Sources() []providers.Source {
	all := []providers.Source{
		source("servers", providers.KindServer, serversEvery, "CAC-01", c.listServers),
		source("templates", providers.KindImage, seldomEvery, "CAC-02", c.listTemplates),
		source("tasks", providers.KindTask, tasksEvery, "CAC-05", c.listTasks),
	}
	if c.style == stylePHP {
		return all
	}
	return append(all, source("clients", providers.KindClient, seldomEvery, "CAC-06", c.listClients))
}

type reader func(context.Context) (providers.Listing, error)

func source(name string, kind providers.Kind, every time.Duration, op providers.OpID, read reader) providers.Source {
	return providers.Source{
		Name: name, Kinds: []providers.Kind{kind}, Every: every, Calls: []providers.OpID{op}, Read: read,
	}
}

func (c *Client) listServers(ctx context.Context) (providers.Listing, error) {
	servers, err := list[api.Server](ctx, c, "CAC-01", callServers)
	return listing(servers, observeServer, err)
}

func (c *Client) listTemplates(ctx context.Context) (providers.Listing, error) {
	templates, err := list[api.Template](ctx, c, "CAC-02", callTemplates)
	return listing(templates, observeTemplate, err)
}

func (c *Client) listTasks(ctx context.Context) (providers.Listing, error) {
	tasks, err := list[api.Task](ctx, c, "CAC-05", callTasks)
	return listing(tasks, observeTask, err)
}

// listClients takes an account whose API does not know the call for one of
// which nothing is known: the list is empty and speaks for nothing.
func (c *Client) listClients(ctx context.Context) (providers.Listing, error) {
	clients, err := list[api.Client](ctx, c, "CAC-06", callClients)
	var e *providers.Error
	if errors.As(err, &e) && e.Kind == providers.ErrInvalid && e.Status == http.StatusBadRequest {
		return providers.Listing{}, nil
	}
	return listing(clients, observeClient, err)
}
