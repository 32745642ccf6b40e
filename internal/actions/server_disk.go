package actions

import (
	"context"
	"slices"
	"strconv"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// ServerDiskAdd gives a server another disk (IDC-26). Each call adds one more,
// so it is sent once.
var ServerDiskAdd = Define(Spec[providers.DiskAdder]{
	Name: "server.disk_add",
	Words: Words{Label: "Add disk", Of: "Add disk to", Button: "Add disk", Doing: "Adding a disk",
		Done: "Disk added", Icon: "hard-drive", Group: GroupDisks},
	On: providers.KindServer, Needs: access.CreateServers, Worst: SpendsMoney,
	Uses:  []providers.Kind{providers.KindPrice},
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-26"},
	Blocked: func(t Target) string {
		return blockedBy(t, nil)
	},
	Form: func(c providers.DiskAdder, t Target) form.Form { return c.DiskAddForm(t.Known, t.server()) },
	Plan: func(t Target, in form.Values) Plan {
		p := Plan{
			Consequences: []Consequence{{Fine, "An empty disk. It has to be set up inside the server before it can be used."}},
			Cost:         "The price follows from the size.",
		}
		if gb := numberIn(in, "gb"); gb > 0 {
			p.Cost = costOf(t, providers.Amounts{DiskGB: gb})
		} else if price, ok := pricePerHour(t, providers.Amounts{DiskGB: 1}); ok {
			p.Cost = "Each GB: " + perHour(t, price) + " per hour, " + in30Days(t, price)
		}
		return p
	},
	Do: addDisk,
})

// numberIn is a whole number of a form, 0 if it is none.
func numberIn(in form.Values, name string) int {
	n, _ := strconv.Atoi(in[name])
	return n
}

// diskIn finds a disk of a server that was read.
func diskIn(o providers.Observation, id string) (providers.Disk, bool) {
	disks := factsIn(o).Disks
	i := slices.IndexFunc(disks, func(d providers.Disk) bool { return d.ID == id })
	if i < 0 {
		return providers.Disk{}, false
	}
	return disks[i], true
}

func addDisk(ctx context.Context, r *Run, c providers.DiskAdder) error {
	gb := numberIn(r.Input, "gb")
	once := Once[providers.Disk, []string]{
		Step: "add", Op: r.Write(), Showing: r.Action.Words.Doing,
		Before: func(ctx context.Context) (ids []string, err error) {
			item, err := r.look(ctx, c)
			for _, d := range factsIn(item).Disks {
				ids = append(ids, d.ID)
			}
			return ids, err
		},
		Send: func(ctx context.Context) (providers.Disk, map[string]secrets.Text, error) {
			disk, err := c.AddDisk(ctx, r.Ref(), gb)
			return disk, nil, err
		},
		Find: func(ctx context.Context, before []string) ([]providers.Disk, error) {
			item, err := r.look(ctx, c)
			return slices.DeleteFunc(slices.Clone(factsIn(item).Disks), func(d providers.Disk) bool {
				return d.GB != gb || slices.Contains(before, d.ID)
			}), err
		},
	}
	disk, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	return r.Until(ctx, "add", r.Action.Words.Doing, func(ctx context.Context) (bool, error) {
		item, err := r.look(ctx, c)
		_, there := diskIn(item, disk.ID)
		return there, err
	})
}
