package actions

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// AddressCreate makes a public address in an account (IDC-45). Each call makes
// another one, so it is sent once.
var AddressCreate = Define(Spec[providers.AddressCreator]{
	Name:  "address.create",
	Words: Words{Label: "Create address", Of: "Create", Button: "Create address", Doing: "Creating", Done: "Created", Icon: "plus"},
	On:    providers.KindAccount, Makes: providers.KindAddress,
	Uses:  []providers.Kind{providers.KindLocation, providers.KindBilling, providers.KindPrice},
	Needs: access.CreateServers, Worst: SpendsMoney,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-45"},
	Form: func(_ providers.AddressCreator, t Target) form.Form {
		return form.Form{Fields: []form.Field{
			locationField(t),
			billingField(t, ""),
			{Name: "name", Label: "Name", Kind: form.Text, Optional: true, MaxLength: longestName, Autocomplete: "off",
				Help: "What you call it. It can change later."},
		}}
	},
	Plan: func(t Target, in form.Values) Plan {
		return Plan{
			Title: "Create address",
			Consequences: []Consequence{
				{Fine, t.Vendor.Name + " chooses the address. It is assigned to no server yet."},
				{Fine, "It goes on costing until it is deleted, also while it is not assigned."},
			},
			Calls: []PlannedCall{t.callIn("IDC-45", in["location"])},
			Cost:  costOf(t, providers.Amounts{Addresses: 1}),
		}
	},
	Do: createAddress,
})

// callIn is a call in a location, as a creation on an account makes it.
func (t Target) callIn(op providers.OpID, location string) PlannedCall {
	call := t.Call(op, "")
	if rest, ok := strings.CutPrefix(call.Path, "/v1/"); ok && location != "" {
		call.Path = "/v1/" + location + "/" + rest
	}
	return call
}

func createAddress(ctx context.Context, r *Run, c providers.AddressCreator) error {
	in := providers.NewAddress{Location: r.Input["location"], Billing: r.Input["billing"], Name: r.Input["name"]}
	once := Once[providers.Ref, []string]{
		Step: "create", Op: r.Write(), Showing: r.Action.Words.Doing,
		Alone:  fmt.Sprintf("account-%d/address/%s/%s", r.Lease.Operation.AccountID, in.Location, strings.ToLower(in.Name)),
		Made:   func(ref providers.Ref) providers.Ref { return ref },
		Before: func(ctx context.Context) ([]string, error) { return addressIDs(ctx, c, in.Location) },
		Send: func(ctx context.Context) (providers.Ref, map[string]secrets.Text, error) {
			ref, err := c.CreateAddress(ctx, in)
			return ref, nil, err
		},
		Find: func(ctx context.Context, before []string) ([]providers.Ref, error) {
			found, err := addressesSince(ctx, c, in.Location, before, func(o providers.Observation) bool { return fitsNew(in, o) })
			return r.unclaimed(ctx, providers.KindAddress, found, err)
		},
	}
	ref, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	return r.untilRead(ctx, "create", func(ctx context.Context) (providers.Observation, error) { return c.Address(ctx, ref) })
}

// fitsNew reports whether a new address may be the one that was asked for.
func fitsNew(in providers.NewAddress, o providers.Observation) bool {
	facts, _ := o.Facts.(providers.NamedFacts)
	return o.Parent == "" && facts.Title == in.Name && cmp.Or(facts.Detail(providers.DetailBilling), in.Billing) == in.Billing
}

// unclaimed leaves out what another operation already holds.
func (r *Run) unclaimed(ctx context.Context, kind providers.Kind, found []providers.Observation, err error) ([]providers.Ref, error) {
	if err != nil {
		return nil, err
	}
	claimed, err := r.Lease.Claimed(ctx, kind)
	var refs []providers.Ref
	for _, o := range found {
		if !slices.Contains(claimed, o.ID) {
			refs = append(refs, providers.Ref{ID: o.ID, Location: o.Location})
		}
	}
	return refs, err
}

// untilRead waits until what was made can be read, and stores it.
func (r *Run) untilRead(ctx context.Context, step string, read func(context.Context) (providers.Observation, error)) error {
	return r.Until(ctx, step, r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		item, err := read(ctx)
		if gone(err) {
			return false, nil // It does not show yet.
		}
		if err == nil {
			err = r.store(ctx, item)
		}
		return err == nil, err
	})
}
