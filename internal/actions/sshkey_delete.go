package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// SSHKeyDelete removes a public key from an account (INF-13).
var SSHKeyDelete = Define(Spec[providers.SSHKeyRemover]{
	Name:  "sshkey.delete",
	Words: Words{Label: "Remove SSH key", Of: "Remove SSH key", Button: "Remove SSH key", Doing: "Removing", Done: "Removed", Icon: "trash-2"},
	On:    providers.KindSSHKey, Needs: access.DeleteServers, Worst: Destructive,
	Write: map[providers.Slug]providers.OpID{providers.Inferno: "INF-13"},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Title: "Remove SSH key " + t.Name(),
			Consequences: []Consequence{
				{Loss, "Servers that are installed later do not get it."},
				{Fine, "Servers that have it keep it. To lock somebody out, remove it there too."},
			},
			TypedName: t.Name(),
		}
	},
	Do: removeSSHKey,
})

func removeSSHKey(ctx context.Context, r *Run, c providers.SSHKeyRemover) error {
	removed := func(ctx context.Context) (bool, error) {
		listing, err := r.list(ctx, c, providers.KindSSHKey)
		if err != nil {
			return false, err
		}
		there, err := holds(listing, providers.KindSSHKey, r.Ref().ID)
		if err != nil || there {
			return false, err
		}
		return true, r.Gone(ctx, providers.KindSSHKey, r.Ref())
	}
	set := Set{Step: "remove", Op: r.Write(), Showing: r.Action.Words.Doing, Reached: removed,
		Send: orGone(func(ctx context.Context) error { return c.RemoveSSHKey(ctx, r.Ref()) })}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "remove", r.Action.Words.Doing, removed)
}
