package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerDiskDelete removes a disk that is not the primary one, with all that
// is on it (IDC-28).
var ServerDiskDelete = Define(Spec[providers.DiskRemover]{
	Name: "server.disk_delete",
	Words: Words{Label: "Delete disk", Of: "Delete disk of", Button: "Delete disk", Doing: "Deleting a disk",
		Done: "Disk deleted", Icon: "trash-2", Group: GroupDisks},
	On: providers.KindServer, Needs: access.DeleteServers, Worst: Destructive,
	Uses:  []providers.Kind{providers.KindPrice},
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-28"},
	Blocked: func(t Target) string {
		if t.Resource != nil && len(removable(t)) == 0 {
			return "The primary disk cannot be removed, and it has no other."
		}
		return blockedBy(t, nil)
	},
	Form: diskDeleteForm,
	Plan: planDiskDelete,
	Do:   deleteDisk,
})

func removable(t Target) (disks []providers.Disk) {
	for _, d := range t.facts().Disks {
		if !d.Primary {
			disks = append(disks, d)
		}
	}
	return disks
}

func diskDeleteForm(_ providers.DiskRemover, t Target) form.Form {
	field := form.Field{Name: "disk", Label: "Disk", Kind: form.Radio, Help: "The primary disk cannot be removed."}
	for _, d := range removable(t) {
		field.Options = append(field.Options, form.Option{Value: d.ID, Label: d.Label()})
	}
	if len(field.Options) == 1 {
		field.Default = field.Options[0].Value
	}
	return form.Form{Fields: []form.Field{field}}
}

func planDiskDelete(t Target, in form.Values) Plan {
	p := Plan{
		Consequences: []Consequence{
			{Loss, "The disk and everything on it are lost for good."},
			{Doubtful, "A server that uses it may stop working. " + t.Vendor.Name + " does not ask whether it does."},
			{Fine, "The other disks and the addresses stay."},
		},
		TypedName: t.Name(),
	}
	if disk, ok := diskIn(t.server(), in["disk"]); ok && !disk.Primary {
		p.Consequences[0].Text = "Disk " + disk.Label() + ", and everything on it, is lost for good."
		p.Cost = costChange(t, providers.Amounts{DiskGB: disk.GB}, providers.Amounts{})
	}
	return p
}

func deleteDisk(ctx context.Context, r *Run, c providers.DiskRemover) error {
	id := r.Input["disk"]
	isGone := func(ctx context.Context) (bool, error) {
		item, err := r.look(ctx, c)
		_, there := diskIn(item, id)
		return err == nil && !there, err
	}
	set := Set{Step: "delete disk", Op: r.Write(), Showing: r.Action.Words.Doing, Reached: isGone,
		// Whether the server is there too, the reading tells.
		Send: orGone(func(ctx context.Context) error { return c.RemoveDisk(ctx, r.Ref(), id) })}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "delete disk", r.Action.Words.Doing, isGone)
}
