//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// TestClodoBackupWrites tries all that is done with backups at Clodo.
func TestClodoBackupWrites(t *testing.T) {
	tryAll(t, providers.Clodo, []trial{
		{name: "CLO-14 create", op: "CLO-14", on: aRunning, action: "server.backup", done: isFresh, sentence: "Clodo refused"},
		{name: "CLO-14 overwrite", op: "CLO-14", on: aBackup, action: "backup.overwrite", done: isFresh, sentence: "Clodo refused"},
		{
			name: "CLO-16 restore", op: "CLO-16", on: aBackup, action: "backup.restore", lost: lostAsked, sentence: "Clodo refused",
			done: func(w *trialWorld, op models.Operation) {
				if calls := w.box.Calls(); calls["CLO-17"] == 0 || calls["CLO-42"] == 0 || op.Percent <= 0 {
					w.t.Errorf("%d %%, %d looks at the progress, %d at the request", op.Percent, calls["CLO-17"], calls["CLO-42"])
				}
			},
		},
		{
			name: "CLO-18 schedule", op: "CLO-18", on: aBackup, action: "backup.schedule", sentence: "Clodo refused",
			fill: map[string]string{"day1": "1", "day7": "1", "time": "05:17"},
			done: func(w *trialWorld, op models.Operation) {
				if f, _ := w.backup(op); !slices.Contains(f.Days, 1) || !slices.Contains(f.Days, 7) || f.Time != "05:17" {
					w.t.Errorf("%+v", f)
				}
			},
		},
		{
			name: "CLO-19 describe", op: "CLO-19", on: aBackup, action: "backup.describe", sentence: "Clodo refused",
			fill: map[string]string{"description": "Перед trial"},
			done: func(w *trialWorld, op models.Operation) {
				if f, _ := w.backup(op); f.Description != "Перед trial" {
					w.t.Errorf("%+v", f)
				}
			},
		},
		{name: "CLO-15 delete", op: "CLO-15", on: aBackup, action: "backup.delete", done: isDeleted, sentence: "Clodo refused"},
	})
}

// TestIDCloudHostReplicaWrites tries what is done with snapshots and backups
// at IDCloudHost, and the next test the rest: one panel may make 60 calls a
// minute.
func TestIDCloudHostReplicaWrites(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{
		{
			name: "IDC-22 create", op: "IDC-22", on: aStopped, action: "server.backup", done: isFresh,
			refuse: func(w *trialWorld, target string) {
				w.mutate(sandbox.Mutation{Kind: sandbox.MutateStatus, Target: w.resource(target).ExternalID, Value: "starting"})
			},
			sentence: "Virtual machine is locked by another operation.",
		},
		{
			name: "IDC-21 convert", op: "IDC-21", on: aBackup, action: "backup.convert", sentence: "IDCloudHost refused",
			done: func(w *trialWorld, op models.Operation) {
				if f, _ := w.backup(op); f.Type != op.Input["to"] {
					w.t.Errorf("%+v", f)
				}
			},
		},
	})
}

// TestIDCloudHostReplicaEnds tries what destroys at IDCloudHost.
func TestIDCloudHostReplicaEnds(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{
		{name: "IDC-18 rebuild", op: "IDC-18", on: aStoppedBackup, action: "backup.restore", lost: lostAsked, sentence: "IDCloudHost refused"},
		{name: "IDC-19 delete", op: "IDC-19", on: anyBackup, action: "backup.delete", done: isDeleted, sentence: "IDCloudHost refused"},
	})
}

