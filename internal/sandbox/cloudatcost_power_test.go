package sandbox_test

import (
	"net/http"
	"net/url"
	"testing"

	"pinfold/internal/sandbox"
)

const formType = "application/x-www-form-urlencoded"

// cacPower sends CAC-03 as the default account to one of the API's versions.
func (r *rig) cacPower(path, sid, action string) answer {
	r.t.Helper()
	form := url.Values{
		"key": {sandbox.DefaultCloudAtCostKey}, "login": {sandbox.DefaultCloudAtCostLogin}, "sid": {sid}, "action": {action},
	}
	return r.send("POST", "/cloudatcost"+path, form.Encode(), "Content-Type", formType)
}

func (r *rig) cacStatus() any {
	r.t.Helper()
	return r.at(r.cac("GET", "/API/v1/listservers"), "data", 0, "status")
}

// task returns the newest task of CAC-05.
func (r *rig) task(field string) any {
	r.t.Helper()
	return r.at(r.cac("GET", "/API/v1/listtasks"), "data", 0, field)
}

func TestCloudAtCostPower(t *testing.T) {
	for _, c := range []struct{ action, during, after string }{
		{"poweroff", "Pending Off", "Powered Off"},
		{"poweron", "Pending On", "Powered On"},
		{"reset", "Powered On", "Powered On"},
	} {
		t.Run(c.action, func(t *testing.T) {
			r := newRig(t, sandbox.Options{})
			a := r.cacPower("/API/v1/poweropp", "240294", c.action)
			r.want(a, http.StatusOK, `"taskid":1013022`)
			r.equal(r.cacStatus(), c.during)
			r.equal(r.task("idf"), "1013022")
			r.equal(r.task("action"), c.action)
			r.equal(r.task("status"), "pending")
			r.want(r.cacPower("/API/v1/poweropp", "240294", "reset"), 412, `{"status":"error"`)
			r.want(r.cacPower("/api/v1/powerop.php", "240294", "reset"), 412, `"error":105`)
			r.clock.Advance(pace)
			r.equal(r.cacStatus(), c.after)
			r.equal(r.task("status"), "completed")
			e := r.box.Ledger()
			r.equal(len(e), 1)
			r.equal(e[0].Op+" "+e[0].Target+" "+e[0].Details["action"], "CAC-03 240294 "+c.action)
		})
	}
}

func TestCloudAtCostPowerRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.cacPower("/api/v1/powerop.php", "2402939", "poweron"), 412, `"error":109`)
	r.want(r.cacPower("/API/v1/poweropp", "2402939", "poweron"), 412, `{"status":"error"`)
	r.want(r.cacPower("/api/v1/powerop.php", "240294", "dance"), 412, "invalid action")
	r.want(r.cacPower("/api/v1/poweropp.php", "240294", "reset"), 400, "error")
	r.want(r.cacPower("/API/v1/powerop", "240294", "reset"), 400, "error")
	r.want(r.cac("GET", "/API/v1/poweropp"), 400, "error")
	r.want(r.send("POST", "/cloudatcost/API/v1/poweropp", "sid=240294&action=reset", "Content-Type", formType), 403, "error")
	if err := r.box.Mutate(sandbox.Mutation{Provider: "cloudatcost", Kind: sandbox.MutateStop, Target: "240294"}); err != nil {
		t.Fatal(err)
	}
	r.want(r.cacPower("/api/v1/powerop.php", "240294", "reset"), 412, "powered off")
	r.equal(len(r.box.Ledger()), 0)
}

// A task that hangs is pending for good, though the server is switched.
func TestCloudAtCostTaskHangs(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	if err := r.box.Mutate(sandbox.Mutation{Provider: "cloudatcost", Kind: sandbox.MutateHang, Target: "240294"}); err != nil {
		t.Fatal(err)
	}
	r.want(r.cacPower("/API/v1/poweropp", "240294", "poweroff"), 200, "ok")
	r.clock.Advance(100 * pace)
	r.equal(r.cacStatus(), "Powered Off")
	r.equal(r.task("status"), "pending")
	r.want(r.cacPower("/API/v1/poweropp", "240294", "poweron"), 200, "ok")
}
