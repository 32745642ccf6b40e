package actions

import (
	"context"
	"fmt"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// BackupRestore overwrites the disk of a server with a copy (CLO-16, IDC-18).
// It destroys what was written since, each time it is sent, so it is sent once.
var BackupRestore = Define(Spec[providers.BackupRestorer]{
	Name: "backup.restore",
	Words: Words{Label: "Restore", Button: "Restore backup", Doing: "Restoring", Done: "Restored",
		Icon: "rotate-ccw"},
	On: providers.KindBackup, Needs: access.DeleteServers, Worst: Destructive,
	Write: map[providers.Slug]providers.OpID{providers.Clodo: "CLO-16", providers.IDCloudHost: "IDC-18"},
	Blocked: func(t Target) string {
		c, ok := t.Vendor.Zero.(providers.BackupRestorer)
		if ok && c.RestoresStopped() {
			return blockedByServer(t, map[providers.State]string{
				providers.Running:   t.Vendor.Name + " restores only while the server is stopped. Stop it first.",
				providers.Suspended: t.Vendor.Name + " suspended the server.",
			})
		}
		return blockedByServer(t, nil)
	},
	Plan: planRestore,
	Do:   restoreBackup,
})

func planRestore(t Target, _ form.Values) Plan {
	p := Plan{Title: "Restore " + serverName(t) + " from a backup", TypedName: serverName(t)}
	p.Consequences = []Consequence{{Loss, diskOf(t) + " is overwritten. What was written to it since " + sinceText(t, "", "the backup was made") + " is lost for good."}}
	switch t.Vendor.Slug {
	case providers.Clodo:
		p.Consequences = append(p.Consequences,
			Consequence{Disturbing, "The server cannot be used meanwhile, and the restore cannot be stopped: " + t.Vendor.Name + " has no call for that."})
		p.Calls = []PlannedCall{t.Call("CLO-13", ""), t.Call("CLO-16", ""), t.Call("CLO-17", ""), requestCall(t), t.Call("CLO-05", "")}
	case providers.IDCloudHost:
		p.Consequences = append(p.Consequences,
			Consequence{Disturbing, "The server stays stopped. Start it when the restore has ended."})
		p.Calls = []PlannedCall{t.Call("IDC-20", ""), t.Call("IDC-18", ""), t.Call("IDC-09", "")}
	}
	p.Consequences = append(p.Consequences, Consequence{Fine, "The backup itself stays, and so do addresses and size."})
	return p
}

// diskOf names the disk that a copy was made of.
func diskOf(t Target) string {
	facts := backupFacts(t.Resource)
	if t.Server == nil {
		return "The disk"
	}
	server := t.Server.Server()
	for _, d := range server.Disks {
		if d.ID == facts.DiskID && facts.DiskID != "" {
			return "Disk " + diskText(d) + ","
		}
	}
	if server.DiskGB > 0 && len(server.Disks) < 2 {
		return fmt.Sprintf("The disk, %d GB,", server.DiskGB)
	}
	return "The disk"
}

// restoring is the journaled answer to a restore.
type restoring struct {
	Request string `json:"request,omitempty"`
}

func restoreBackup(ctx context.Context, r *Run, c providers.BackupRestorer) error {
	once := Once[restoring, struct{}]{
		Step: "restore", Op: r.Write(), Showing: r.Action.Words.Doing,
		// A disk does not tell what it was restored from, and the progress is
		// told only for a request whose number the lost answer had.
		Blind: "It was sent once and the answer was lost. " + r.Vendor.Name + " does not tell afterwards what a disk was restored from. Look at the server itself.",
		Before: func(ctx context.Context) (none struct{}, err error) {
			if c.RestoresStopped() {
				if _, err = stoppedBefore(ctx, r, c); err != nil {
					return none, err
				}
			}
			return none, r.sameBackup(ctx, c)
		},
		Send: func(ctx context.Context) (restoring, map[string]secrets.Text, error) {
			request, err := c.RestoreBackup(ctx, r.Server(), r.Ref())
			return restoring{Request: request}, nil, err
		},
	}
	began, err := once.Do(ctx, r)
	if err != nil {
		return err
	}
	var percent func(context.Context) (int, error)
	if meter, ok := c.(providers.RestoreMeter); ok {
		percent = func(ctx context.Context) (int, error) { return meter.RestorePercent(ctx, r.Server(), began.Request) }
	}
	if err := follow(ctx, r, c, "restore", began.Request, percent); err != nil {
		return err
	}
	return r.settled(ctx, c, "restore")
}
