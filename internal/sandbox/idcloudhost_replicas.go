package sandbox

import (
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// idcReplicaWrites are the calls that change replicas. All of them take a form
// as their body, also DELETE.
func idcReplicaWrites() []route {
	write := func(op, method, path string, run func(*idcWorld, *call, url.Values) reply) route {
		return route{op: op, method: method, path: path, run: func(c *call) reply {
			kind, _, err := mime.ParseMediaType(c.req.Header.Get("Content-Type"))
			form, problem := url.ParseQuery(string(c.body))
			if err != nil || problem != nil || kind != "application/x-www-form-urlencoded" {
				return idcBad("Request body cannot be read.")
			}
			return run(c.account.world.(*idcWorld), c, form)
		}}
	}
	const replica = "/user-resource/vm/replica"
	return []route{
		write("IDC-18", http.MethodPost, "/user-resource/vm/rebuild", (*idcWorld).rebuildVM),
		write("IDC-19", http.MethodDelete, replica, (*idcWorld).deleteReplica),
		write("IDC-21", http.MethodPatch, replica, (*idcWorld).convertReplica),
		write("IDC-22", http.MethodPost, replica, (*idcWorld).createReplica),
	}
}

// idcReplicaTypes are the types that IDC-20 lists.
var idcReplicaTypes = []string{"snapshot", "backup"}

// createReplica answers IDC-22 with the disk, which is named by its own
// identifier; the primary one shares that of its server.
func (w *idcWorld) createReplica(c *call, form url.Values) reply {
	kind := form.Get("r_type")
	if kind == "" {
		kind = "snapshot"
	}
	vm, disk := w.place(c).disk(form.Get("uuid"))
	switch {
	case disk == nil:
		return idcBad("No such block storage exists. " + form.Get("uuid"))
	case !slices.Contains(idcReplicaTypes, kind):
		return idcBad("Unknown replica type. " + kind)
	case vm.locked():
		return idcLocked()
	}
	at := c.now.UTC()
	for taken(disk, at) {
		at = at.Add(time.Second)
	}
	made := w.newReplica(disk, kind, at)
	disk.Replica = append(slices.Clone(disk.Replica), made)
	c.changed(made.UUID, "type", kind)
	answer := *disk
	answer.Replica = []idcReplica{made}
	return idcOK(answer)
}

// taken reports whether the disk has a replica of that second, which would
// have the same identifier.
func taken(disk *idcDisk, at time.Time) bool {
	return slices.ContainsFunc(disk.Replica, func(r idcReplica) bool {
		return strings.HasSuffix(r.UUID, at.Format("2006-01-02-15-04-05"))
	})
}

// rebuildVM answers IDC-18 with the server. The sample shows a stopped one;
// what runs is refused.
func (w *idcWorld) rebuildVM(c *call, form url.Values) reply {
	vm, ok := w.place(c).vm(form.Get("uuid"))
	if !ok {
		return idcBad("No such virtual machine exists. " + form.Get("uuid"))
	}
	disk, i := w.place(c).replica(form.Get("replica_uuid"))
	switch {
	case disk == nil || !slices.ContainsFunc(vm.Storage, func(d idcDisk) bool { return d.UUID == disk.UUID }):
		return idcNoReplica()
	case vm.locked():
		return idcLocked()
	case vm.Status != idcStopped:
		return idcBad("Virtual machine has to be stopped.")
	}
	now := c.now.UTC().Format(idcTime)
	vm.UpdatedAt = &now
	c.changed(vm.UUID, "replica", disk.Replica[i].UUID)
	answer := vm.copy()
	return idcOK(answer)
}

// deleteReplica answers IDC-19.
func (w *idcWorld) deleteReplica(c *call, form url.Values) reply {
	disk, i := w.place(c).replica(form.Get("replica_uuid"))
	if disk == nil {
		return idcNoReplica()
	}
	uuid := disk.Replica[i].UUID
	disk.Replica = slices.Delete(slices.Clone(disk.Replica), i, i+1)
	c.changed(uuid)
	return idcOK(map[string]bool{"success": true})
}

// convertReplica answers IDC-21, for which the document shows a refusal only:
// the replica is answered.
func (w *idcWorld) convertReplica(c *call, form url.Values) reply {
	from, to := form.Get("from_type"), form.Get("to_type")
	if from == "" {
		from = "backup"
	}
	if to == "" {
		to = "snapshot"
	}
	disk, i := w.place(c).replica(form.Get("replica_uuid"))
	switch {
	case disk == nil || disk.Replica[i].Type != from:
		return idcNoReplica()
	case !slices.Contains(idcReplicaTypes, to):
		return idcBad("Unknown replica type. " + to)
	}
	now := c.now.UTC().Format(idcTime)
	disk.Replica = slices.Clone(disk.Replica)
	disk.Replica[i].Type, disk.Replica[i].UpdatedAt = to, &now
	c.changed(disk.Replica[i].UUID, "type", to)
	return idcOK(disk.Replica[i])
}

// locked reports whether the server is in a state that forbids work on it.
func (vm *idcVM) locked() bool { return vm.Status != idcRunning && vm.Status != idcStopped }

// idcLocked refuses what is at work, as clients of the live service know it.
func idcLocked() reply {
	r := idcBad("Virtual machine is locked by another operation.")
	r.status = http.StatusConflict
	return r
}

// idcNoReplica refuses in the words of the sample of IDC-21.
func idcNoReplica() reply { return idcBad("No such storage replica exists.") }

// disk finds a disk and its server.
func (p *idcPlace) disk(uuid string) (*idcVM, *idcDisk) {
	for _, vm := range p.vms {
		for i := range vm.Storage {
			if vm.Storage[i].UUID == uuid {
				return vm, &vm.Storage[i]
			}
		}
	}
	return nil, nil
}

// replica finds a replica on its disk, nil if there is none.
func (p *idcPlace) replica(uuid string) (*idcDisk, int) {
	for _, vm := range p.vms {
		for d := range vm.Storage {
			is := func(r idcReplica) bool { return r.UUID == uuid }
			if i := slices.IndexFunc(vm.Storage[d].Replica, is); i >= 0 {
				return &vm.Storage[d], i
			}
		}
	}
	return nil, 0
}
