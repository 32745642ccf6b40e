package actions

import (
	"context"
	"slices"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// releases is the write that gives an address up where it outlives its server.
var releases = map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-49"}

// serverDeletes is the write of the deletion, which its entry and its plan name.
var serverDeletes = map[providers.Slug]providers.OpID{providers.Clodo: "CLO-08", providers.IDCloudHost: "IDC-08"}

// keepAddresses is the choice of who keeps them; the other choice names the
// addresses, so that none is released that was not shown.
const keepAddresses = "keep"

// outliving are the addresses that stay reserved when the server is deleted.
func outliving(t Target) (ips []string) {
	if _, ok := t.Vendor.Zero.(providers.AddressReleaser); !ok || t.Resource == nil {
		return nil
	}
	for _, o := range t.known(providers.KindAddress) {
		if o.Parent == t.Resource.ExternalID && o.Location == t.Resource.Location {
			ips = append(ips, o.ID)
		}
	}
	slices.Sort(ips)
	return ips
}

// addressForm asks what becomes of them. Neither choice is made for the person:
// one goes on costing, the other cannot be undone.
func addressForm(t Target) form.Form {
	ips := outliving(t)
	if len(ips) == 0 {
		return form.Form{}
	}
	release, keep := "Release it", "Keep it"
	label := "Deleting the server does not release " + ips[0] + "; the address goes on costing. Release it too?"
	if len(ips) > 1 {
		release, keep = "Release them", "Keep them"
		label = "Deleting the server does not release " + strings.Join(ips, ", ") + "; the addresses go on costing. Release them too?"
	}
	return form.Form{Fields: []form.Field{{Name: "addresses", Label: label, Kind: form.Radio, Options: []form.Option{
		{Value: strings.Join(ips, " "), Label: release, Help: "Somebody else may get the address."},
		{Value: keepAddresses, Label: keep, Help: "It stays reserved and goes on costing."},
	}}}}
}

// released are the addresses that the person chose to release.
func released(in form.Values) []string {
	if in["addresses"] == keepAddresses {
		return nil
	}
	return strings.Fields(in["addresses"])
}

func whatOfAddresses(t Target, in form.Values) Consequence {
	ips := outliving(t)
	_, outlive := t.Vendor.Zero.(providers.AddressReleaser)
	switch {
	case !outlive:
		return Consequence{Loss, "Its addresses go back to " + t.Vendor.Name + "."}
	case len(ips) == 0:
		return Consequence{Fine, "It has no address that would go on costing."}
	case len(released(in)) > 0:
		return Consequence{Loss, strings.Join(ips, ", ") + " goes back to " + t.Vendor.Name + ", and somebody else may get it."}
	case in["addresses"] == keepAddresses:
		return Consequence{Disturbing, strings.Join(ips, ", ") + " stays reserved and goes on costing."}
	default:
		return Consequence{Disturbing, "What becomes of " + strings.Join(ips, ", ") + " is yours to choose above."}
	}
}

func addressCost(t Target, in form.Values) string {
	ips := outliving(t)
	if len(ips) == 0 || in["addresses"] != keepAddresses {
		return ""
	}
	return strings.Join(ips, ", ") + " goes on costing until it is released. " + t.Vendor.Name + " does not publish the price of an address."
}

// deleteCalls are the deletion and what is released after it.
func deleteCalls(t Target, in form.Values) []PlannedCall {
	if len(released(in)) == 0 {
		return nil // The one call of the entry.
	}
	list := []PlannedCall{t.Call(serverDeletes[t.Vendor.Slug], "")}
	for _, ip := range released(in) {
		list = append(list, t.callAt(releases[t.Vendor.Slug], providers.KindAddress, ip))
	}
	return list
}

// releaseAddresses gives up the addresses that the person named, one step each,
// after the server is gone. One that is not there any more is released.
func releaseAddresses(ctx context.Context, r *Run, c providers.ServerDeleter) error {
	releaser, ok := c.(providers.AddressReleaser)
	if !ok {
		return nil
	}
	for _, ip := range released(r.Input) {
		ref := providers.Ref{ID: ip, Location: r.Ref().Location}
		if err := releaseAddress(ctx, r, releaser, ref); err != nil {
			return prefixed(err, "The server is deleted, but "+ip+" is not released and goes on costing.")
		}
	}
	return nil
}

func releaseAddress(ctx context.Context, r *Run, c providers.AddressReleaser, ref providers.Ref) error {
	isGone := func(ctx context.Context) (bool, error) {
		_, err := c.Address(ctx, ref)
		if !gone(err) {
			return false, err
		}
		return true, nil
	}
	step := "release " + ref.ID
	set := Set{Step: step, Op: releases[r.Vendor.Slug], Showing: "Releasing " + ref.ID, Reached: isGone,
		Send: orGone(func(ctx context.Context) error { return c.ReleaseAddress(ctx, ref) })}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	if err := r.Until(ctx, step, "Releasing "+ref.ID, isGone); err != nil {
		return err
	}
	return r.Gone(ctx, providers.KindAddress, ref)
}
