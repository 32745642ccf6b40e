package idcloudhost

import (
	"context"
	"time"

	"pinfold/internal/providers"
)

// How long the lists stay fresh. What can be ordered changes rarely.
const (
	serversEvery  = time.Minute
	networksEvery = 10 * time.Minute
	billingEvery  = 10 * time.Minute
	invoicesEvery = 5 * time.Minute
	cardsEvery    = 30 * time.Minute
	bucketsEvery  = 5 * time.Minute
	tokensEvery   = time.Hour
	catalogEvery  = 6 * time.Hour
)

// Sources implements providers.Inventory. The list of locations is a list like
// others and can be unknown, so a list that exists once a location is one
// source that asks them all.
func (c *Client) Sources() []providers.Source {
	return []providers.Source{
		source("locations", catalogEvery, c.listLocations, kinds(providers.KindLocation), "IDC-07"),
		source("servers", serversEvery, c.listServers, kinds(providers.KindServer, providers.KindAddress), "IDC-17", "IDC-46", "IDC-07", "IDC-56"),
		source("billing accounts", billingEvery, c.listBilling, kinds(providers.KindBilling), "IDC-61"),
		source("invoices", invoicesEvery, c.listInvoices, kinds(providers.KindInvoice), "IDC-74", "IDC-61"),
		source("cards", cardsEvery, c.listCards, kinds(providers.KindCard), "IDC-68", "IDC-61"),
		source("networks", networksEvery, c.listNetworks, kinds(providers.KindNetwork), "IDC-40", "IDC-07"),
		source("images", catalogEvery, c.listImages, kinds(providers.KindImage), "IDC-53", "IDC-54", "IDC-55"),
		source("buckets", bucketsEvery, c.listBuckets, kinds(providers.KindBucket), "IDC-34"),
		source("object storage", networksEvery, c.listStorage, kinds(providers.KindStorage, providers.KindS3Key), "IDC-29", "IDC-37"),
		source("prices", catalogEvery, c.listPrices, kinds(providers.KindPrice), "IDC-78"),
		source("parameters", catalogEvery, c.listParameters, kinds(providers.KindParameter), "IDC-52"),
		source("profile", profileEvery, c.listProfile, kinds(providers.KindProfile), "IDC-01"),
		source("API tokens", tokensEvery, c.listTokens, kinds(providers.KindToken), "IDC-06"),
	}
}

type reader func(context.Context) (providers.Listing, error)

func source(name string, every time.Duration, read reader, kinds []providers.Kind, calls ...providers.OpID) providers.Source {
	return providers.Source{Name: name, Kinds: kinds, Every: every, Calls: calls, Read: read}
}

func kinds(all ...providers.Kind) []providers.Kind { return all }

// listing makes observations of a list. An item without an id cannot be told
// from others; without it the list no longer speaks for what it lacks.
func listing[T any](items []T, observe func(T) providers.Observation) providers.Listing {
	l := providers.Listing{Complete: true}
	for _, item := range items {
		o := observe(item)
		if o.ID == "" {
			l.Complete = false
			continue
		}
		l.Items = append(l.Items, o)
	}
	return l
}

// plainList reads a global list and observes its items.
func plainList[T any](ctx context.Context, c *Client, a ask, observe func(T) providers.Observation) (providers.Listing, error) {
	items, err := list[T](ctx, c, a)
	if err != nil {
		return providers.Listing{}, err
	}
	return listing(items, observe), nil
}
