package sandbox

import (
	"fmt"
	"slices"
	"time"
)

// mutate changes an order or its server directly. The statuses Suspended and
// Terminated are those of the product, all others those of the order.
func (p *inferno) mutate(a *account, m Mutation, now time.Time) error {
	w := a.world.(*infernoWorld)
	w.settle(now)
	o, ok := w.order(m.Target)
	if !ok {
		return fmt.Errorf("no order %q of account %q at inferno", m.Target, a.name)
	}
	switch m.Kind {
	case MutateStatus:
		if m.Value == infernoSuspended || m.Value == infernoTerminated {
			o.productStatus = m.Value
		} else {
			o.status = m.Value
		}
		return nil
	case MutatePay:
		if o.status != infernoPending {
			return fmt.Errorf("order %q at inferno is %s", m.Target, o.status)
		}
		o.pay()
		return nil
	case MutateRemove:
		w.orders = slices.DeleteFunc(w.orders, func(x *infernoOrder) bool { return x == o })
		return nil
	}
	if o.vps == nil {
		return fmt.Errorf("order %q at inferno is not installed", m.Target)
	}
	return o.vps.mutate(m)
}

func (v *infernoVPS) mutate(m Mutation) error {
	switch m.Kind {
	case MutateRename:
		v.name = m.Value
	case MutateStop:
		v.on, v.phases = false, nil
	case MutateStart:
		v.on, v.phases = true, nil
	default:
		return fmt.Errorf("no mutation %q", m.Kind)
	}
	return nil
}
