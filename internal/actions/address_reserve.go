package actions

import (
	"context"
	"slices"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// ServerAddressReserve makes an address and assigns it to a server (IDC-16).
// Each call makes another one and does not tell which.
var ServerAddressReserve = Define(Spec[providers.AddressReserver]{
	Name: "server.address_reserve",
	Words: Words{Label: "Reserve address", Of: "Reserve address for", Button: "Reserve address", Doing: "Reserving an address",
		Done: "Address reserved", Icon: "network", Group: GroupNetwork},
	On: providers.KindServer, Needs: access.CreateServers, Worst: SpendsMoney,
	Uses:    []providers.Kind{providers.KindPrice},
	Write:   map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-16"},
	Blocked: func(t Target) string { return blockedBy(t, nil) },
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Consequences: []Consequence{
				{Fine, "A new public address, assigned to the server. " + t.Vendor.Name + " chooses it."},
				{Fine, "It outlives the server and goes on costing until it is deleted, under Networks."},
			},
			Cost: costOf(t, providers.Amounts{Addresses: 1}),
		}
	},
	Do: reserveAddress,
})

func reserveAddress(ctx context.Context, r *Run, c providers.AddressReserver) error {
	var snapshot []string
	once := Once[added, []string]{
		Step: "reserve", Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: func(ctx context.Context) (ids []string, err error) {
			snapshot, err = addressIDs(ctx, c, r.Ref().Location)
			return snapshot, err
		},
		Send: func(ctx context.Context) (added, map[string]secrets.Text, error) {
			return added{Before: snapshot}, nil, c.ReserveAddress(ctx, r.Ref())
		},
		Find: func(ctx context.Context, before []string) ([]added, error) {
			found, err := addressesSince(ctx, c, r.Ref().Location, before, func(o providers.Observation) bool { return o.Parent == r.Ref().ID })
			matches := make([]added, len(found))
			for i := range matches {
				matches[i].Before = before
			}
			return matches, err
		},
	}
	answer, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	return r.Until(ctx, "reserve", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		found, err := addressesSince(ctx, c, r.Ref().Location, answer.Before, func(o providers.Observation) bool { return o.Parent == r.Ref().ID })
		if err != nil || len(found) == 0 {
			return false, err
		}
		for _, o := range found {
			if _, err := r.Observe(ctx, o); err != nil {
				return false, err
			}
		}
		_, err = r.look(ctx, c)
		return true, err
	})
}

// addressIDs is the snapshot before an address is made in a location.
func addressIDs(ctx context.Context, c providers.AddressLister, location string) ([]string, error) {
	all, err := addressesSince(ctx, c, location, nil, func(providers.Observation) bool { return true })
	ids := make([]string, 0, len(all))
	for _, o := range all {
		ids = append(ids, o.ID)
	}
	return ids, err
}

// addressesSince are the addresses of a location that fit and are not in the
// snapshot.
func addressesSince(ctx context.Context, c providers.AddressLister, location string, before []string, fits func(providers.Observation) bool) ([]providers.Observation, error) {
	all, err := c.Addresses(ctx, location)
	return slices.DeleteFunc(all, func(o providers.Observation) bool { return slices.Contains(before, o.ID) || !fits(o) }), err
}
