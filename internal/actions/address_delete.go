package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// AddressDelete gives an address back to the provider (IDC-49).
var AddressDelete = Define(Spec[providers.AddressReleaser]{
	Name:  "address.delete",
	Words: Words{Label: "Delete", Button: "Delete address", Doing: "Deleting", Done: "Deleted", Icon: "trash-2"},
	On:    providers.KindAddress, Needs: access.DeleteServers, Worst: Destructive,
	Write: releases,
	Plan: func(t Target, _ form.Values) Plan {
		p := Plan{
			Consequences: []Consequence{{Loss, "The address goes back to " + t.Vendor.Name + ", and somebody else may get it."}},
			TypedName:    t.Name(),
		}
		if name := t.holder(); name != "" {
			p.Consequences = append(p.Consequences, Consequence{Loss, "It is assigned to " + name + ". Nothing reaches that server by it any more."})
		}
		p.Consequences = append(p.Consequences, Consequence{Fine, "It stops costing."})
		return p
	},
	Do: func(ctx context.Context, r *Run, c providers.AddressReleaser) error {
		server := r.Server()
		err := deleteThing(ctx, r, providers.KindAddress,
			func(ctx context.Context) error { _, err := c.Address(ctx, r.Ref()); return err },
			func(ctx context.Context) error { return c.ReleaseAddress(ctx, r.Ref()) })
		reader, ok := c.(providers.ServerReader)
		if err != nil || !ok || server == r.Ref() {
			return err
		}
		if err := r.lookAt(ctx, reader, server); err != nil {
			return &Retry{Step: r.Action.Words.Doing, Sent: true, Err: err}
		}
		return nil
	},
})
