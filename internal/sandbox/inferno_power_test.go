package sandbox_test

import (
	"testing"

	"pinfold/internal/sandbox"
)

func TestInfernoPower(t *testing.T) {
	const on, off = " Included", " Disabled"
	for _, c := range []struct {
		op, action, first string
		states            []string
	}{
		{"INF-10", "boot", sandbox.MutateStop, []string{off, on}},
		{"INF-09", "stop", sandbox.MutateStart, []string{on, off}},
		{"INF-08", "reboot", sandbox.MutateStart, []string{on, off, on}},
	} {
		t.Run(c.action, func(t *testing.T) {
			r := newRig(t, sandbox.Options{})
			if err := r.box.Mutate(sandbox.Mutation{Provider: "inferno", Kind: c.first, Target: "47012"}); err != nil {
				t.Fatal(err)
			}
			r.want(r.inferno("action", c.action, "orderid", "47012"), 200, `"result":"success"`)
			r.want(r.inferno("action", "stop", "orderid", "47012"), 200, "in progress")
			for i, state := range c.states {
				if i > 0 {
					r.clock.Advance(pace)
				}
				r.equal(r.at(r.inferno("action", "getinfo", "orderid", "47012"), "vps_info", "real_state"), state)
			}
			e := r.box.Ledger()
			r.equal(len(e), 1)
			r.equal(e[0].Op+" "+e[0].Target, c.op+" 47012")
		})
	}
}

func TestInfernoPowerRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.inferno("action", "boot", "orderid", "47012"), 200, "already running")
	r.want(r.inferno("action", "reboot", "orderid", "1"), 200, "Order ID not found")
	r.want(r.inferno("action", "boot", "orderid", "47000"), 200, "VPS not found")
	change := sandbox.Mutation{Provider: "inferno", Kind: sandbox.MutateStop, Target: "47012"}
	if err := r.box.Mutate(change); err != nil {
		t.Fatal(err)
	}
	r.want(r.inferno("action", "stop", "orderid", "47012"), 200, "already stopped")
	r.want(r.inferno("action", "reboot", "orderid", "47012"), 200, "not running")
	change.Kind, change.Value = sandbox.MutateStatus, "Suspended"
	if err := r.box.Mutate(change); err != nil {
		t.Fatal(err)
	}
	r.want(r.inferno("action", "boot", "orderid", "47012"), 200, "Suspended")
	r.equal(len(r.box.Ledger()), 0)
}
