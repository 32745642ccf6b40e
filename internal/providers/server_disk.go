package providers

import (
	"context"

	"pinfold/internal/form"
)

// DiskAdder gives servers another disk (IDC-26). Each call adds one more.
type DiskAdder interface {
	ServerReader
	// DiskAddForm has the field "gb".
	DiskAddForm(known Offerings, server Observation) form.Form
	// AddDisk returns the new disk of so many GB.
	AddDisk(ctx context.Context, ref Ref, gb int) (Disk, error)
}

// DiskGrower makes disks larger (IDC-27). The call sets the size, so sending it
// again does no harm.
type DiskGrower interface {
	ServerReader
	// DiskGrowForm has the fields "disk", an id, and "gb".
	DiskGrowForm(known Offerings, server Observation) form.Form
	// GrowDisk sets the size in GB, which must be larger than it is.
	GrowDisk(ctx context.Context, ref Ref, disk string, gb int) error
}

// DiskRemover deletes disks that are not primary, by id (IDC-28).
type DiskRemover interface {
	ServerReader
	// RemoveDisk returns a NotFound error for a disk that is not there.
	RemoveDisk(ctx context.Context, ref Ref, disk string) error
}
