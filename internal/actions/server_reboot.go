package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// ServerReboot restarts a running server (CLO-10, CAC-03, INF-08). It
// interrupts each time it is sent, so it is sent once. A provider without such
// a call stops and starts the server instead (IDC-24, IDC-23).
var ServerReboot = Define(Spec[providers.PowerController]{
	Name:  "server.reboot",
	Words: Words{Label: "Reboot", Button: "Reboot server", Doing: "Rebooting", Done: "Rebooted", Icon: "rotate-cw"},
	On:    providers.KindServer, Needs: access.OperateServers, Worst: Disruptive, Bulk: true,
	Write: map[providers.Slug]providers.OpID{
		providers.Clodo: "CLO-10", providers.CloudAtCost: "CAC-03", providers.Inferno: "INF-08",
	},
	Blocked: func(t Target) string {
		return blockedBy(t, map[providers.State]string{
			providers.Stopped:   "It is stopped. Start it instead.",
			providers.Suspended: t.Vendor.Name + " suspended it.",
		})
	},
	Plan: planReboot,
	Do: func(ctx context.Context, r *Run, c providers.PowerController) error {
		if rebooter, ok := c.(providers.Rebooter); ok {
			return rebootServer(ctx, r, rebooter)
		}
		return restartServer(ctx, r, c)
	},
})

func planReboot(t Target, _ form.Values) Plan {
	if stopsAndStarts(t.Vendor) {
		return planRestart(t)
	}
	consequences := []Consequence{{Disturbing, "It does not answer until it has booted, often a minute or two."}}
	if t.Vendor.Slug == providers.CloudAtCost {
		consequences = []Consequence{{Disturbing, "The server is reset: the system gets no chance to shut down. " +
			"It does not answer until it has booted."}}
	}
	return Plan{Consequences: withDoubt(t, append(consequences, Consequence{Fine, "Disks and addresses stay."})...)}
}

// rebooted is the answer to a reboot: that it was taken, and what it began.
type rebooted struct{ providers.Receipt }

const stepReboot = "reboot"

func rebootServer(ctx context.Context, r *Run, c providers.Rebooter) error {
	once := Once[rebooted, string]{
		Step: stepReboot, Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: func(ctx context.Context) (string, error) { return c.RebootMark(ctx, r.Ref()) },
		Send: func(ctx context.Context) (rebooted, map[string]secrets.Text, error) {
			ctx, receipt := providers.WithReceipt(ctx)
			err := c.Reboot(ctx, r.Ref())
			return rebooted{*receipt}, nil, err
		},
		Find: func(ctx context.Context, mark string) ([]rebooted, error) { return findReboot(ctx, r, c, mark) },
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	return r.untilTask(ctx, c, stepReboot, r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		return rebootShows(ctx, r, c)
	})
}

// findReboot counts the reboots since the mark. A task that one of them began
// is followed like that of an answer.
func findReboot(ctx context.Context, r *Run, c providers.Rebooter, mark string) ([]rebooted, error) {
	if mark == providers.NoTrace {
		return nil, r.traceless(ctx, c)
	}
	n, err := c.RebootsSince(ctx, r.Ref(), mark)
	matches := make([]rebooted, n)
	reader, ok := c.(providers.TaskReader)
	if err != nil || n != 1 || !ok {
		return matches, err
	}
	tasks, err := reader.Tasks(ctx, r.Ref())
	if len(tasks) > 0 {
		matches[0].Task = tasks[0].ID
	}
	return matches, err
}

// traceless says what can be seen where nothing tells of a reboot.
func (r *Run) traceless(ctx context.Context, c providers.ServerReader) error {
	item, err := r.look(ctx, c)
	if err != nil {
		return err
	}
	return &Doubt{Sentence: "It was sent once and the answer was lost. " + r.Vendor.Name +
		" shows only whether a server runs, now as " + item.StateWord + ". That does not tell whether it was rebooted."}
}
