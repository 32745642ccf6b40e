package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// ServerRescue boots a stopped server from a live system (IDC-25).
var ServerRescue = Define(Spec[providers.RescueStarter]{
	Name:  "server.rescue",
	Words: Words{Label: "Start in rescue mode", Button: "Start in rescue mode", Of: "Rescue", Doing: "Starting in rescue mode", Done: "Started in rescue mode", Icon: "life-buoy"},
	On:    providers.KindServer, Needs: access.OperateServers, Worst: Disruptive,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-25"},
	Blocked: func(t Target) string {
		return blockedBy(t, map[providers.State]string{
			providers.Running:   "It is running. Stop it first.",
			providers.Suspended: t.Vendor.Name + " suspended it. Only they can start it again.",
		})
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{Title: "Start " + t.Name() + " in rescue mode", Consequences: []Consequence{
			{Disturbing, "It boots a live system of " + t.Vendor.Name + "'s, not its own. What usually runs on it does not."},
			{Doubtful, t.Vendor.Name + " does not show later that a server runs in rescue mode."},
			{Fine, "Rescue lasts for this start only. The next start boots its own disk again."},
		}}
	},
	Do: rescueServer,
})

// rescued is the answer to a start in rescue mode, which tells nothing more.
type rescued struct{}

// rescueServer starts a server that is seen to be stopped. If the answer is
// lost, that it runs afterwards is what the call brought about: the server's
// lock keeps other starts of this panel away.
func rescueServer(ctx context.Context, r *Run, c providers.RescueStarter) error {
	once := Once[rescued, string]{
		Step: "rescue", Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: func(ctx context.Context) (string, error) { return stoppedBefore(ctx, r, c) },
		Send: func(ctx context.Context) (rescued, map[string]secrets.Text, error) {
			return rescued{}, nil, c.StartRescue(ctx, r.Ref())
		},
		Find: func(ctx context.Context, _ string) ([]rescued, error) {
			item, err := r.look(ctx, c)
			if err != nil || item.State != providers.Running {
				return nil, err
			}
			return []rescued{{}}, nil
		},
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "rescue", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		item, err := r.look(ctx, c)
		return item.State == providers.Running, err
	})
}

// stoppedBefore returns the server's state, which has to be stopped.
func stoppedBefore(ctx context.Context, r *Run, c providers.ServerReader) (string, error) {
	item, err := r.look(ctx, c)
	if err == nil && item.State != providers.Stopped {
		err = &providers.Error{Kind: providers.ErrConflict, Op: r.Write(), NotSent: true,
			Sentence: "It is not stopped: " + r.Vendor.Name + " shows it as " + item.StateWord + ". Nothing was sent."}
	}
	return string(item.State), err
}
