//go:build e2e

package e2e

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// that picks a server by what is known of it.
func that(w *trialWorld, what string, fits func(models.Resource, providers.ServerFacts) bool) string {
	w.t.Helper()
	for _, r := range w.db.Servers() {
		settled := r.State == providers.Running || r.State == providers.Stopped
		if settled && !w.used[r.ID] && fits(r, r.Server()) {
			w.used[r.ID] = true
			return serverURL(r)
		}
	}
	w.t.Fatalf("no server is left %s", what)
	return ""
}

// floating are the floating IPs of a server.
func floating(f providers.ServerFacts) (ips []string) {
	for _, a := range f.Addresses {
		if !a.Private {
			ips = append(ips, a.IP)
		}
	}
	return ips
}

func without(w *trialWorld) string {
	return that(w, "without an address", func(_ models.Resource, f providers.ServerFacts) bool { return len(floating(f)) == 0 })
}

func aSmallDisk(w *trialWorld) string {
	return that(w, "with one small disk", func(_ models.Resource, f providers.ServerFacts) bool {
		return len(f.Disks) == 1 && f.Disks[0].GB < 200
	})
}

func aSecondDisk(w *trialWorld) string {
	return that(w, "with a second disk", func(_ models.Resource, f providers.ServerFacts) bool { return len(f.Disks) == 2 })
}

// before changes a server at the provider between the page and the click.
func before(kind string) func(*trialWorld, string) {
	return func(w *trialWorld, target string) {
		w.mutate(sandbox.Mutation{Kind: kind, Target: w.resource(target).ExternalID})
	}
}

// newest is the newest entry of the ledger for an operation.
func (w *trialWorld) newest(op string) sandbox.Entry {
	all := w.box.writes(op)
	return all[len(all)-1]
}

// The panel keeps to 60 calls a minute, so each of these tests has an account
// of its own.

func TestIDCloudHostDelete(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{
		{name: "IDC-08", op: "IDC-08", on: without, action: "server.delete", sentence: "IDCloudHost refused"},
	})
}

func TestIDCloudHostRename(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-11 name", op: "IDC-11", on: aServer, action: "server.rename", fill: map[string]string{"name": "renamed-1"},
		sentence: "IDCloudHost refused", done: func(w *trialWorld, op models.Operation) {
			if r := w.resource(fmt.Sprintf("/servers/%d", op.ResourceID)); r.Name != "renamed-1" {
				w.t.Errorf("it is called %s", r.Name)
			}
		},
	}})
}

func TestIDCloudHostResize(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-11 size", op: "IDC-11", on: aStopped, action: "server.resize",
		fill:   map[string]string{"cpu": "8", "memory_mb": "3072"},
		refuse: before(sandbox.MutateStart), sentence: "Virtual machine must be stopped to change vcpu or ram.",
		done: func(w *trialWorld, op models.Operation) {
			if f := w.resource(fmt.Sprintf("/servers/%d", op.ResourceID)).Server(); f.CPU != 8 || f.MemoryMB != 3072 {
				w.t.Errorf("it has %d CPU, %d MB", f.CPU, f.MemoryMB)
			}
		},
	}})
}

func TestIDCloudHostPassword(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-10", op: "IDC-10", on: aRunning, action: "server.password", fill: map[string]string{"password": secretOfTrial},
		refuse: before(sandbox.MutateStop), sentence: "Virtual machine is not running.",
		done: func(w *trialWorld, op models.Operation) {
			digest := sha256.Sum256([]byte(secretOfTrial))
			if got := w.newest("IDC-10").Details["digest"]; got != hex.EncodeToString(digest[:8]) {
				w.t.Errorf("another password was set: %s", got)
			}
			if len(op.Sealed) > 0 || strings.Contains(w.client.Get(fmt.Sprintf("/operations/%d", op.ID)).Body, secretOfTrial) {
				w.t.Error("the password is kept or shown")
			}
		},
	}})
}

func TestIDCloudHostAutoBackup(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-13", op: "IDC-13", on: aServer, action: "server.auto_backup", sentence: "IDCloudHost refused",
		done: func(w *trialWorld, op models.Operation) {
			now := w.resource(fmt.Sprintf("/servers/%d", op.ResourceID)).Server().AutoBackup
			if now == nil || fmt.Sprint(*now) != w.newest("IDC-13").Details["backup"] {
				w.t.Errorf("automatic backups are %v", now)
			}
		},
	}})
}

func TestIDCloudHostClone(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-14", op: "IDC-14", on: aServer, action: "server.clone", fill: map[string]string{"name": "clone-1"},
		sentence: "IDCloudHost refused", done: func(w *trialWorld, _ models.Operation) {
			id := w.newest("IDC-14").Target
			that(w, "that is the clone", func(r models.Resource, _ providers.ServerFacts) bool { return r.ExternalID == id })
		},
	}})
}

