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
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-08"},
	Blocked: func(t Target) string {
		return blockedBy(t, nil)
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Title: "Delete " + t.Name(),
			Consequences: []Consequence{
				{Loss, "The server, its disk and everything on it are lost for good."},
				{Loss, "Its addresses go back to " + t.Vendor.Name + "."},
				{Doubtful, t.Vendor.Name + " does not say whether its backups are kept."},
			},
			TypedName: t.Name(),
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
		Send: func(ctx context.Context) error {
			err := c.DeleteServer(ctx, r.Ref())
			if gone(err) {
				return nil
			}
			return err
		}}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "delete", r.Action.Words.Doing, isGone)
}
