package sandbox_test

import (
	"net/http"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

func TestLimitPerMinute(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.clock.Advance(15 * time.Second)
	for range 10 {
		r.want(r.call("POST", "/servers/9/action", `{"stop":{}}`), 400, "")
	}
	a := r.call("POST", "/servers/60/action", `{"stop":{}}`)
	r.want(a, http.StatusTooManyRequests, `{"OverLimit":{"code":429`)
	r.equal(a.header.Get("Retry-After"), "45")
	r.want(r.call("GET", "/servers", ""), 200, "")
	r.equal(len(r.box.Ledger()), 0)
	r.clock.Advance(45 * time.Second)
	r.want(r.call("POST", "/servers/60/action", `{"stop":{}}`), 204, "")
}

func TestLimitPerDay(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for range 5 {
		for range 10 {
			r.want(r.call("POST", "/servers/9/action", `{"stop":{}}`), 400, "")
		}
		r.clock.Advance(time.Minute)
	}
	a := r.call("POST", "/servers", order())
	r.want(a, http.StatusTooManyRequests, "OverLimit")
	r.equal(a.header.Get("Retry-After"), "32100") // 15:05 in Moscow to midnight
}

func TestLimitsAreShown(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.call("POST", "/servers/9/action", `{"stop":{}}`), 400, "")
	a := r.call("GET", "/limits", "")
	rate := func(i int, name string) any { return r.at(a, "limits", "rate", i, name) }
	r.equal(rate(0, "remaining"), 9.0)
	r.equal(rate(1, "remaining"), 49.0)
	r.equal(rate(1, "value"), "50")
	r.equal(rate(1, "resetTime"), float64(time.Date(2026, 3, 4, 21, 0, 0, 0, time.UTC).Unix()))
	r.equal(rate(4, "remaining"), 59.0)
	r.equal(rate(4, "resetTime"), float64(r.clock.Now().Add(time.Minute).Unix()))
}

func TestSetLimits(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	one := sandbox.Limit{Verb: "GET", URI: "*", Regex: ".*", Value: 1, Unit: sandbox.PerHour}
	if err := r.box.SetLimits("clodo", "jdoe", []sandbox.Limit{one}); err != nil {
		t.Fatal(err)
	}
	r.want(r.call("GET", "/images", ""), 200, "")
	a := r.call("GET", "/images", "")
	r.want(a, 429, "OverLimit")
	r.equal(a.header.Get("Retry-After"), "3600")
	if err := r.box.SetLimits("clodo", "", nil); err != nil {
		t.Fatal(err)
	}
	r.want(r.call("GET", "/limits", ""), 200, `{"limits":{"rate":[]}}`)
	for _, bad := range []sandbox.Limit{{Unit: "WEEK"}, {Unit: "DAY", Regex: "("}, {Unit: "DAY", Value: -1}} {
		if r.box.SetLimits("clodo", "", []sandbox.Limit{bad}) == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
	if r.box.SetLimits("clodo", "nobody", nil) == nil {
		t.Error("limits of an unknown account were accepted")
	}
}
