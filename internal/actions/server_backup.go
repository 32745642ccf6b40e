package actions

import (
	"context"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// ServerBackup makes another copy of a server's disk (CLO-14, IDC-22). Each
// call makes one more, so it is sent once.
var ServerBackup = Define(Spec[providers.BackupMaker]{
	Name: "server.backup",
	Words: Words{Label: "Make backup", Of: "Back up", Button: "Make backup", Doing: "Backing up", Done: "Backed up",
		Icon: "archive", Group: GroupBackups},
	On: providers.KindServer, Needs: access.CreateServers, Worst: Disruptive,
	Uses:    []providers.Kind{providers.KindBackup, providers.KindPrice},
	Write:   map[providers.Slug]providers.OpID{providers.Clodo: "CLO-14", providers.IDCloudHost: "IDC-22"},
	Blocked: func(t Target) string { return blockedBy(t, nil) },
	Form:    backupForm,
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Title: "Make a backup of " + t.Name(), Risk: SpendsMoney, Consequences: copyConsequences(t, t.Resource != nil && t.Resource.State == providers.Running),
			Calls: copyCalls(t), Cost: backupCost(t),
		}
	},
	Do: func(ctx context.Context, r *Run, c providers.BackupMaker) error {
		order := providers.BackupOrder{Type: r.Input["type"], DiskID: r.Input["disk"]}
		return makeCopy(ctx, r, c, wantedCopy{order: order}, func(ctx context.Context) (string, error) { return c.MakeBackup(ctx, r.Server(), order) })
	},
})

// backupForm asks for what there is a choice of: the type, and the disk of a
// server that has several.
func backupForm(c providers.BackupMaker, t Target) form.Form {
	var f form.Form
	if types := c.BackupTypes(); len(types) > 0 {
		field := form.Field{Name: "type", Label: "Type", Kind: form.Radio, Default: types[0],
			Help: "The content is the same. " + t.Vendor.Name + " can turn one into the other later."}
		for _, word := range types {
			field.Options = append(field.Options, form.Option{Value: word, Label: sentence(word)})
		}
		f.Fields = append(f.Fields, field)
	}
	if t.Resource == nil {
		return f
	}
	disks := form.Field{Name: "disk", Label: "Disk", Kind: form.Select}
	for _, d := range t.Resource.Server().Disks {
		disks.Options = append(disks.Options, form.Option{Value: d.ID, Label: diskText(d)})
		if d.Primary {
			disks.Default = d.ID
		}
	}
	if len(disks.Options) > 1 {
		f.Fields = append(f.Fields, disks)
	}
	return f
}

func copyConsequences(t Target, running bool) []Consequence {
	list := []Consequence{{Disturbing, "Nothing else can be changed on the server until the copy is made."}}
	if running {
		list = append([]Consequence{{Doubtful, t.Vendor.Name + " does not say whether the copy of a running server is consistent. " +
			"Stop the server first to be sure."}}, list...)
	}
	return append(list, Consequence{Fine, "Other backups stay as they are."})
}

// copyCalls are the calls that make a copy.
func copyCalls(t Target) []PlannedCall {
	switch t.Vendor.Slug {
	case providers.Clodo:
		return []PlannedCall{t.Call("CLO-13", ""), t.Call("CLO-14", ""), requestCall(t)}
	case providers.IDCloudHost:
		return []PlannedCall{t.Call("IDC-20", ""), t.Call("IDC-22", "")}
	}
	return nil
}

// backupCost says what is known of the price: of other copies of the server,
// or of the provider's price list, which names no unit.
func backupCost(t Target) string {
	if t.Vendor.Slug != providers.IDCloudHost {
		text := t.Vendor.Name + " tells the price of a backup when it is made."
		for _, b := range ofServer(t) {
			if b.PricePerHour != "" {
				return text + " The newest one costs " + b.PricePerHour + " " + t.Account.Currency + " an hour."
			}
		}
		return text
	}
	if prices := storagePrices(t); len(prices) > 0 {
		return t.Vendor.Name + "'s price list has, without an amount or a time: " + strings.Join(prices, ", ") + "."
	}
	return t.Vendor.Name + " publishes no price of it to this account."
}

// storagePrices are the lines of the price list about copies: "Snapshot 0.0001
// IDR".
func storagePrices(t Target) (lines []string) {
	for _, o := range t.known(providers.KindPrice) {
		facts, _ := o.Facts.(providers.NamedFacts)
		price, service := facts.Detail("Price"), facts.Detail("Service")
		if price != "" && (service == "snapshot" || service == "backup") {
			lines = append(lines, o.Name+" "+price+" "+t.Account.Currency)
		}
	}
	return lines
}
