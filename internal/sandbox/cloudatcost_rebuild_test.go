package sandbox_test

import (
	"net/http"
	"net/url"
	"testing"

	"pinfold/internal/sandbox"
)

func (r *rig) cacRebuild(path, sid, osid string) answer {
	r.t.Helper()
	form := url.Values{
		"key": {sandbox.DefaultCloudAtCostKey}, "login": {sandbox.DefaultCloudAtCostLogin}, "sid": {sid}, "osid": {osid},
	}
	return r.send("POST", "/cloudatcost"+path, form.Encode(), "Content-Type", formType)
}

func TestCloudAtCostRebuild(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	server := func(field string) any { return r.at(r.cac("GET", "/API/v1/listservers"), "data", 0, field) }
	before := server("rootpass")
	r.want(r.cacRebuild("/API/v1/rebuildserver", "240294", "26"), http.StatusOK, `"taskid":1013022`)
	r.equal(r.cacStatus(), "Pending On")
	r.equal(r.task("action"), "rebuild")
	r.want(r.cacRebuild("/API/v1/rebuildserver", "240294", "26"), http.StatusPreconditionFailed, `"status":"error"`)
	r.clock.Advance(pace)
	r.equal(r.cacStatus(), "Powered On")
	r.equal(r.task("status"), "completed")
	r.equal(server("template"), "CentOS-7-64bit")
	if server("rootpass") == before {
		t.Error("the root password is the old one")
	}
	e := r.box.Ledger()
	r.equal(len(e), 1)
	r.equal(e[0].Op+" "+e[0].Target+" "+e[0].Details["osid"], "CAC-04 240294 26")
}

func TestCloudAtCostRebuildRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.cacRebuild("/API/v1/rebuildserver", "1", "26"), http.StatusPreconditionFailed, `"status":"error"`)
	r.want(r.cacRebuild("/API/v1/rebuildserver", "240294", "999"), http.StatusPreconditionFailed, `"status":"error"`)
	r.want(r.cacRebuild("/api/v1/rebuildserver.php", "240294", "26"), http.StatusBadRequest, `"status":"error"`)
	r.equal(len(r.box.Ledger()), 0)
}
