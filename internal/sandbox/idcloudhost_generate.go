package sandbox

import (
	"fmt"
	"time"
)

const idcTime = "2006-01-02 15:04:05"

// generate adds n servers of many kinds, in all locations in turn.
func (w *idcWorld) generate(n int, now time.Time) {
	random := w.shared.random
	images := [][2]string{{"almalinux", "8"}, {"centos", "7.3.1611"}, {"centos", "7.6"}, {"centos", "8.2"}}
	for i := range n {
		place := w.places[w.shared.locations[i%len(w.shared.locations)].Slug]
		created := now.Add(-time.Duration(1+random.IntN(900*24)) * time.Hour).UTC().Format(idcTime)
		vm := w.newVM("", w.shared.newUUID(), created)
		vm.Name = generatedName(random.IntN(len(generatedRoles)), vm.ID)
		vm.Hostname = vm.Name
		image := images[random.IntN(len(images))]
		vm.OSName, vm.OSVersion = image[0], image[1]
		vm.Memory, vm.VCPU = 512<<random.IntN(6), 1+random.IntN(8)
		vm.Storage[0].Size = 20 * (1 + random.IntN(12))
		vm.PrivateIPv4 = fmt.Sprintf("10.%d.%d.%d", 2+i/(250*250), i/250%250, 2+i%250)
		if random.IntN(100) >= 85 {
			vm.Status = idcStopped
		}
		place.vms = append(place.vms, vm)
		w.joinNetwork(place, vm)
		if random.IntN(10) > 0 {
			address := fmt.Sprintf("103.%d.%d.%d", 28+i/(250*250), i/250%250, 2+i%250)
			place.addresses = append(place.addresses, w.newAddress(address, vm))
		}
	}
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
			UUID: w.shared.newUUID(), Type: "private", Default: true,
		}
		p.networks = append(p.networks, network)
	}
	network.VMs = append(network.VMs, vm.UUID)
	network.Resources++
}
