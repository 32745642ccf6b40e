package sandbox_test

import (
	"testing"

	"pinfold/internal/sandbox"
)

const idcReplica = idcSeven + "2018-02-22-14-24-32"

func TestIDCloudHostReplicaWrites(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const list = "/user-resource/vm/replica?uuid=" + idcSeven
	made := r.idcForm("POST", "/user-resource/vm/replica", "uuid="+idcSeven)
	r.equal(r.at(made, "replica", 0, "type"), "snapshot")
	r.equal(r.at(made, "uuid"), idcSeven)
	again := r.idcForm("POST", "/user-resource/vm/replica", "uuid="+idcSeven+"&r_type=backup")
	if r.at(again, "replica", 0, "uuid") == r.at(made, "replica", 0, "uuid") {
		t.Error("two replicas of one second share their identifier")
	}
	r.equal(len(r.at(r.idc("GET", list), []any{}...).([]any)), 2)

	r.want(r.idcForm("PATCH", "/user-resource/vm/replica", "replica_uuid="+idcReplica+"&from_type=snapshot&to_type=backup"), 200, "backup")
	r.equal(len(r.at(r.idc("GET", list+"&r_type=backup"), []any{}...).([]any)), 2)

	r.idcMutate(sandbox.MutateStop, idcSeven)
	rebuilt := r.idcForm("POST", "/user-resource/vm/rebuild", "uuid="+idcSeven+"&replica_uuid="+idcReplica)
	r.equal(r.at(rebuilt, "status"), "stopped")
	r.equal(r.at(rebuilt, "updated_at"), "2026-03-04 12:00:00")

	r.want(r.idcForm("DELETE", "/user-resource/vm/replica", "replica_uuid="+idcReplica), 200, `{"success":true}`)
	r.want(r.idcForm("DELETE", "/user-resource/vm/replica", "replica_uuid="+idcReplica), 400, "No such storage replica exists.")
	e := r.box.Ledger()
	r.equal(len(e), 5)
	r.equal(e[3].Op+" "+e[3].Target+" "+e[3].Details["replica"], "IDC-18 "+idcSeven+" "+idcReplica)
}

func TestIDCloudHostReplicaRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for _, c := range []struct {
		method, path, form string
		said               string
	}{
		{"POST", "/user-resource/vm/replica", "uuid=" + idcAbsent, "No such block storage exists."},
		{"POST", "/user-resource/vm/replica", "uuid=" + idcSeven + "&r_type=film", "Unknown replica type."},
		{"POST", "/user-resource/vm/rebuild", "uuid=" + idcAbsent, "No such virtual machine exists."},
		{"POST", "/user-resource/vm/rebuild", "uuid=" + idcSeven + "&replica_uuid=x", "No such storage replica exists."},
		{"POST", "/user-resource/vm/rebuild", "uuid=" + idcSeven + "&replica_uuid=" + idcReplica, "has to be stopped"},
		{"PATCH", "/user-resource/vm/replica", "replica_uuid=" + idcReplica, "No such storage replica exists."},
		{"PATCH", "/user-resource/vm/replica", "replica_uuid=" + idcReplica + "&from_type=snapshot&to_type=film", "Unknown replica type."},
		{"DELETE", "/bus02/user-resource/vm/replica", "replica_uuid=" + idcReplica, "No such storage replica exists."},
	} {
		t.Run(c.method+c.path+c.form, func(t *testing.T) { r.want(r.idcForm(c.method, c.path, c.form), 400, c.said) })
	}
	r.want(r.idc("DELETE", "/user-resource/vm/replica"), 400, "cannot be read")
	r.idcMutate(sandbox.MutateStatus, idcSeven, "starting")
	r.want(r.idcForm("POST", "/user-resource/vm/replica", "uuid="+idcSeven), 409, "locked")
	r.equal(len(r.box.Ledger()), 0)
}
