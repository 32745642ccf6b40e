package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerForceStop cuts a server's power (IDC-24 with force).
var ServerForceStop = Define(Spec[providers.ForceStopper]{
	Name:  "server.force_stop",
	Words: Words{Label: "Force stop", Button: "Force stop server", Doing: "Stopping", Done: "Stopped", Icon: "zap"},
	On:    providers.KindServer, Needs: access.OperateServers, Worst: Disruptive, Bulk: true,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-24"},
	Blocked: func(t Target) string {
		return blockedBy(t, map[providers.State]string{
			providers.Stopped:   "It is already stopped.",
			providers.Suspended: t.Vendor.Name + " suspended it. It does not run.",
		})
	},
	Plan: func(_ Target, _ form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Loss, "The system gets no chance to shut down. What it has not saved may be lost, and its disk may be left damaged."},
			{Disturbing, "Everything on it stops answering until it is started again."},
			{Fine, "Stop asks the system to shut down instead. Disks and addresses stay. It goes on costing."},
		}}
	},
	Do: func(ctx context.Context, r *Run, c providers.ForceStopper) error {
		return power(ctx, r, c, providers.Stopped, c.ForceStop)
	},
})
