package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerStart switches a server on (CLO-10, CAC-03, INF-10, IDC-23).
var ServerStart = Define(Spec[providers.PowerController]{
	Name:  "server.start",
	Words: Words{Label: "Start", Button: "Start server", Doing: "Starting", Done: "Started", Icon: "play"},
	On:    providers.KindServer, Needs: access.OperateServers, Worst: Disruptive, Bulk: true,
	Write: map[providers.Slug]providers.OpID{
		providers.Clodo: "CLO-10", providers.CloudAtCost: "CAC-03", providers.Inferno: "INF-10", providers.IDCloudHost: "IDC-23",
	},
	Variant: map[providers.Slug]providers.Variant{
		providers.Clodo: providers.VariantStart, providers.CloudAtCost: providers.VariantPowerOn,
	},
	Blocked: func(t Target) string {
		return blockedBy(t, map[providers.State]string{
			providers.Running:   "It is already running.",
			providers.Suspended: t.Vendor.Name + " suspended it. Only they can start it again.",
		})
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: withDoubt(t, Consequence{Fine, "The server boots from its own disk."})}
	},
	Do: func(ctx context.Context, r *Run, c providers.PowerController) error {
		return power(ctx, r, c, providers.Running, c.Start)
	},
})

// ServerStop switches a server off (CLO-10, CAC-03, INF-09, IDC-24).
var ServerStop = Define(Spec[providers.PowerController]{
	Name:  "server.stop",
	Words: Words{Label: "Stop", Button: "Stop server", Doing: "Stopping", Done: "Stopped", Icon: "square"},
	On:    providers.KindServer, Needs: access.OperateServers, Worst: Disruptive, Bulk: true,
	Write: map[providers.Slug]providers.OpID{
		providers.Clodo: "CLO-10", providers.CloudAtCost: "CAC-03", providers.Inferno: "INF-09", providers.IDCloudHost: "IDC-24",
	},
	Variant: map[providers.Slug]providers.Variant{
		providers.Clodo: providers.VariantStop, providers.CloudAtCost: providers.VariantPowerOff,
	},
	Blocked: func(t Target) string {
		return blockedBy(t, map[providers.State]string{
			providers.Stopped:   "It is already stopped.",
			providers.Suspended: t.Vendor.Name + " suspended it. It does not run.",
		})
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: withDoubt(t,
			Consequence{Disturbing, "Everything on it stops answering until it is started again."},
			Consequence{Fine, "Disks and addresses stay. It goes on costing."},
		)}
	},
	Do: func(ctx context.Context, r *Run, c providers.PowerController) error {
		return power(ctx, r, c, providers.Stopped, c.Stop)
	},
})

// power sets the state and waits until the provider shows it.
func power(ctx context.Context, r *Run, c providers.ServerReader, want providers.State,
	send func(context.Context, providers.Ref) error,
) error {
	return apply(ctx, r, c, change{
		step:    "power",
		reached: func(item providers.Observation) bool { return item.State == want },
		send:    func(ctx context.Context) error { return send(ctx, r.Ref()) },
	})
}
