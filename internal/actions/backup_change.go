package actions

import (
	"context"
	"strings"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// changeBackup sends a change of what is told of a copy, until the list shows
// it.
func changeBackup(ctx context.Context, r *Run, c providers.ServerParts, is func(providers.BackupFacts) bool, send func(context.Context) error) error {
	reached := func(ctx context.Context) (bool, error) {
		facts, there, err := r.backup(ctx, c)
		if err == nil && !there {
			err = r.noBackup()
		}
		return err == nil && is(facts), err
	}
	set := Set{Step: "set", Op: r.Write(), Showing: r.Action.Words.Doing, Reached: reached, Send: send}
	if err := set.Do(ctx, r); err != nil {
		return err
	}
	return r.Until(ctx, "set", r.Action.Words.Doing, reached)
}

// BackupDescribe sets the description of a copy (CLO-19).
var BackupDescribe = Define(Spec[providers.BackupDescriber]{
	Name: "backup.describe",
	Words: Words{Label: "Describe", Button: "Save description", Doing: "Describing", Done: "Described", Icon: "pencil",
		Group: GroupBackups},
	On: providers.KindBackup, Needs: access.OperateServers, Worst: Safe,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-19"},
	Form: func(_ providers.BackupDescriber, t Target) form.Form {
		return form.Form{Fields: []form.Field{{
			Name: "description", Label: "Description", Kind: form.Text, Optional: true, MaxLength: 200,
			Default: backupFacts(t.Resource).Description, Help: "At most 200 characters. Empty removes it.",
		}}}
	},
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Title:        "Describe a backup of " + serverName(t),
			Consequences: []Consequence{{Fine, "Only the description changes."}},
		}
	},
	Do: func(ctx context.Context, r *Run, c providers.BackupDescriber) error {
		text := strings.TrimSpace(r.Input["description"])
		return changeBackup(ctx, r, c,
			func(f providers.BackupFacts) bool { return f.Description == text },
			func(ctx context.Context) error { return c.DescribeBackup(ctx, r.Server(), r.Ref(), text) })
	},
})

// BackupConvert changes the type of a copy (IDC-21).
var BackupConvert = Define(Spec[providers.BackupConverter]{
	Name: "backup.convert",
	Words: Words{Label: "Convert", Button: "Convert", Doing: "Converting", Done: "Converted", Icon: "arrow-left-right",
		Group: GroupBackups},
	On: providers.KindBackup, Needs: access.OperateServers, Worst: Safe,
	Write: map[providers.Slug]providers.OpID{providers.IDCloudHost: "IDC-21"},
	Form: func(c providers.BackupConverter, t Target) form.Form {
		field := form.Field{Name: "to", Label: "New type", Kind: form.Select}
		for _, word := range c.BackupTypes() {
			if word != backupFacts(t.Resource).Type {
				field.Options = append(field.Options, form.Option{Value: word, Label: sentence(word)})
			}
		}
		return form.Form{Fields: []form.Field{field}}
	},
	Plan: func(t Target, in form.Values) Plan {
		return Plan{
			Title: "Convert a " + typeOf(t) + " of " + serverName(t),
			Consequences: []Consequence{
				{Doubtful, t.Vendor.Name + " lists other prices for snapshots than for backups. It does not say what a conversion changes."},
				{Fine, "The copy itself stays as it is. Only its type changes."},
			},
		}
	},
	Do: func(ctx context.Context, r *Run, c providers.BackupConverter) error {
		to, from := r.Input["to"], otherType(c, r.Input["to"], backupFacts(r.Resource).Type)
		return changeBackup(ctx, r, c,
			func(f providers.BackupFacts) bool { return f.Type == to },
			func(ctx context.Context) error { return c.ConvertBackup(ctx, r.Server(), r.Ref(), from, to) })
	},
})

// typeOf is the kind of a copy in a title.
func typeOf(t Target) string {
	if word := backupFacts(t.Resource).Type; word != "" {
		return word
	}
	return "backup"
}

// otherType is the type that a copy has before its conversion. A turn behind
// the conversion reads the new one.
func otherType(c providers.BackupConverter, to, known string) string {
	if known != "" && known != to {
		return known
	}
	for _, word := range c.BackupTypes() {
		if word != to {
			return word
		}
	}
	return known
}
