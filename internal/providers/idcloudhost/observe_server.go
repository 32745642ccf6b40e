package idcloudhost

import (
	"strings"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

// states are the words for the state of a server: the document's two, and
// others that speak for themselves.
var states = map[string]providers.State{
	"running":   providers.Running,
	"stopped":   providers.Stopped,
	"starting":  providers.Working,
	"stopping":  providers.Working,
	"creating":  providers.Working,
	"deleting":  providers.Working,
	"error":     providers.Failed,
	"failed":    providers.Failed,
	"suspended": providers.Suspended,
}

func stateOf(word string) providers.State {
	if state, ok := states[strings.ToLower(word)]; ok {
		return state
	}
	return providers.Unknown
}

// observeServer joins a server with those of the floating IPs that are
// assigned to it.
func observeServer(vm api.VM, slug string, floating []api.Address) providers.Observation {
	return providers.Observation{
		Kind:      providers.KindServer,
		ID:        vm.UUID.Trim(),
		Location:  slug,
		Name:      vm.Name.Trim(),
		State:     stateOf(vm.Status.Trim()),
		StateWord: vm.Status.Trim(),
		Facts: providers.ServerFacts{
			CPU:       int(vm.VCPU.Value),
			MemoryMB:  int(vm.Memory.Value),
			DiskGB:    sizeOf(vm.Storage),
			Disks:     disksOf(vm),
			System:    strings.TrimSpace(vm.OSName.Trim() + " " + vm.OSVersion.Trim()),
			ImageID:   imageID(vm.OSName, vm.OSVersion),
			Addresses: addressesOf(vm, floating),
			CreatedAt: timeOf(vm.Created),
			User:      vm.Username.Trim(),
			Billing:   vm.BillingAccount.Trim(),

			AutoBackup: truthOf(vm.Backup),
		},
	}
}

func addressesOf(vm api.VM, floating []api.Address) []providers.Address {
	var all []providers.Address
	add := func(ip wire.String, private bool) {
		for _, known := range all {
			if known.IP == ip.Trim() {
				return
			}
		}
		if ip.Trim() != "" {
			all = append(all, providers.Address{IP: ip.Trim(), Primary: !private && len(all) == 0, Private: private})
		}
	}
	for _, one := range floating {
		if one.AssignedTo.Trim() == vm.UUID.Trim() {
			add(one.Address, false)
		}
	}
	add(vm.PublicIPv4, false)
	add(vm.PrivateIPv4, true)
	return all
}

// truthOf is nil for what is not told.
func truthOf(b wire.Bool) *bool {
	if !b.Known {
		return nil
	}
	return &b.Value
}

// timeOf reads a time, which is UTC where it names no zone.
func timeOf(text wire.String) time.Time {
	at, _ := wire.Time(string(text), time.UTC)
	return at
}
