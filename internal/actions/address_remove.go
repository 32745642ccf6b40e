package actions

import (
	"context"
	"slices"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// additional says why an address cannot leave its server, "" if it can.
func additional(t Target, primary string) string {
	switch facts := t.named(); {
	case facts.Detail(providers.DetailPrimary) == "Yes":
		return primary
	case facts.Detail(providers.DetailPrivate) == "Yes":
		return "It is a private address of the server."
	}
	return ""
}

// AddressRemove gives an additional address of a server back (CLO-22).
var AddressRemove = Define(Spec[providers.AddressRemover]{
	Name: "address.remove",
	Words: Words{Label: "Remove", Of: "Remove", Button: "Remove address", Doing: "Removing",
		Done: "Removed", Icon: "trash-2"},
	On: providers.KindAddress, Needs: access.DeleteServers, Worst: Destructive,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-22"},
	Blocked: func(t Target) string {
		return additional(t, "It is the server's primary address and cannot be removed.")
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Consequences: []Consequence{
				{Loss, "The address goes back to " + t.Vendor.Name + ", and somebody else may get it."},
				{Disturbing, "Nothing reaches " + serverWords(t) + " by it any more."},
				{Fine, "The server's other addresses stay."},
			},
			TypedName: t.Name(),
		}
	},
	Do: removeAddress,
})

// serverWords is the name of the server that has the target.
func serverWords(t Target) string {
	if name := t.holder(); name != "" {
		return name
	}
	return "a server"
}

func removeAddress(ctx context.Context, r *Run, c providers.AddressRemover) error {
	isGone := func(ctx context.Context) (bool, error) {
		items, err := r.Part(ctx, c, "addresses")
		if gone(err) {
			return true, nil // The server itself is gone.
		}
		return err == nil && !slices.ContainsFunc(items, func(o providers.Observation) bool { return o.ID == r.Ref().ID }), err
	}
	set := Set{Step: "remove", Op: r.Write(), Showing: r.Action.Words.Doing, Reached: isGone,
		Send: func(ctx context.Context) error { return c.RemoveAddress(ctx, r.Server(), r.Ref().ID) }}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	if err := r.Until(ctx, "remove", r.Action.Words.Doing, isGone); err != nil {
		return err
	}
	if err := r.lookAt(ctx, c, r.Server()); err != nil {
		return &Retry{Step: r.Action.Words.Doing, Sent: true, Err: err}
	}
	return r.Gone(ctx, providers.KindAddress, r.Ref())
}
