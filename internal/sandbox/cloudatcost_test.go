package sandbox_test

import (
	"net/http"
	"net/url"
	"testing"

	"pinfold/internal/sandbox"
)

// cac sends a call as the default account; path is below /cloudatcost.
func (r *rig) cac(method, path string) answer {
	r.t.Helper()
	return r.cacAs(sandbox.DefaultCloudAtCostLogin, sandbox.DefaultCloudAtCostKey, method, path)
}

func (r *rig) cacAs(login, key, method, path string) answer {
	r.t.Helper()
	q := url.Values{"login": {login}, "key": {key}}
	return r.send(method, "/cloudatcost"+path+"?"+q.Encode(), "")
}

func TestCloudAtCostReads(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for _, c := range []struct {
		path string
		at   []any
		want any
	}{
		{"/API/v1/listservers", []any{"status"}, "ok"},
		{"/API/v1/listservers", []any{"id"}, "90000"},
		{"/API/v1/listservers", []any{"time"}, 1772625600.0},
		{"/API/v1/listservers", []any{"data", 0, "sid"}, "240294"},
		{"/API/v1/listservers", []any{"data", 0, "label"}, "api-test"},
		{"/API/v1/listservers", []any{"data", 0, "sdate"}, "01/26/2014"},
		{"/api/v1/listservers.php", []any{"data", 0, "lable"}, "api-test"},
		{"/api/v1/listservers.php", []any{"data", 0, "label"}, nil},
		{"/API/v1/listtemplates", []any{"id"}, nil},
		{"/API/v1/listtemplates", []any{"data", 14, "detail"}, "Minecraft-CentOS-7-64bit"},
		{"/api/v1/listtemplates.php", []any{"data", 14, "ce_id"}, "28"},
		{"/api/v1/listtemplates.php", []any{"data", 14, "name"}, "Minecraft-CentOS-7-64bit"},
		{"/API/v1/listtasks", []any{"data", 0, "status"}, "pending"},
		{"/API/v1/listtasks", []any{"data", 1, "finishtime"}, "02/27/2015 19:21:19"},
		{"/api/v1/listtasks.php", []any{"data", 1, "idf"}, "1013020"},
		{"/API/v1/clientlist", []any{"data", 0, "CustID"}, "90001"},
	} {
		t.Run(c.path, func(t *testing.T) {
			a := r.cac("GET", c.path)
			r.want(a, http.StatusOK, "")
			r.equal(r.at(a, c.at...), c.want)
		})
	}
	r.equal(r.cac("GET", "/API/v1/listtasks").header.Get("Content-Type"), "application/json")
	r.equal(r.cac("GET", "/api/v1/listtasks.php").header.Get("Content-Type"), "text/html; charset=UTF-8")
	r.equal(len(r.box.Ledger()), 0)
}

func TestCloudAtCostRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const bare = `{"status":"error","time":1772625600}`
	for _, c := range []struct {
		method, path string
		status       int
		contains     string
	}{
		{"GET", "/API/v1/nothing", 400, bare},
		{"GET", "/API/v1/", 400, bare},
		{"GET", "/API/v1/listservers.php", 400, bare},
		{"GET", "/api/v1/listservers", 400, `"status":"error"`},
		{"GET", "/api/v1/clientlist.php", 400, `"status":"error"`},
		{"GET", "/elsewhere", 400, bare},
		{"POST", "/API/v1/listservers", 400, bare},
	} {
		t.Run(c.method+c.path, func(t *testing.T) { r.want(r.cac(c.method, c.path), c.status, c.contains) })
	}
	for _, call := range []string{"listservers", "listtemplates", "listtasks", "clientlist"} {
		r.want(r.send("GET", "/cloudatcost/API/v1/"+call, ""), 403, bare)
		r.want(r.cacAs(sandbox.DefaultCloudAtCostLogin, "wrong", "GET", "/API/v1/"+call), 403, bare)
		r.want(r.cacAs("nobody@example.com", "wrong", "GET", "/API/v1/"+call), 403, bare)
	}
	r.want(r.cacAs("", "", "GET", "/api/v1/listservers.php"), 403, `"error":101`)
}

func TestCloudAtCostFaultsAndLimits(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.box.SetFault(sandbox.Fault{Provider: "cloudatcost", Op: "CAC-01", Kind: sandbox.FaultStatus, Status: 412, Times: 2})
	r.want(r.cac("GET", "/API/v1/listservers"), 412, `{"status":"error","time":1772625600}`)
	r.want(r.cac("GET", "/api/v1/listservers.php"), 412, `"error":104`)
	limits := []sandbox.Limit{{Verb: "GET", URI: "*", Regex: ".*", Value: 1, Unit: sandbox.PerMinute}}
	if err := r.box.SetLimits("cloudatcost", "", limits); err != nil {
		t.Fatal(err)
	}
	r.want(r.cac("GET", "/API/v1/listservers"), 200, "api-test")
	r.want(r.cac("GET", "/API/v1/listservers"), 503, `{"status":"error","time":1772625600,"id":"90000"}`)
}

func TestCloudAtCostAccountsAreApart(t *testing.T) {
	r := newRig(t, sandbox.Options{Servers: 40, Seed: 7})
	r.box.AddCloudAtCostAccount("other@example.com", "old")
	r.box.AddCloudAtCostAccount("other@example.com", "new")
	r.want(r.cacAs("other@example.com", "old", "GET", "/API/v1/listservers"), 403, "")
	for _, call := range []string{"listservers", "listtasks", "clientlist"} {
		r.want(r.cacAs("other@example.com", "new", "GET", "/API/v1/"+call), 200, `"id":"90001","data":[]`)
	}
	mine := r.cac("GET", "/API/v1/listservers")
	r.equal(len(r.at(mine, "data").([]any)), 41)
	again := newRig(t, sandbox.Options{Servers: 40, Seed: 7})
	r.equal(again.cac("GET", "/API/v1/listservers").body, mine.body)
}

func TestCloudAtCostMutations(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	change := func(kind, target, value string) error {
		return r.box.Mutate(sandbox.Mutation{Provider: "cloudatcost", Kind: kind, Target: target, Value: value})
	}
	for _, c := range []struct{ kind, value, contains string }{
		{sandbox.MutateStop, "", `"status":"Powered Off"`},
		{sandbox.MutateStart, "", `"status":"Powered On"`},
		{sandbox.MutateStatus, "Pending On", `"status":"Pending On"`},
		{sandbox.MutateRename, "web", `"label":"web"`},
		{sandbox.MutateRemove, "", `"data":[]`},
	} {
		if err := change(c.kind, "240294", c.value); err != nil {
			t.Fatal(err)
		}
		r.want(r.cac("GET", "/API/v1/listservers"), 200, c.contains)
	}
	if change(sandbox.MutateStop, "240294", "") == nil {
		t.Error("a server that is gone was changed")
	}
}
