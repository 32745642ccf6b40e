package sandbox_test

import (
	"sync"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

func fail(op string) sandbox.Fault {
	return sandbox.Fault{Op: op, Kind: sandbox.FaultStatus, Status: 500}
}

func TestFaultTimes(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	f := fail("CLO-45")
	f.Times = 2
	r.box.SetFault(f)
	for _, want := range []int{500, 500, 200} {
		r.want(r.call("GET", "/images", ""), want, "")
	}
	r.equal(len(r.box.Faults()), 0)
}

func TestFaultIsClearedById(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	first, second := r.box.SetFault(fail("CLO-45")), r.box.SetFault(fail("CLO-43"))
	r.want(r.call("GET", "/servers", ""), 200, "")
	r.equal(r.box.ClearFault(first), true)
	r.equal(r.box.ClearFault(first), false)
	r.want(r.call("GET", "/images", ""), 200, "")
	r.want(r.call("GET", "/billing/balance", ""), 500, "")
	r.equal(r.box.Faults()[0].ID, second)
	r.box.ClearFaults()
	r.want(r.call("GET", "/billing/balance", ""), 200, "")
}

func TestFaultOfOneAccount(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.box.AddClodoAccount("other", "key")
	f := fail("")
	f.Account = "other"
	r.box.SetFault(f)
	r.want(r.call("GET", "/images", ""), 200, "")
	r.want(r.send("GET", "/clodo/", "", "X-Auth-User", "other", "X-Auth-Key", "key"), 500, "")
}

func TestFaultChance(t *testing.T) {
	hits := func(seed int64) (n int) {
		r := newRig(t, sandbox.Options{Seed: seed})
		f := fail("CLO-45")
		f.Chance = 0.5
		r.box.SetFault(f)
		for range 50 {
			if r.call("GET", "/images", "").status == 500 {
				n++
			}
		}
		return n
	}
	first := hits(1)
	if first < 10 || first > 40 || hits(1) != first {
		t.Errorf("half of 50 calls should fail, the same ones each time: %d", first)
	}
}

func TestFaultRevokeEndsTheToken(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.box.SetFault(sandbox.Fault{Kind: sandbox.FaultRevoke, Times: 1})
	r.want(r.call("GET", "/images", ""), 401, "")
	r.want(r.call("GET", "/images", ""), 401, "")
	r.token = r.login("jdoe", sandbox.DefaultClodoKey)
	r.want(r.call("GET", "/images", ""), 200, "")
}

func TestFaultsThatCannotBePlayed(t *testing.T) {
	box := sandbox.New(sandbox.Options{})
	for _, f := range []sandbox.Fault{
		{},
		{Kind: "explode"},
		{Kind: sandbox.FaultStatus},
		{Kind: sandbox.FaultDelay},
		{Kind: sandbox.FaultRedirect},
		{Kind: sandbox.FaultCut, Times: -1},
		{Kind: sandbox.FaultCut, Chance: 2},
		{Kind: sandbox.FaultCut, Op: "CLO-99"},
		{Kind: sandbox.FaultCut, Provider: "nowhere"},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%+v was accepted", f)
				}
			}()
			box.SetFault(f)
		}()
	}
}

func TestCallsAreCounted(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.box.Reset()
	r.call("GET", "/images", "")
	r.clock.Advance(time.Second)
	r.call("GET", "/images", "")
	r.call("GET", "/nothing", "")
	calls, times := r.box.Calls(), r.box.Received("CLO-45")
	r.equal(calls["CLO-45"], 2)
	r.equal(calls[sandbox.Undocumented], 1)
	r.equal(times[1].Sub(times[0]), time.Second)
	r.box.Reset()
	r.equal(len(r.box.Calls()), 0)
	r.equal(len(r.box.Received("CLO-45")), 0)
}

func TestParallelCalls(t *testing.T) {
	r := newRig(t, sandbox.Options{Servers: 20})
	if err := r.box.SetLimits("clodo", "", nil); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			f := r.box.SetFault(fail("CLO-43"))
			_, err := r.try(t.Context(), "POST", "/clodo/v1/servers", order(), "X-Auth-Token", r.token)
			_, err2 := r.try(t.Context(), "GET", "/clodo/v1/servers/detail", "", "X-Auth-Token", r.token)
			if err != nil || err2 != nil {
				t.Errorf("call %d: %v, %v", i, err, err2)
			}
			r.clock.Advance(pace)
			r.box.ClearFault(f)
		})
	}
	wg.Wait()
	seen := map[string]bool{}
	for i, e := range r.box.Ledger() {
		r.equal(e.Seq, i+1)
		seen[e.Target] = true
	}
	r.equal(len(seen), 8)
}
