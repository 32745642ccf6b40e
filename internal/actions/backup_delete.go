package actions

import (
	"context"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
)

// BackupDelete deletes a copy for good (CLO-15, IDC-19).
var BackupDelete = Define(Spec[providers.BackupDeleter]{
	Name:  "backup.delete",
	Words: Words{Label: "Delete backup", Of: "Delete", Button: "Delete backup", Doing: "Deleting", Done: "Deleted", Icon: "trash-2"},
	On:    providers.KindBackup, Needs: access.DeleteServers, Worst: Destructive,
	Write:   map[providers.Slug]providers.OpID{providers.Clodo: "CLO-15", providers.IDCloudHost: "IDC-19"},
	Blocked: func(t Target) string { return blockedByServer(t, nil) },
	Plan: func(t Target, _ form.Values) Plan {
		return Plan{
			Title: "Delete a backup of " + serverName(t), TypedName: serverName(t),
			Consequences: []Consequence{
				{Loss, "The backup" + sinceText(t, " of ", "") + " is lost for good. It cannot be made again."},
				{Fine, "The server and its other backups stay as they are."},
			},
		}
	},
	Do: func(ctx context.Context, r *Run, c providers.BackupDeleter) error {
		isGone := func(ctx context.Context) (bool, error) {
			_, there, err := r.backup(ctx, c)
			if err != nil || there {
				return false, err
			}
			return true, r.Gone(ctx, providers.KindBackup, r.Ref())
		}
		set := Set{Step: "delete", Op: r.Write(), Showing: r.Action.Words.Doing, Reached: isGone,
			Send: orGone(func(ctx context.Context) error {
				_, err := c.DeleteBackup(ctx, r.Server(), r.Ref())
				return err
			})}
		if err := set.Do(ctx, r); err != nil {
			return err
		}
		if err := r.Until(ctx, "delete", r.Action.Words.Doing, isGone); err != nil {
			return err
		}
		return r.settled(ctx, c, "delete")
	},
})
