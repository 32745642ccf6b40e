package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Statuses of a server. The document shows only the first; the others are
// known from published clients of the API.
const (
	cacOn      = "Powered On"
	cacOff     = "Powered Off"
	cacPending = "Pending On"
)

// Statuses of a task, known the same way.
const (
	cacTaskPending   = "pending"
	cacTaskCompleted = "completed"
)

// cacWorld is what one account has at CloudAtCost.
type cacWorld struct {
	shared  *cloudAtCost
	user    string // id of the account
	servers []*cacServer
	tasks   []*cacTask // oldest first
	clients []cacClient
}

// cacServer is one server. Sizes and usages are kept as the API spells them.
type cacServer struct {
	id, sid, uid, customer, pack string
	name, label, vm, host        string
	ip, netmask, gateway         string
	rootPass, vncPort, vncPass   string
	kind, template               string
	cpu, cpuUsage                string
	ram, ramUsage                string
	storage, hdUsage             string
	made                         time.Time
	status, mode                 string
	note                         *string // null for most servers of the later version
	hangs                        bool    // its tasks never show as ended
}

// cacTask is a piece of work. One that never ends has no end.
type cacTask struct {
	id, server, action, status string
	begun, ended               time.Time
	// end is what happens when it is due, nil once it did. One that hangs is
	// shown as pending nevertheless.
	due   time.Time
	end   func()
	hangs bool
}

func (t *cacTask) number() int64 {
	n, _ := strconv.ParseInt(t.id, 10, 64)
	return n
}

type cacClient struct{ id, name, email string }

func (w *cacWorld) server(sid string) (*cacServer, bool) {
	i := slices.IndexFunc(w.servers, func(s *cacServer) bool { return s.sid == sid })
	if i < 0 {
		return nil, false
	}
	return w.servers[i], true
}

// mutate changes the server with that sid directly.
func (p *cloudAtCost) mutate(a *account, m Mutation, now time.Time) error {
	w := a.world.(*cacWorld)
	w.settle(now)
	s, ok := w.server(m.Target)
	if !ok {
		return fmt.Errorf("no server %q of account %q at cloudatcost", m.Target, a.name)
	}
	switch m.Kind {
	case MutateRename:
		s.label = m.Value
		return nil
	case MutateHang:
		s.hangs = true
		return nil
	case MutateStop:
		s.status = cacOff
	case MutateStart:
		s.status = cacOn
	case MutateStatus:
		s.status = m.Value
	case MutateRemove:
		w.servers = slices.DeleteFunc(w.servers, func(x *cacServer) bool { return x == s })
	default:
		return fmt.Errorf("no mutation %q", m.Kind)
	}
	w.drop(s)
	return nil
}
