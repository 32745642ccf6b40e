package clodo

import (
	"context"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.StoreCreator = (*Client)(nil)
	_ providers.StoreChanger = (*Client)(nil)
	_ providers.StoreDeleter = (*Client)(nil)
)

// listStores lists the storages (CLO-37), without their settings.
func (c *Client) listStores(ctx context.Context) (providers.Listing, error) {
	stores, err := list[api.Store](ctx, c, ask{op: "CLO-37", path: "/storage/"}, "storages")
	return listing(stores, observeStore, err)
}

// Stores implements providers.StoreCreator (CLO-37). A list that cannot serve
// as a snapshot is an error.
func (c *Client) Stores(ctx context.Context) ([]providers.Observation, error) {
	l, err := c.listStores(ctx)
	if err == nil && !l.Complete {
		err = &providers.Error{Kind: providers.ErrUnexpected, Op: "CLO-37",
			Sentence: "Clodo lists a store without a number. The list cannot tell what is new."}
	}
	return l.Items, err
}

// Store implements providers.StoreReader (CLO-38).
func (c *Client) Store(ctx context.Context, ref providers.Ref) (providers.Observation, error) {
	if err := checkStore("CLO-38", ref); err != nil {
		return providers.Observation{}, err
	}
	var told api.Store
	err := c.do(ctx, ask{op: "CLO-38", method: "GET", path: "/storage/" + ref.ID + "/detail", refusal: refusalOfStore,
		parse: func(a wire.Answer) error {
			if err := one(a.Body, &told); err != nil {
				return err
			}
			if told.ID.Trim() != ref.ID {
				return wire.Plain("the answer is about another thing")
			}
			return nil
		}})
	if err != nil {
		return providers.Observation{}, err
	}
	o := observeStore(told)
	o.Secrets = nil // The list tells the key and the token as well.
	gauges, _ := o.Gauges.(providers.StorageGauges)
	gauges.Settings = &providers.StorageSettings{
		Default: told.Default.Value, CacheControl: told.CacheControl.Trim(), Expires: told.Expires.Trim(), Bypass: told.Bypass.Trim(),
		Referers: told.Referers.Trim(), PublicSearch: told.PublicSearch.Value, PublicURL: told.PublicURL.Trim(), PublicState: told.PublicState.Trim(),
	}
	o.Gauges = gauges
	return o, nil
}

func observeStore(s api.Store) providers.Observation {
	return providers.Observation{
		Kind: providers.KindStorage, ID: s.ID.Trim(), Name: s.Title.Trim(), State: providers.Available,
		Facts:  providers.StorageFacts{Endpoint: s.Cluster.Trim(), Login: s.Login.Trim()},
		Gauges: providers.StorageGauges{SizeBytes: max(s.Size.Value, 0)},
		Secrets: secretsOf(map[string]wire.String{
			providers.SecretStorageKey: s.Key, providers.SecretStorageToken: s.Token,
		}),
	}
}

func checkStore(op providers.OpID, ref providers.Ref) error {
	if checkID(op, ref.ID) == nil {
		return nil
	}
	return &providers.Error{Kind: providers.ErrInvalid, Op: op, NotSent: true,
		Sentence: "This is not the number of a store at Clodo. Nothing was sent."}
}
