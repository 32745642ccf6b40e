package sandbox

import (
	"slices"
	"strconv"
)

// idcAddedDisk is a disk as IDC-26 and IDC-27 answer it.
type idcAddedDisk struct {
	CreatedAt string       `json:"created_at"`
	Name      string       `json:"name"`
	Pool      string       `json:"pool"`
	Primary   bool         `json:"primary"`
	Replica   []idcReplica `json:"replica"`
	Shared    bool         `json:"shared"`
	Size      int          `json:"size"`
	Type      string       `json:"type"`
	UpdatedAt *string      `json:"updated_at,omitempty"`
	UUID      string       `json:"uuid"`
}

func (d idcDisk) added() idcAddedDisk {
	return idcAddedDisk{
		CreatedAt: d.CreatedAt, Name: d.Name, Pool: d.Pool, Primary: d.Primary, Replica: slices.Clone(d.Replica),
		Shared: d.Shared, Size: d.Size, Type: d.Type, UpdatedAt: d.UpdatedAt, UUID: d.UUID,
	}
}

// addDisk answers IDC-26.
func (w *idcWorld) addDisk(c *call) reply {
	vm, in, refused := w.change(c, "size_gb")
	if vm == nil {
		return refused
	}
	size := in.number("size_gb", 1, idcMostGB)
	if in.problem != "" {
		return idcBad(in.problem)
	}
	disk := w.newDisk(vm, size)
	disk.CreatedAt, disk.UpdatedAt = c.now.UTC().Format(idcTime), nil
	vm.Storage = append(slices.Clone(vm.Storage), disk)
	w.works(c, vm, idcChange)
	c.changed(vm.UUID, "disk", disk.UUID, "size_gb", strconv.Itoa(size))
	return idcOK(disk.added())
}

// disk finds a disk of the server by its identifier.
func (vm *idcVM) disk(uuid string) int {
	return slices.IndexFunc(vm.Storage, func(d idcDisk) bool { return d.UUID == uuid })
}

// modifyDisk answers IDC-27.
func (w *idcWorld) modifyDisk(c *call) reply {
	vm, in, refused := w.change(c, "disk_uuid", "size_gb")
	if vm == nil {
		return refused
	}
	uuid, size := in.text("disk_uuid"), in.number("size_gb", 1, idcMostGB)
	at := vm.disk(uuid)
	switch {
	case in.problem != "":
		return idcBad(in.problem)
	case at < 0:
		return idcBad("No such storage exists. " + uuid)
	case size < vm.Storage[at].Size:
		return idcBad("New disk size cannot be smaller than current size.")
	}
	w.works(c, vm, idcChange)
	vm.Storage = slices.Clone(vm.Storage)
	vm.Storage[at].Size, vm.Storage[at].UpdatedAt = size, vm.UpdatedAt
	c.changed(vm.UUID, "disk", uuid, "size_gb", strconv.Itoa(size))
	return idcOK(vm.Storage[at].added())
}

// deleteDisk answers IDC-28.
func (w *idcWorld) deleteDisk(c *call) reply {
	vm, in, refused := w.change(c, "storage_uuid")
	if vm == nil {
		return refused
	}
	uuid := in.text("storage_uuid")
	at := vm.disk(uuid)
	switch {
	case in.problem != "":
		return idcBad(in.problem)
	case at < 0:
		return idcBad("No such storage exists. " + uuid)
	case vm.Storage[at].Primary:
		return idcBad("Primary disks cannot be deleted. " + uuid)
	}
	w.works(c, vm, idcChange)
	vm.Storage = slices.Delete(slices.Clone(vm.Storage), at, at+1)
	c.changed(vm.UUID, "disk", uuid)
	return idcDone()
}
