package actions

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// NetworkCreate makes a private network in an account (IDC-41). Each call makes
// another one, so it is sent once.
var NetworkCreate = Define(Spec[providers.NetworkCreator]{
	Name:  "network.create",
	Words: Words{Label: "Create network", Of: "Create", Button: "Create network", Doing: "Creating", Done: "Created", Icon: "plus"},
	On:    providers.KindAccount, Makes: providers.KindNetwork,
	Uses:  []providers.Kind{providers.KindLocation},
	Needs: access.CreateServers, Worst: Safe,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-41"},
	Form: func(_ providers.NetworkCreator, t Target) form.Form {
		return form.Form{Fields: []form.Field{
			locationField(t),
			{Name: "name", Label: "Name", Kind: form.Text, MaxLength: longestName, Autocomplete: "off"},
		}}
	},
	Plan: func(t Target, in form.Values) Plan {
		call := t.callIn("IDC-41", in["location"])
		call.Path = strings.Replace(call.Path, "{name}", url.QueryEscape(in["name"]), 1)
		return Plan{
			Title: "Create network",
			Consequences: []Consequence{
				{Fine, "An empty private network. " + t.Vendor.Name + " chooses its range."},
				{Fine, "The first network of the account in a location becomes the default one there."},
			},
			Calls: []PlannedCall{call},
			Cost:  noPrice(t),
		}
	},
	Do: createNetwork,
})

func createNetwork(ctx context.Context, r *Run, c providers.NetworkCreator) error {
	location, name := r.Input["location"], r.Input["name"]
	since := func(ctx context.Context, before []string) ([]providers.Observation, error) {
		all, err := c.Networks(ctx, location)
		return slices.DeleteFunc(all, func(o providers.Observation) bool { return slices.Contains(before, o.ID) }), err
	}
	once := Once[providers.Ref, []string]{
		Step: "create", Op: r.Write(), Showing: r.Action.Words.Doing,
		Alone: fmt.Sprintf("account-%d/network/%s/%s", r.Lease.Operation.AccountID, location, strings.ToLower(name)),
		Made:  func(ref providers.Ref) providers.Ref { return ref },
		Before: func(ctx context.Context) ([]string, error) {
			all, err := since(ctx, nil)
			ids := make([]string, 0, len(all))
			for _, o := range all {
				ids = append(ids, o.ID)
			}
			return ids, err
		},
		Send: func(ctx context.Context) (providers.Ref, map[string]secrets.Text, error) {
			ref, err := c.CreateNetwork(ctx, location, name)
			return ref, nil, err
		},
		Find: func(ctx context.Context, before []string) ([]providers.Ref, error) {
			found, err := since(ctx, before)
			found = slices.DeleteFunc(found, func(o providers.Observation) bool { return o.Name != name })
			return r.unclaimed(ctx, providers.KindNetwork, found, err)
		},
	}
	ref, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	return r.untilRead(ctx, "create", func(ctx context.Context) (providers.Observation, error) { return c.Network(ctx, ref) })
}
