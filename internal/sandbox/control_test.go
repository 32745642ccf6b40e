package sandbox_test

import (
	"net/http"
	"testing"

	"pinfold/internal/sandbox"
)

func (r *rig) control(method, path, body string) answer {
	r.t.Helper()
	return r.send(method, "/_sandbox"+path, body)
}

func TestControlFaults(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const fault = `{"provider":"clodo","op":"CLO-45","kind":"status","status":503,"retry_after":"7","times":3,"delay":"5ms"}`
	r.want(r.control("POST", "/faults", fault), http.StatusCreated, `{"id":1}`)
	a := r.call("GET", "/images", "")
	r.want(a, 503, "")
	r.equal(a.header.Get("Retry-After"), "7")
	a = r.control("GET", "/faults", "")
	r.equal(r.at(a, "faults", 0, "times"), 2.0)
	r.equal(r.at(a, "faults", 0, "delay"), "5ms")
	r.want(r.control("DELETE", "/faults/1", ""), 204, "")
	r.want(r.control("DELETE", "/faults/1", ""), 404, "")
	r.want(r.call("GET", "/images", ""), 200, "")
	r.want(r.control("POST", "/faults", fault), 201, `{"id":2}`)
	r.want(r.control("DELETE", "/faults", ""), 204, "")
	r.want(r.control("GET", "/faults", ""), 200, `{"faults":[]}`)
}

func TestControlRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for _, c := range []struct{ path, body string }{
		{"/faults", `{`},
		{"/faults", `{"kind":"explode"}`},
		{"/faults", `{"kind":"cut","color":"red"}`},
		{"/faults", `{"kind":"delay","delay":"long"}`},
		{"/faults", `{"kind":"cut","op":"CLO-99"}`},
		{"/limits", `{"provider":"nowhere"}`},
		{"/mutate", `{"provider":"clodo","kind":"stop","target":"1"}`},
	} {
		r.want(r.control("POST", c.path, c.body), http.StatusBadRequest, `"error"`)
	}
	a := r.send("POST", "/_sandbox/reset", "", "Sec-Fetch-Site", "cross-site")
	r.want(a, http.StatusForbidden, "")
}

func TestControlRecords(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.control("GET", "/ledger", ""), 200, `{"entries":[]}`)
	r.want(r.call("POST", "/servers/60/action", stop), 204, "")
	a := r.control("GET", "/ledger", "")
	r.equal(r.at(a, "entries", 0, "op"), "CLO-10")
	r.equal(r.at(a, "entries", 0, "details", "action"), "stop")
	r.equal(r.at(r.control("GET", "/calls", ""), "calls", "CLO-10"), 1.0)
	r.equal(r.at(r.control("GET", "/calls/CLO-10", ""), "received", 0), "2026-03-04T12:00:00Z")
	r.want(r.control("POST", "/reset", ""), 204, "")
	r.want(r.control("GET", "/ledger", ""), 200, `{"entries":[]}`)
}

func TestControlLimitsAndMutate(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	limits := `{"provider":"clodo","account":"jdoe","limits":[{"verb":"GET","uri":"*","regex":".*","value":0,"unit":"DAY"}]}`
	r.want(r.control("POST", "/limits", limits), 204, "")
	r.want(r.call("GET", "/images", ""), 429, "")
	r.want(r.control("POST", "/limits", `{"provider":"clodo"}`), 204, "")
	r.want(r.control("POST", "/mutate", `{"provider":"clodo","kind":"rename","target":"60","value":"new"}`), 204, "")
	r.want(r.call("GET", "/servers/60", ""), 200, `"name":"new"`)
}
