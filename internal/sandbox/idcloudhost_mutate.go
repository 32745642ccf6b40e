package sandbox

import (
	"fmt"
	"slices"
	"time"
)

// mutate changes a server directly, in whatever location it is.
func (p *idCloudHost) mutate(a *account, m Mutation, now time.Time) error {
	a.world.(*idcWorld).settle(now)
	if place, ok := a.world.(*idcWorld).places[m.Target]; ok && m.Kind == MutateFull {
		place.full = m.Value == ""
		return nil
	}
	if m.Kind == MutateProfile {
		return a.world.(*idcWorld).setProfile(m.Target, m.Value)
	}
	for _, place := range a.world.(*idcWorld).places {
		vm, ok := place.vm(m.Target)
		if !ok {
			continue
		}
		switch m.Kind {
		case MutateRename:
			vm.Name = m.Value
		case MutateStop:
			vm.Status = idcStopped
		case MutateStart:
			vm.Status = idcRunning
		case MutateStatus:
			vm.Status = m.Value
		case MutateRemove:
			place.remove(vm)
		default:
			return fmt.Errorf("no mutation %q", m.Kind)
		}
		if m.Kind != MutateRename {
			vm.work = idcWork{}
		}
		return nil
	}
	return fmt.Errorf("no server %q of account %q at idcloudhost", m.Target, a.name)
}

// remove deletes a server. Its addresses stay reserved, as they do at the
// provider.
func (p *idcPlace) remove(vm *idcVM) {
	p.vms = slices.DeleteFunc(p.vms, func(x *idcVM) bool { return x == vm })
	for _, address := range p.addresses {
		if address.AssignedTo != nil && *address.AssignedTo == vm.UUID {
			address.AssignedTo = nil
		}
	}
	for _, network := range p.networks {
		if i := slices.Index(network.VMs, vm.UUID); i >= 0 {
			network.VMs = slices.Delete(network.VMs, i, i+1)
			network.Resources--
		}
	}
}
