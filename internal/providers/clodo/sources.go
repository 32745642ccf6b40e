package clodo

import (
	"context"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
)

// How long the lists stay fresh. What can be installed changes rarely.
const (
	serversEvery = time.Minute
	catalogEvery = 6 * time.Hour
	ticketsEvery = 5 * time.Minute
	zonesEvery   = 5 * time.Minute
	balanceEvery = 10 * time.Minute
)

// Sources implements providers.Inventory: data centers (CLO-35), servers
// (CLO-04), images (CLO-46), presets (CLO-47), tickets (CLO-31), zones with
// reverse names (CLO-25), and the balance (CLO-43). The data centers come first:
// the list of servers needs them.
func (c *Client) Sources() []providers.Source {
	return []providers.Source{
		source("data centers", providers.KindLocation, catalogEvery, c.listCenters, "CLO-35"),
		source("servers", providers.KindServer, serversEvery, c.listServers, "CLO-04", "CLO-35"),
		source("images", providers.KindImage, catalogEvery, c.listImages, "CLO-46"),
		source("presets", providers.KindPreset, catalogEvery, c.listPresets, "CLO-47"),
		source("tickets", providers.KindTicket, ticketsEvery, c.listTickets, "CLO-31"),
		{Name: "zones", Kinds: []providers.Kind{providers.KindZone, providers.KindReverse}, Every: zonesEvery,
			Calls: []providers.OpID{"CLO-25"}, Read: c.listZones},
		source("balance", providers.KindBilling, balanceEvery, c.readBalance, "CLO-43"),
	}
}

type reader func(context.Context) (providers.Listing, error)

func source(name string, kind providers.Kind, every time.Duration, read reader, calls ...providers.OpID) providers.Source {
	return providers.Source{Name: name, Kinds: []providers.Kind{kind}, Every: every, Calls: calls, Read: read}
}

func (c *Client) listImages(ctx context.Context) (providers.Listing, error) {
	images, err := list[api.Image](ctx, c, ask{op: "CLO-46", path: "/images/detail"}, "images")
	return listing(images, observeImage, err)
}

func (c *Client) listPresets(ctx context.Context) (providers.Listing, error) {
	presets, err := list[api.Preset](ctx, c, ask{op: "CLO-47", path: "/images/presets"}, "presets")
	return listing(presets, observePreset, err)
}

// listing makes observations of a list. An item without an id cannot be told
// from others; without it the list no longer speaks for what it lacks.
func listing[T any](items []T, observe func(T) providers.Observation, err error) (providers.Listing, error) {
	if err != nil {
		return providers.Listing{}, err
	}
	l := providers.Listing{Complete: true}
	for _, item := range items {
		o := observe(item)
		if o.ID == "" {
			l.Complete = false
			continue
		}
		l.Items = append(l.Items, o)
	}
	return l, nil
}
