package sandbox

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// mutate changes a server directly, in whatever location it is.
func (p *idCloudHost) mutate(a *account, m Mutation, now time.Time) error {
	a.world.(*idcWorld).settle(now)
	if place, ok := a.world.(*idcWorld).places[m.Target]; ok && m.Kind == MutateFull {
		place.full = m.Value == ""
		return nil
	}
	switch m.Kind {
	case MutatePay:
		return a.world.(*idcWorld).payElsewhere(m.Target, now)
	case MutateInvoice:
		return a.world.(*idcWorld).writeInvoice(m.Target, m.Value, now)
	case MutateField, MutateVerify:
		return a.world.(*idcWorld).mutateMoney(m)
	case MutateProfile:
		return a.world.(*idcWorld).setProfile(m.Target, m.Value)
	}
	if b, ok := a.world.(*idcWorld).bucket(m.Target); ok && m.Kind == MutateRemove {
		w := a.world.(*idcWorld)
		w.buckets = slices.DeleteFunc(w.buckets, func(x *idcBucket) bool { return x == b })
		return p.objects.ForceDeleteBucket(b.name)
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

// mutateMoney changes a billing account or verifies a way to pay.
func (w *idcWorld) mutateMoney(m Mutation) error {
	if m.Kind == MutateField {
		account, ok := w.billingOf(m.Target)
		name, value, _ := strings.Cut(m.Value, "=")
		if !ok {
			return fmt.Errorf("no billing account %q", m.Target)
		}
		w.setBilling(idcNumber(account["id"]), map[string]any{name: value})
		return nil
	}
	card, ok := w.card(m.Target)
	if !ok {
		return fmt.Errorf("no payment object %q", m.Target)
	}
	card.Verified = true
	if card.byInvoice() {
		w.setBilling(card.Billing, map[string]any{"paying_by_invoice": true})
	}
	return nil
}
