package sandbox

import (
	"fmt"
	"slices"
	"time"
)

// mutate changes a server directly. Unless it is only renamed, work under way
// on it is dropped, since its end would undo the change.
func (p *clodo) mutate(a *account, m Mutation, now time.Time) error {
	w := a.world.(*clodoWorld)
	w.settle(now)
	if t, ok := w.ticket(m.Target); ok {
		w.mutateTicket(t, m, now)
		return nil
	}
	if z, ok := w.zoneWhere(func(z *clodoDNSZone) bool { return z.name == m.Target }); ok {
		return w.mutateZone(z, m, now)
	}
	s, ok := w.server("", m.Target)
	if !ok {
		return fmt.Errorf("no server %q of account %q at clodo", m.Target, a.name)
	}
	switch m.Kind {
	case MutateRename:
		s.name = m.Value
		return nil
	case MutateStop:
		s.halt(now)
	case MutateStart:
		s.run(now)
	case MutateStatus:
		s.status = m.Value
	case MutateRemove:
		w.servers = slices.DeleteFunc(w.servers, func(x *clodoServer) bool { return x == s })
	default:
		return fmt.Errorf("no mutation %q", m.Kind)
	}
	s.phases, s.leaving = nil, false
	return nil
}
