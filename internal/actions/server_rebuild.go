package actions

import (
	"context"
	"fmt"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// ServerRebuild installs the system of a server anew (CLO-10, CAC-04). All that
// is on it is lost each time that it is sent, so it is sent once.
var ServerRebuild = Define(Spec[providers.Rebuilder]{
	Name: "server.rebuild",
	Words: Words{Label: "Rebuild", Button: "Rebuild server", Doing: "Rebuilding", Done: "Rebuilt",
		Icon: "refresh-cw", Group: GroupDanger},
	On: providers.KindServer, Needs: access.DeleteServers, Worst: Destructive,
	Uses:  []providers.Kind{providers.KindImage},
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-10", providers.CloudAtCost: "CAC-04"},
	Blocked: func(t Target) string {
		return blockedBy(t, map[providers.State]string{providers.Suspended: t.Vendor.Name + " suspended it."})
	},
	Form: func(c providers.Rebuilder, t Target) form.Form { return c.RebuildForm(t.Known, t.server()) },
	Plan: planRebuild,
	Do:   rebuildServer,
})

func planRebuild(t Target, in form.Values) Plan {
	disk := "its disk"
	if facts := t.facts(); len(facts.Disks) == 1 {
		disk = "disk " + facts.Disks[0].Label()
	} else if facts.DiskGB > 0 {
		disk = fmt.Sprintf("its disk, %d GB,", facts.DiskGB)
	}
	p := Plan{
		Consequences: append([]Consequence{{Loss, "All data on " + disk + " is lost for good."}}, withDoubt(t,
			Consequence{Doubtful, t.Vendor.Name + " does not say whether passwords stay. What it tells afterwards is on the server's page."},
			Consequence{Disturbing, "The server does not answer until the system is installed and has booted, often several minutes."},
			Consequence{Fine, "Addresses and size are no part of the call."},
		)...),
		TypedName: t.Name(),
	}
	if in["vps_isp"] != "" {
		p.Cost = t.Vendor.Name + " does not publish a price of the ISPmanager license."
	}
	return p
}

// rebuilt is the answer to a rebuild: that it was taken, and what it began.
type rebuilt struct{ providers.Receipt }

const stepRebuild = "rebuild"

func rebuildServer(ctx context.Context, r *Run, c providers.Rebuilder) error {
	once := Once[rebuilt, string]{
		Step: stepRebuild, Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: func(ctx context.Context) (string, error) { return c.RebuildMark(ctx, r.Ref()) },
		Send: func(ctx context.Context) (rebuilt, map[string]secrets.Text, error) {
			ctx, receipt := providers.WithReceipt(ctx)
			err := c.Rebuild(ctx, r.Ref(), r.Input)
			return rebuilt{*receipt}, nil, err
		},
		Find: func(ctx context.Context, mark string) ([]rebuilt, error) {
			begun, _, err := c.RebuildsSince(ctx, r.Ref(), mark)
			return make([]rebuilt, begun), err
		},
	}
	if _, err := once.Do(ctx, r); err != nil {
		return err
	}
	return followRebuild(ctx, r, c)
}
