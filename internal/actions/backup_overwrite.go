package actions

import (
	"context"
	"fmt"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// BackupOverwrite makes a copy anew in the place of an old one (CLO-14 with a
// file). Each call makes it anew again, so it is sent once.
var BackupOverwrite = Define(Spec[providers.BackupOverwriter]{
	Name: "backup.overwrite",
	Words: Words{Label: "Overwrite", Button: "Overwrite backup", Doing: "Overwriting", Done: "Overwritten",
		Icon: "refresh-cw"},
	On: providers.KindBackup, Needs: access.DeleteServers, Worst: Destructive,
	Write:   map[providers.Slug]providers.OpID{providers.Clodo: "CLO-14"},
	Blocked: func(t Target) string { return blockedByServer(t, nil) },
	Plan: func(t Target, _ form.Values) Plan {
		running := t.Server != nil && t.Server.State == providers.Running
		loss := Consequence{Loss, "What the backup holds" + sinceText(t, " of ", "") + " is lost for good. It then holds what is on the disk now."}
		return Plan{
			Title:        "Overwrite a backup of " + serverName(t),
			Consequences: append([]Consequence{loss}, copyConsequences(t, running)...),
			Calls:        copyCalls(t), TypedName: serverName(t),
			Cost: "The price follows the size. " + t.Vendor.Name + " tells it when the backup is made.",
		}
	},
	Do: func(ctx context.Context, r *Run, c providers.BackupOverwriter) error {
		return makeCopy(ctx, r, c, wantedCopy{id: r.Ref().ID}, func(ctx context.Context) (string, error) {
			return c.OverwriteBackup(ctx, r.Server(), r.Ref())
		})
	},
})

// sinceText puts the moment that a copy was made behind a word, or says
// something else where it is not known.
func sinceText(t Target, before, unknown string) string {
	if made := backupFacts(t.Resource).MadeAt; !made.IsZero() {
		return before + moment(made)
	}
	return unknown
}

// diskText is a disk with its size: "sda, 20 GB".
func diskText(d providers.Disk) string {
	name := d.Name
	if name == "" {
		name = d.ID
	}
	if d.GB == 0 {
		return name
	}
	return fmt.Sprintf("%s, %d GB", name, d.GB)
}

// sentence begins a word with a capital letter.
func sentence(word string) string {
	if word == "" || word[0] < 'a' || word[0] > 'z' {
		return word
	}
	return string(word[0]-'a'+'A') + word[1:]
}