// TestBackupFormsAreRefused sends what the forms do not take.
func TestBackupFormsAreRefused(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Clodo)
	target := aBackup(w)
	for _, c := range []struct{ action, field, value, sentence string }{
		{"backup.schedule", "time", "24:00", "The last minute is 23:59."},
		{"backup.describe", "description", strings.Repeat("x", 201), "At most 200 characters."},
		{"backup.restore", "confirm", "not it", "This is not the name."},
		{"backup.overwrite", "confirm", "", "This is not the name."},
		{"backup.delete", "confirm", "", "This is not the name."},
	} {
		path := target + "/actions/" + c.action
		form := formOf(t, w.client, path)
		form.Set(c.field, c.value)
		if answer := w.client.Post(path, form); answer.Status != 422 || !strings.Contains(answer.Text(), c.sentence) {
			t.Errorf("%s: status %d\n%s", c.action, answer.Status, answer.Text())
		}
	}
	if n := len(w.box.Ledger()); n != 0 {
		t.Errorf("%d calls changed something", n)
	}
	convert := w.client.Get(target + "/actions/backup.convert")
	if !strings.Contains(convert.Text(), "Clodo has one type of backup.") {
		t.Errorf("status %d: %s", convert.Status, convert.Text())
	}
}

// aBackup and aStoppedBackup are copies that no trial has used yet.
func aBackup(w *trialWorld) string { return w.backupOf(providers.Running, providers.Stopped) }

func aStoppedBackup(w *trialWorld) string { return w.backupOf(providers.Stopped) }

// anyBackup is a copy that the panel knows, whatever else was tried with it.
func anyBackup(w *trialWorld) string {
	w.t.Helper()
	for _, server := range w.db.Servers() {
		if rows := w.parts(server); len(rows) > 0 {
			return fmt.Sprintf("/backups/%d", rows[0].ID)
		}
	}
	w.t.Fatal("no backup is left")
	return ""
}

// backupOf looks at what is known already, then reads one server after the
// other.
func (w *trialWorld) backupOf(states ...providers.State) string {
	w.t.Helper()
	for _, read := range []bool{false, true} {
		for _, server := range w.db.Servers() {
			if !slices.Contains(states, server.State) || read && w.used[-server.ID] {
				continue
			}
			if read {
				w.readParts(server)
			}
			for _, r := range w.parts(server) {
				if !w.used[r.ID] {
					w.used[r.ID] = true
					return fmt.Sprintf("/backups/%d", r.ID)
				}
			}
		}
	}
	w.t.Fatal("no backup is left")
	return ""
}

// readParts lets the panel read the copies of a server, as soon as the
// account's limits have room for it.
func (w *trialWorld) readParts(server models.Resource) {
	w.t.Helper()
	w.used[-server.ID] = true
	path := serverURL(server) + "/parts/" + w.partName()
	EventuallyWithin(w.t, 2*time.Minute, "the backups are read", func() bool { return w.client.Post(path, nil).Status == http.StatusSeeOther })
}

func (w *trialWorld) partName() string {
	if w.slug == providers.IDCloudHost {
		return "replicas"
	}
	return "backups"
}

func (w *trialWorld) parts(server models.Resource) []models.Resource {
	w.t.Helper()
	rows, err := w.db.scope.Parts(w.t.Context(), server)
	w.db.must(err)
	return slices.DeleteFunc(rows, func(r models.Resource) bool { return r.Kind != providers.KindBackup })
}

// backup reads what the panel knows of the copy that an operation is about.
func (w *trialWorld) backup(op models.Operation) (facts providers.BackupFacts, there bool) {
	w.t.Helper()
	r, err := w.db.scope.Resource(w.t.Context(), providers.KindBackup, op.ResourceID)
	w.db.must(err)
	w.db.must(json.Unmarshal(r.Facts, &facts))
	return facts, r.GoneAt == nil
}

// isFresh checks that the server's page has a copy of this minute.
func isFresh(w *trialWorld, op models.Operation) {
	id := op.ServerID
	if id == 0 {
		id = op.ResourceID
	}
	server, err := w.db.scope.Resource(w.t.Context(), providers.KindServer, id)
	w.db.must(err)
	newest := time.Time{}
	for _, r := range w.parts(server) {
		var facts providers.BackupFacts
		w.db.must(json.Unmarshal(r.Facts, &facts))
		if facts.MadeAt.After(newest) {
			newest = facts.MadeAt
		}
	}
	if time.Since(newest) > time.Minute {
		w.t.Errorf("the newest backup is of %s", newest)
	}
}

func isDeleted(w *trialWorld, op models.Operation) {
	if _, there := w.backup(op); there {
		w.t.Error("the panel still has it")
	}
}