func TestIDCloudHostDiskAdd(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-26", op: "IDC-26", on: aServer, action: "server.disk_add", fill: map[string]string{"gb": "50"},
		sentence: "IDCloudHost refused", done: func(w *trialWorld, op models.Operation) {
			disks := w.resource(fmt.Sprintf("/servers/%d", op.ResourceID)).Server().Disks
			if last := disks[len(disks)-1]; last.ID != w.newest("IDC-26").Details["disk"] || last.GB != 50 {
				w.t.Errorf("disks %+v", disks)
			}
		},
	}})
}

func TestIDCloudHostDiskGrow(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-27", op: "IDC-27", on: aSmallDisk, action: "server.disk_grow", fill: map[string]string{"gb": "230"},
		sentence: "IDCloudHost refused", done: func(w *trialWorld, op models.Operation) {
			if f := w.resource(fmt.Sprintf("/servers/%d", op.ResourceID)).Server(); f.DiskGB != 230 {
				w.t.Errorf("%d GB", f.DiskGB)
			}
		},
	}})
}

func TestIDCloudHostDiskDelete(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{{
		name: "IDC-28", op: "IDC-28", on: aSecondDisk, action: "server.disk_delete", sentence: "IDCloudHost refused",
		done: func(w *trialWorld, op models.Operation) {
			if f := w.resource(fmt.Sprintf("/servers/%d", op.ResourceID)).Server(); len(f.Disks) != 1 || !f.Disks[0].Primary {
				w.t.Errorf("disks %+v", f.Disks)
			}
		},
	}})
}

// TestDeleteWithItsAddress (IDC-08, then IDC-49): the person has to choose what
// becomes of an address, and a release that is refused is told.
func TestDeleteWithItsAddress(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.IDCloudHost)
	one := func() (trial, string, string) {
		target := that(w, "with an address", func(_ models.Resource, f providers.ServerFacts) bool { return len(floating(f)) == 1 })
		ip := floating(w.resource(target).Server())[0]
		return trial{action: "server.delete", fill: map[string]string{"addresses": ip}}, target, ip
	}
	ends := func(tr trial, target string) models.Operation { return w.ends(w.start(tr, target).ID) }

	chosen, target, ip := one()
	path := target + "/actions/server.delete"
	page := w.client.Get(path)
	if !strings.Contains(page.Text(), "Deleting the server does not release "+ip+"; the address goes on costing. Release it too?") {
		t.Errorf("it does not ask:\n%s", page.Text())
	}
	form, _ := page.Form(path)
	form.Set("confirm", page.typedName())
	if answer := w.client.Post(path, form); answer.Status != http.StatusUnprocessableEntity || !strings.Contains(answer.Text(), "Choose one.") {
		t.Errorf("without a choice: status %d", answer.Status)
	}
	w.box.SetFault(sandbox.Fault{Provider: string(w.slug), Op: "IDC-49", Kind: sandbox.FaultLost, Times: 1})
	op := ends(chosen, target)
	if all := w.box.writes("IDC-49"); op.Status != models.StatusSucceeded || len(all) != 1 || all[0].Target != ip {
		t.Errorf("it ended as %s: %s; released %+v", op.Status, op.Error, all)
	}

	chosen, target, ip = one()
	w.box.SetFault(sandbox.Fault{Provider: string(w.slug), Op: "IDC-49", Kind: sandbox.FaultStatus, Status: http.StatusForbidden})
	op = ends(chosen, target)
	if said := "The server is deleted, but " + ip + " is not released and goes on costing."; op.Status != models.StatusFailed || !strings.Contains(op.Error, said) {
		t.Errorf("it ended as %s: %s", op.Status, op.Error)
	}
	w.box.ClearFaults()

	chosen, target, _ = one()
	chosen.fill["addresses"] = "keep"
	if op = ends(chosen, target); op.Status != models.StatusSucceeded || len(w.box.writes("IDC-49")) != 1 {
		t.Errorf("it ended as %s: %s; %d released", op.Status, op.Error, len(w.box.writes("IDC-49")))
	}
}

