package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerRename gives a server another name (IDC-11).
var ServerRename = Define(Spec[providers.Renamer]{
	Name:  "server.rename",
	Words: Words{Label: "Rename", Button: "Rename server", Doing: "Renaming", Done: "Renamed", Icon: "pencil", Group: GroupChange},
	On:    providers.KindServer, Needs: access.OperateServers, Worst: Disruptive,
	Uses:  []providers.Kind{providers.KindParameter},
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-11"},
	Blocked: func(t Target) string {
		return blockedBy(t, nil)
	},
	Form: func(c providers.Renamer, t Target) form.Form {
		f := c.RenameForm(t.Known, t.server())
		f.Check = func(in form.Values) form.Errors {
			if in["name"] == t.server().Name {
				return form.Errors{"name": "This is its name already."}
			}
			return nil
		}
		return f
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Fine, "The server goes on running. Only its name at " + t.Vendor.Name + " changes, not the host name inside."},
		}}
	},
	Do: func(ctx context.Context, r *Run, c providers.Renamer) error {
		name := r.Input["name"]
		return apply(ctx, r, c, change{
			step:    "rename",
			reached: func(item providers.Observation) bool { return item.Name == name },
			send:    func(ctx context.Context) error { return c.Rename(ctx, r.Ref(), name) },
		})
	},
})
