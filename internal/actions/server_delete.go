package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerDelete deletes a server for good (CLO-08).
var ServerDelete = Define(Spec[providers.ServerDeleter]{
	Name:  "server.delete",
	Words: Words{Label: "Delete server", Of: "Delete", Button: "Delete server", Doing: "Deleting", Done: "Deleted", Icon: "trash-2"},
	On:    providers.KindServer, Needs: access.DeleteServers, Worst: Destructive,
	Uses:  []providers.Kind{providers.KindAddress},
	Write: serverDeletes,
	Blocked: func(t Target) string {
		return blockedBy(t, nil)
	},
	Form: func(_ providers.ServerDeleter, t Target) form.Form { return addressForm(t) },
	Plan: func(t Target, in form.Values) Plan {
		return Plan{
			Title: "Delete " + t.Name(),
			Consequences: []Consequence{
				{Loss, "The server, its disk and everything on it are lost for good."},
				whatOfAddresses(t, in),
				{Doubtful, t.Vendor.Name + " does not say whether its backups are kept."},
			},
			TypedName: t.Name(), Calls: deleteCalls(t, in), Cost: addressCost(t, in),
		}
	},
	Do: deleteServer,
})

func deleteServer(ctx context.Context, r *Run, c providers.ServerDeleter) error {
	isGone := func(ctx context.Context) (bool, error) {
		_, err := r.look(ctx, c)
		if !gone(err) {
			return false, err
		}
		return true, r.Gone(ctx, providers.KindServer, r.Ref())
	}
	set := Set{Step: "delete", Op: r.Write(), Showing: r.Action.Words.Doing, Reached: isGone,
		Send: orGone(func(ctx context.Context) error { return c.DeleteServer(ctx, r.Ref()) })}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	if err := r.Until(ctx, "delete", r.Action.Words.Doing, isGone); err != nil {
		return err
	}
	return releaseAddresses(ctx, r, c)
}
