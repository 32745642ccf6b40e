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
)

// Sources implements providers.Inventory: servers (CLO-04), images (CLO-46)
// and presets (CLO-47).
func (c *Client) Sources() []providers.Source {
	return []providers.Source{
		source("servers", providers.KindServer, serversEvery, "CLO-04", c.listServers),
		source("images", providers.KindImage, catalogEvery, "CLO-46", c.listImages),
		source("presets", providers.KindPreset, catalogEvery, "CLO-47", c.listPresets),
	}
}

type reader func(context.Context) (providers.Listing, error)

func source(name string, kind providers.Kind, every time.Duration, op providers.OpID, read reader) providers.Source {
	return providers.Source{
		Name: name, Kinds: []providers.Kind{kind}, Every: every, Calls: []providers.OpID{op}, Read: read,
	}
}

func (c *Client) listServers(ctx context.Context) (providers.Listing, error) {
	servers, err := list[api.Server](ctx, c, "CLO-04", "/servers/detail", "servers")
	return listing(servers, observeServer, err)
}

func (c *Client) listImages(ctx context.Context) (providers.Listing, error) {
	images, err := list[api.Image](ctx, c, "CLO-46", "/images/detail", "images")
	return listing(images, observeImage, err)
}

func (c *Client) listPresets(ctx context.Context) (providers.Listing, error) {
	presets, err := list[api.Preset](ctx, c, "CLO-47", "/images/presets", "presets")
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
