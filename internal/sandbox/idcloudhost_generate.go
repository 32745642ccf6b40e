package sandbox

import (
	"fmt"
	"time"
)

const idcTime = "2006-01-02 15:04:05"

// generate adds n servers of many kinds, in all locations in turn, with what
// stands beside them.
func (w *idcWorld) generate(n int, now time.Time) {
	if n == 0 {
		return
	}
	defer w.generateMoney(now)
	crowds := map[string]*idcCrowd{}
	for i := range n {
		slug := w.shared.locations[i%len(w.shared.locations)].Slug
		if crowds[slug] == nil {
			crowds[slug] = w.newCrowd(w.places[slug], len(crowds), now)
		}
		vm := w.newGenerated(now)
		crowds[slug].take(vm)
		if w.shared.random.IntN(10) > 0 {
			address := fmt.Sprintf("103.%d.%d.%d", 28+i/(250*250), i/250%250, 2+i%250)
			place := w.places[slug]
			place.addresses = append(place.addresses, w.newAddress(address, vm))
		}
	}
}

// idcSystems are systems of the document's samples and their versions.
var idcSystems = [][2]string{
	{"ubuntu", "16.04"}, {"debian", "9.1"}, {"almalinux", "8"}, {"centos", "8.2"},
	{"centos", "7.6"}, {"centos", "7.3.1611"}, {"windows", "2016"},
}

func (w *idcWorld) newGenerated(now time.Time) *idcVM {
	random := w.shared.random
	made := now.Add(-time.Duration(1+random.IntN(900*24)) * time.Hour).UTC()
	vm := w.newVM("", w.shared.newUUID(), made.Format(idcTime))
	role := random.IntN(len(generatedRoles))
	vm.Name = generatedName(role, vm.ID)
	vm.Hostname = vm.Name
	system := idcSystems[random.IntN(len(idcSystems))]
	vm.OSName, vm.OSVersion = system[0], system[1]
	// Two processors and 1024 MB are the least that every system takes.
	vm.Memory, vm.VCPU = 1024<<random.IntN(6), 2<<random.IntN(4)
	vm.Storage[0].Size = 20 * (1 + random.IntN(12))
	vm.Status = idcGeneratedStatus(random.IntN(100))
	if random.IntN(5) == 0 {
		vm.Storage = append(vm.Storage, w.newDisk(vm, 50*(1+random.IntN(8))))
	}
	vm.Backup = random.IntN(4) == 0
	w.copyDisks(vm, made, now)
	return vm
}

// idcGeneratedStatus leaves a few servers in a state that the document does
// not show.
func idcGeneratedStatus(percent int) string {
	switch {
	case percent < 83:
		return idcRunning
	case percent < 98:
		return idcStopped
	}
	return "suspended"
}

// newVM returns a running server with what every one has. Its primary disk
// shares its identifier.
func (w *idcWorld) newVM(name, uuid, created string) *idcVM {
	p := w.shared
	id := p.newID()
	return &idcVM{
		BillingAccount: 6, CreatedAt: created, Hostname: "hostname", ID: id, Name: name,
		MAC:    fmt.Sprintf("52:54:00:%02x:%02x:%02x", id>>16&0xff, id>>8&0xff, id&0xff),
		Memory: 2048, VCPU: 2, Status: idcRunning, UserID: 8, Username: "example", UUID: uuid,
		Storage: []idcDisk{{
			CreatedAt: created + ".000001", ID: p.newID(), Name: "sda", Pool: "default2", Primary: true,
			Replica: []idcReplica{}, Size: 20, Type: "block", UserID: 8, UUID: uuid,
		}},
	}
}

func (w *idcWorld) newAddress(address string, vm *idcVM) *idcAddress {
	return &idcAddress{
		ID: w.shared.newID(), Address: address, UserID: vm.UserID, BillingAccount: vm.BillingAccount,
		Type: "public", Name: vm.Name, Enabled: true,
		CreatedAt: vm.CreatedAt, UpdatedAt: vm.CreatedAt, AssignedTo: &vm.UUID,
	}
}

// joinNetwork puts a server into the default network, which comes with the
// first one.
func (w *idcWorld) joinNetwork(p *idcPlace, vm *idcVM) {
	network, ok := idcFind(p.networks, func(n *idcNetwork) bool { return n.Default })
	if !ok {
		network = &idcNetwork{
			VLAN: 105, Subnet: "10.1.105.0/24", Name: "Default network", CreatedAt: vm.CreatedAt, UpdatedAt: vm.CreatedAt,
			UUID: w.shared.newUUID(), Type: "private", Default: true, VMs: []string{},
		}
		p.networks = append(p.networks, network)
	}
	network.join(vm)
}

func (n *idcNetwork) join(vm *idcVM) {
	n.VMs = append(n.VMs, vm.UUID)
	n.Resources++
}
