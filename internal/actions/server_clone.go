package actions

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// ServerClone makes a copy of a server (IDC-14). Each call makes another one,
// so it is sent once.
var ServerClone = Define(Spec[providers.Cloner]{
	Name:  "server.clone",
	Words: Words{Label: "Clone", Button: "Clone server", Doing: "Cloning", Done: "Cloned", Icon: "copy-plus", Group: GroupChange},
	On:    providers.KindServer, Needs: access.CreateServers, Worst: SpendsMoney,
	Uses:  []providers.Kind{providers.KindParameter, providers.KindPrice},
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-14"},
	Blocked: func(t Target) string {
		return blockedBy(t, nil)
	},
	Form: func(c providers.Cloner, t Target) form.Form { return c.CloneForm(t.Known, t.server()) },
	Plan: func(t Target, _ form.Values) Plan {
		facts := t.facts()
		return Plan{
			Consequences: []Consequence{
				{Doubtful, t.Vendor.Name + " does not say whether the clone gets a public address, or what a running server writes meanwhile."},
				{Fine, "A second server with the same disks, user and password. It goes on costing until it is deleted."},
			},
			Cost: costOf(t, providers.Amounts{CPU: facts.CPU, MemoryMB: facts.MemoryMB, DiskGB: facts.DiskGB, System: facts.System}),
		}
	},
	Do: cloneServer,
})

func cloneServer(ctx context.Context, r *Run, c providers.Cloner) error {
	name := r.Input["name"]
	once := Once[providers.Ref, []string]{
		Step: "clone", Op: r.Write(), Showing: r.Action.Words.Doing,
		// A server of this name may also be on its way by a creation.
		Alone:  fmt.Sprintf("account-%d/server/%s", r.Lease.Operation.AccountID, strings.ToLower(name)),
		Before: func(ctx context.Context) ([]string, error) { return c.CloneMark(ctx, r.Ref()) },
		Send: func(ctx context.Context) (providers.Ref, map[string]secrets.Text, error) {
			ref, err := c.Clone(ctx, r.Ref(), name)
			return ref, nil, err
		},
		Find: func(ctx context.Context, before []string) ([]providers.Ref, error) {
			clones, err := c.ClonesSince(ctx, r.Ref(), before, name)
			if err != nil {
				return nil, err
			}
			claimed, err := r.Lease.Claimed(ctx, providers.KindServer)
			return slices.DeleteFunc(clones, func(ref providers.Ref) bool { return slices.Contains(claimed, ref.ID) }), err
		},
	}
	clone, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	return r.Until(ctx, "clone", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		item, err := c.Server(ctx, clone)
		if gone(err) {
			return false, nil // It does not show yet.
		}
		if err != nil {
			return false, err
		}
		_, err = r.Observe(ctx, item)
		return item.State == providers.Running || item.State == providers.Stopped, err
	})
}
