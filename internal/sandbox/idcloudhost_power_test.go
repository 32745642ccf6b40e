package sandbox_test

import (
	"testing"

	"pinfold/internal/sandbox"
)

func (r *rig) idcPower(call, form string) answer {
	r.t.Helper()
	return r.send("POST", "/idcloudhost/v1/user-resource/vm/"+call, form, "apikey", sandbox.DefaultIDCloudHostKey, "Content-Type", formType)
}

func (r *rig) idcStatus() any {
	r.t.Helper()
	return r.at(r.idc("GET", "/user-resource/vm?uuid="+idcSeven), "status")
}

func TestIDCloudHostPower(t *testing.T) {
	const uuid = "uuid=" + idcSeven
	for _, c := range []struct{ op, call, form, first, during, after, action string }{
		{"IDC-23", "start", uuid, sandbox.MutateStop, "stopped", "running", "start"},
		{"IDC-24", "stop", uuid, sandbox.MutateStart, "running", "stopped", "stop"},
		{"IDC-24", "stop", uuid + "&force=true", sandbox.MutateStart, "stopped", "stopped", "force stop"},
		{"IDC-25", "rescue_start", uuid, sandbox.MutateStop, "stopped", "running", "rescue start"},
	} {
		t.Run(c.action, func(t *testing.T) {
			r := newRig(t, sandbox.Options{})
			if err := r.box.Mutate(sandbox.Mutation{Provider: "idcloudhost", Kind: c.first, Target: idcSeven}); err != nil {
				t.Fatal(err)
			}
			r.want(r.idcPower(c.call, c.form), 200, `"status":"`+c.after+`"`)
			r.equal(r.idcStatus(), c.during)
			if c.during != c.after {
				r.want(r.idcPower("stop", uuid), 409, "locked")
			}
			r.clock.Advance(pace)
			r.equal(r.idcStatus(), c.after)
			e := r.box.Ledger()
			r.equal(len(e), 1)
			r.equal(e[0].Op+" "+e[0].Target+" "+e[0].Details["action"], c.op+" "+idcSeven+" "+c.action)
		})
	}
}

func TestIDCloudHostPowerRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.idcPower("start", "uuid="+idcAbsent), 400, "No such virtual machine exists. "+idcAbsent)
	r.want(r.idcPower("start", ""), 400, "uuid")
	r.want(r.idcPower("start", "uuid="+idcSeven+"&force=true"), 400, "force")
	r.want(r.idcPower("stop", "uuid="+idcSeven+"&force=maybe"), 400, "force")
	r.want(r.idcPower("rescue_start", "uuid="+idcSeven), 400, "is running")
	r.want(r.idc("POST", "/user-resource/vm/start?uuid="+idcSeven), 400, "uuid")
	r.want(r.idc("GET", "/user-resource/vm/start"), 405, "")
	r.want(r.send("POST", "/idcloudhost/v1/bus02/user-resource/vm/stop", "uuid="+idcSeven,
		"apikey", sandbox.DefaultIDCloudHostKey, "Content-Type", formType), 400, "No such virtual machine")
	r.equal(len(r.box.Ledger()), 0)
}
