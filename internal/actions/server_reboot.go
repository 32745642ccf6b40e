package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// ServerReboot restarts a running server (CLO-10). It interrupts each time it
// is sent, so it is sent once.
var ServerReboot = Define(Spec[providers.Rebooter]{
	Name:  "server.reboot",
	Words: Words{Label: "Reboot", Button: "Reboot server", Doing: "Rebooting", Done: "Rebooted", Icon: "rotate-cw"},
	On:    providers.KindServer, Needs: access.OperateServers, Worst: Disruptive, Bulk: true,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-10"},
	Blocked: func(t Target) string {
		return blockedBy(t, map[providers.State]string{
			providers.Stopped:   "It is stopped. Start it instead.",
			providers.Suspended: t.Vendor.Name + " suspended it.",
		})
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Consequences: []Consequence{
			{Disturbing, "It does not answer until it has booted, often a minute or two."},
			{Fine, "Disks and addresses stay."},
		}}
	},
	Do: rebootServer,
})

// rebooted is the answer to a reboot: there is none but that it was taken.
type rebooted struct{}

func rebootServer(ctx context.Context, r *Run, c providers.Rebooter) error {
	once := Once[rebooted, string]{
		Step: "reboot", Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: func(ctx context.Context) (string, error) { return c.RebootMark(ctx, r.Ref()) },
		Send: func(ctx context.Context) (rebooted, map[string]secrets.Text, error) {
			return rebooted{}, nil, c.Reboot(ctx, r.Ref())
		},
		Find: func(ctx context.Context, mark string) ([]rebooted, error) {
			n, err := c.RebootsSince(ctx, r.Ref(), mark)
			return make([]rebooted, n), err
		},
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "reboot", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		item, err := r.look(ctx, c)
		return item.State == providers.Running, err
	})
}
