package sandbox

import (
	"fmt"
	"slices"
	"time"
)

// idcCrowd spreads generated servers over networks of their location.
type idcCrowd struct {
	place    *idcPlace
	networks []*idcNetwork
	taken    int
	nth      int
}

// idcShares says how many servers of ten go to which generated network.
var idcShares = []struct {
	name   string
	of10   int
	prefix int
}{
	{"production", 6, 0}, {"staging", 3, 16}, {"databases", 1, 32},
}

// newCrowd adds the networks of a location, and a few addresses that are
// reserved for nothing.
func (w *idcWorld) newCrowd(place *idcPlace, nth int, now time.Time) *idcCrowd {
	c := &idcCrowd{place: place, nth: nth}
	made := now.AddDate(-3, 0, 0).UTC().Format(idcTime)
	for i, share := range idcShares {
		c.networks = append(c.networks, &idcNetwork{
			VLAN: 200 + 100*nth + i, Subnet: fmt.Sprintf("10.%d.%d.0/20", 20+nth, share.prefix), Name: share.name,
			CreatedAt: made, UpdatedAt: made, UUID: w.shared.newUUID(), Type: "private", VMs: []string{},
		})
	}
	place.networks = append(place.networks, c.networks...)
	for i := range 2 {
		free := w.newAddress(fmt.Sprintf("103.27.%d.%d", nth, 10+i), &idcVM{BillingAccount: 6, UserID: 8, Name: "reserved", CreatedAt: made})
		free.AssignedTo = nil
		place.addresses = append(place.addresses, free)
	}
	return c
}

// take puts a server into the location and into one of its networks, and gives
// it an address there.
func (c *idcCrowd) take(vm *idcVM) {
	turn := c.taken * 7 % 10 // spread, so that each ten hold every network
	c.taken++
	for i, share := range idcShares {
		if turn < share.of10 {
			network := c.networks[i]
			n := network.Resources
			vm.PrivateIPv4 = fmt.Sprintf("10.%d.%d.%d", 20+c.nth, share.prefix+n/250, 2+n%250)
			network.join(vm)
			break
		}
		turn -= share.of10
	}
	c.place.vms = append(c.place.vms, vm)
}

// newDisk returns another disk for a server, named after its place there.
func (w *idcWorld) newDisk(vm *idcVM, gb int) idcDisk {
	disk := vm.Storage[0]
	disk.ID, disk.UUID, disk.Primary, disk.Size = w.shared.newID(), w.shared.newUUID(), false, gb
	disk.Name = "sd" + string(rune('a'+len(vm.Storage)))
	disk.Replica = []idcReplica{}
	return disk
}

// copyDisks makes the replicas that a server has by now: weekly backups where
// it makes them by itself, and here and there a snapshot.
func (w *idcWorld) copyDisks(vm *idcVM, made, now time.Time) {
	random := w.shared.random
	var at []time.Time
	kind := "backup"
	switch {
	case vm.Backup:
		for week := range 2 {
			at = append(at, now.UTC().Truncate(24*time.Hour).Add(3*time.Hour).AddDate(0, 0, -7*week-1-random.IntN(3)))
		}
	case random.IntN(6) == 0:
		kind, at = "snapshot", []time.Time{now.UTC().Add(-time.Duration(1+random.IntN(60*24*60)) * time.Minute)}
	}
	at = slices.DeleteFunc(at, func(t time.Time) bool { return t.Before(made) || t.After(now) })
	for _, moment := range at {
		disk := &vm.Storage[0]
		disk.Replica = append(disk.Replica, w.newReplica(disk, kind, moment))
	}
}

// newReplica returns a copy of a disk. Its identifier is the disk's with the
// moment.
func (w *idcWorld) newReplica(disk *idcDisk, kind string, at time.Time) idcReplica {
	return idcReplica{
		CreatedAt: at.Format(idcTime) + ".000001", ID: w.shared.newID(), MasterID: disk.ID, MasterUUID: disk.UUID,
		Size: disk.Size, Type: kind, UUID: disk.UUID + at.Format("2006-01-02-15-04-05"),
	}
}
