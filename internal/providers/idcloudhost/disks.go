package idcloudhost

import (
	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
)

// sizeOf returns the size of all disks in GB.
func sizeOf(disks []api.Storage) (gb int) {
	for _, disk := range disks {
		gb += int(disk.Size.Value)
	}
	return gb
}

// disksOf tells the disks of a server. The primary one has the server's id,
// which tells it where no field does.
func disksOf(vm api.VM) []providers.Disk {
	var disks []providers.Disk
	for _, disk := range vm.Storage {
		id := disk.UUID.Trim()
		if id == "" {
			continue
		}
		primary := disk.Primary.Value || !disk.Primary.Known && id == vm.UUID.Trim()
		disks = append(disks, providers.Disk{ID: id, Name: disk.Name.Trim(), GB: int(disk.Size.Value), Primary: primary})
	}
	return disks
}