// TestFormsOfChangesAreRefused with a sentence at the field, and nothing is
// sent.
func TestFormsOfChangesAreRefused(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.IDCloudHost)
	running, stopped, small, second := aRunning(w), aStopped(w), aSmallDisk(w), aSecondDisk(w)
	for _, test := range []struct {
		target, action string
		fill           map[string]string
		sentence       string
	}{
		{running, "server.rename", map[string]string{"name": "-x"}, "no hyphen at the ends"},
		{running, "server.clone", map[string]string{"name": "a b c d"}, "At least 4 characters"},
		{running, "server.password", map[string]string{"password": "nocapital1"}, "with a small letter, a capital and a digit"},
		{running, "server.disk_add", map[string]string{"gb": "1.5"}, "A whole number"},
		{stopped, "server.resize", map[string]string{"cpu": "17", "memory_mb": "3072"}, "1 to 16."},
		{stopped, "server.resize", nil, "It has this size already."},
		{small, "server.disk_grow", map[string]string{"gb": "5"}, "to 240 GB."},
		{second, "server.disk_delete", map[string]string{"confirm": "another"}, "This is not the name."},
		{running, "server.auto_backup", map[string]string{"backups": "maybe"}, "This choice is not offered any more."},
	} {
		path := test.target + "/actions/" + test.action
		page := w.client.Get(path)
		form, ok := page.Form(path)
		if !ok {
			t.Errorf("%s has no form:\n%s", test.action, page.Text())
			continue
		}
		for name, value := range test.fill {
			form.Set(name, value)
		}
		answer := w.client.Post(path, form)
		if answer.Status != http.StatusUnprocessableEntity || !strings.Contains(answer.Text(), test.sentence) {
			t.Errorf("%s: status %d, without %q:\n%s", test.action, answer.Status, test.sentence, answer.Text())
		}
		if test.fill["password"] != "" && strings.Contains(answer.Body, test.fill["password"]) {
			t.Error("the password comes back")
		}
	}
	for target, sentence := range map[string]string{
		stopped + "/actions/server.password":  "A password changes only while the server is running. Start it first.",
		small + "/actions/server.disk_delete": "The primary disk cannot be removed, and it has no other.",
	} {
		if page := w.client.Get(target); !strings.Contains(page.Text(), sentence) {
			t.Errorf("%s does not say %q", target, sentence)
		}
	}
	if n := len(w.box.Ledger()); n != 0 {
		t.Errorf("%d writes", n)
	}
}

// TestResizeOfARunningServer: it is stopped, changed and started again, in this
// order, and started again also if the change is refused.
func TestResizeOfARunningServer(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.IDCloudHost)
	size := trial{action: "server.resize", fill: map[string]string{"cpu": "8", "memory_mb": "3072"}}
	target := aRunning(w)
	path := target + "/actions/server.resize"
	page := w.client.Get(path)
	form, _ := page.Form(path)
	form.Set("cpu", "8")
	form.Set("memory_mb", "3072")
	answer := w.client.Post(path, form)
	if said := "CPU and memory change only while the server is stopped. Tick this to go on."; answer.Status != http.StatusUnprocessableEntity || !strings.Contains(answer.Text(), said) {
		t.Errorf("without the tick: status %d:\n%s", answer.Status, answer.Text())
	}
	size.fill["stop"] = "1"
	op := w.ends(w.start(size, target).ID)
	r := w.resource(target)
	if f := r.Server(); op.Status != models.StatusSucceeded || r.State != providers.Running || f.CPU != 8 || f.MemoryMB != 3072 {
		t.Errorf("%s %s: %s with %d CPU, %d MB", op.Status, op.Error, r.State, f.CPU, f.MemoryMB)
	}
	var ops []string
	for _, e := range w.box.Ledger() {
		ops = append(ops, e.Op)
	}
	if got := strings.Join(ops, " "); got != "IDC-24 IDC-11 IDC-23" {
		t.Errorf("called %s", got)
	}
	text := w.client.Get(fmt.Sprintf("/operations/%d", op.ID)).Text()
	for _, want := range []string{"Stop VM", "Change size", "Start VM"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not tell of %s", want)
		}
	}

	target = aRunning(w)
	refusedWith("IDC-11", http.StatusBadRequest)(w, target)
	op = w.ends(w.start(size, target).ID)
	w.box.ClearFaults()
	text = w.client.Get(fmt.Sprintf("/operations/%d", op.ID)).Text()
	for _, want := range []string{"IDCloudHost refused.", "The server runs again as it was.", "An unexpected error occurred"} {
		if op.Status != models.StatusFailed || !strings.Contains(text, want) {
			t.Errorf("it ended as %s, without %q: %s", op.Status, want, op.Error)
		}
	}
	if r := w.resource(target); r.State != providers.Running || len(w.box.writes("IDC-11")) != 1 || len(w.box.writes("IDC-23")) != 2 {
		t.Errorf("it is %s, after %d changes and %d starts", r.State, len(w.box.writes("IDC-11")), len(w.box.writes("IDC-23")))
	}
}
