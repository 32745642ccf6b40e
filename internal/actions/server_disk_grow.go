package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerDiskGrow makes a disk of a server larger (IDC-27).
var ServerDiskGrow = Define(Spec[providers.DiskGrower]{
	Name: "server.disk_grow",
	Words: Words{Label: "Grow disk", Of: "Grow disk of", Button: "Grow disk", Doing: "Growing a disk",
		Done: "Disk grown", Icon: "expand", Group: GroupDisks},
	On: providers.KindServer, Needs: access.CreateServers, Worst: SpendsMoney,
	Uses:  []providers.Kind{providers.KindParameter, providers.KindPrice},
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-27"},
	Blocked: func(t Target) string {
		if t.Resource != nil && len(t.facts().Disks) == 0 {
			return "No disk of it is known."
		}
		return blockedBy(t, nil)
	},
	Form: func(c providers.DiskGrower, t Target) form.Form { return c.DiskGrowForm(t.Known, t.server()) },
	Plan: func(t Target, in form.Values) Plan {
		p := Plan{
			Consequences: []Consequence{
				{Doubtful, t.Vendor.Name + " does not say whether the file system inside grows with the disk."},
				{Disturbing, "A disk never shrinks again."},
				{Fine, "What is on it stays."},
			},
			Cost: "The price follows from the size.",
		}
		disk, ok := diskIn(t.server(), in["disk"])
		if gb := numberIn(in, "gb"); ok && gb > disk.GB {
			p.Cost = costOf(t, providers.Amounts{DiskGB: gb - disk.GB})
		} else if price, ok := pricePerHour(t, providers.Amounts{DiskGB: 1}); ok {
			p.Cost = "Each further GB: " + perHour(t, price) + " per hour, " + in30Days(t, price)
		}
		return p
	},
	Do: func(ctx context.Context, r *Run, c providers.DiskGrower) error {
		id, gb := r.Input["disk"], numberIn(r.Input, "gb")
		return apply(ctx, r, c, change{
			step: "grow",
			reached: func(item providers.Observation) bool {
				disk, ok := diskIn(item, id)
				return ok && disk.GB == gb
			},
			send: func(ctx context.Context) error { return c.GrowDisk(ctx, r.Ref(), id, gb) },
		})
	},
})
