package sandbox

import (
	"slices"
	"strconv"
	"time"
)

// infernoPhase is a change of a server that is still to come.
type infernoPhase struct {
	due time.Time
	on  bool
}

// settle applies all changes that are due.
func (w *infernoWorld) settle(now time.Time) {
	for _, o := range w.orders {
		o.settleOrder(now)
		for o.vps != nil && len(o.vps.phases) > 0 && !now.Before(o.vps.phases[0].due) {
			o.vps.on = o.vps.phases[0].on
			o.vps.phases = o.vps.phases[1:]
		}
	}
}

// boot answers INF-10. The document shows no answer of this call, nor of the
// two below.
func (w *infernoWorld) boot(c *call) reply {
	return w.power(c, "boot", func(v *infernoVPS) string {
		if v.on {
			return "VPS is already running"
		}
		return ""
	}, true)
}

// stop answers INF-09.
func (w *infernoWorld) stop(c *call) reply {
	return w.power(c, "stop", func(v *infernoVPS) string {
		if !v.on {
			return "VPS is already stopped"
		}
		return ""
	}, false)
}

// reboot answers INF-08. The server is seen to be off for a while, though not
// at once.
func (w *infernoWorld) reboot(c *call) reply {
	return w.power(c, "reboot", func(v *infernoVPS) string {
		if !v.on {
			return "VPS is not running"
		}
		return ""
	}, false, true)
}

// power works on the server of an order: it turns on or off in phases, a pace
// apart.
func (w *infernoWorld) power(c *call, action string, wrong func(*infernoVPS) string, phases ...bool) reply {
	o, ok := w.order(infernoParam(c, "orderid"))
	switch {
	case !ok:
		return infernoRefused("Order ID not found")
	case o.vps == nil:
		return infernoRefused("VPS not found for this order")
	case o.productStatus != infernoActive:
		return infernoRefused("Not allowed: product status is " + o.productStatus)
	case len(o.vps.phases) > 0 || o.vps.installing:
		return infernoRefused("VPS is busy, another task is in progress")
	}
	if message := wrong(o.vps); message != "" {
		return infernoRefused(message)
	}
	for i, on := range phases {
		due := c.now.Add(time.Duration(i+1) * w.shared.pace)
		o.vps.phases = slices.Concat(o.vps.phases, []infernoPhase{{due, on}})
	}
	c.changed(strconv.Itoa(o.id), "action", action, "name", o.vps.name)
	return infernoOK("message", "VSCD: task added to queue")
}
