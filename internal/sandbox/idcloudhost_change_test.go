package sandbox_test

import (
	"strings"
	"testing"

	"pinfold/internal/sandbox"
)

// idcForm sends form parameters, as all writes about servers do.
func (r *rig) idcForm(method, path, form string) answer {
	r.t.Helper()
	return r.send(method, "/idcloudhost/v1"+path, form, "apikey", sandbox.DefaultIDCloudHostKey,
		"Content-Type", "application/x-www-form-urlencoded")
}

// idcChange sends one and lets the time pass in which it blocks others.
func (r *rig) idcChange(method, path, form string) answer {
	r.t.Helper()
	a := r.idcForm(method, path, form)
	r.clock.Advance(5 * pace)
	return a
}

func (r *rig) idcVM(uuid string, at ...any) any {
	r.t.Helper()
	return r.at(r.idc("GET", "/user-resource/vm?uuid="+uuid), at...)
}

func (r *rig) ledgerOps() string {
	var ops []string
	for _, e := range r.box.Ledger() {
		ops = append(ops, e.Op)
	}
	return strings.Join(ops, " ")
}

func TestIDCloudHostChanges(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	about := "uuid=" + idcSeven
	r.want(r.idcChange("PATCH", "/user-resource/vm", about+"&name=web%20server"), 200, `{"success":true}`)
	r.equal(r.idcVM(idcSeven, "name"), "web server")
	r.want(r.idcChange("PATCH", "/user-resource/vm/user", about+"&username=example&password=Password1234"), 200, `{"success":true}`)
	r.equal(r.at(r.idcChange("POST", "/user-resource/vm/backup", about), "backup"), true)
	r.equal(r.at(r.idcChange("POST", "/user-resource/vm/backup", about), "backup"), false)
	r.idcMutate(sandbox.MutateStop, idcSeven)
	r.want(r.idcChange("PATCH", "/cyc01/user-resource/vm", about+"&vcpu=4&ram=2048"), 200, `{"success":true}`)
	r.equal(r.idcVM(idcSeven, "vcpu"), 4.0)
	clone := r.idcChange("POST", "/user-resource/vm/clone", about+"&name=Name%20of%20the%20Clone")
	r.equal(r.at(clone, "private_ipv4"), "")
	r.equal(r.idcVM(r.at(clone, "uuid").(string), "vcpu"), 4.0)
	r.equal(r.at(clone, "storage", 0, "uuid"), r.at(clone, "uuid"))
	r.want(r.idcChange("DELETE", "/user-resource/vm", about), 200, `{"success":true}`)
	r.want(r.idc("GET", "/user-resource/vm?uuid="+idcSeven), 400, "No such virtual machine")
	r.equal(r.ledgerOps(), "IDC-11 IDC-10 IDC-13 IDC-13 IDC-11 IDC-14 IDC-08")
	for _, e := range r.box.Ledger() {
		for name, value := range e.Details {
			if strings.Contains(value, "Password1234") {
				t.Errorf("the ledger tells the password as %s", name)
			}
		}
	}
}

func (r *rig) idcMutate(kind, target string) {
	r.t.Helper()
	if err := r.box.Mutate(sandbox.Mutation{Provider: "idcloudhost", Kind: kind, Target: target}); err != nil {
		r.t.Fatal(err)
	}
}

func TestIDCloudHostDisks(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	about := "uuid=" + idcSeven
	added := r.idcChange("POST", "/user-resource/vm/storage", about+"&size_gb=50")
	r.equal(r.at(added, "primary"), false)
	r.equal(r.at(added, "size"), 50.0)
	disk := r.at(added, "uuid").(string)
	r.equal(r.at(r.idcChange("PATCH", "/user-resource/vm/storage", about+"&disk_uuid="+disk+"&size_gb=60"), "size"), 60.0)
	r.equal(r.idcVM(idcSeven, "storage", 1, "size"), 60.0)
	r.want(r.idcChange("DELETE", "/user-resource/vm/storage", about+"&storage_uuid="+disk), 200, `{"success":true}`)
	r.want(r.idcChange("DELETE", "/user-resource/vm/storage", about+"&storage_uuid="+disk), 400, "No such storage exists")
	r.equal(r.ledgerOps(), "IDC-26 IDC-27 IDC-28")
}

// A deleted server leaves its address reserved; IDC-49 answers with nothing.
func TestIDCloudHostAddressOutlivesItsServer(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const path = "/bus02/network/ip_addresses/1.1.1.1"
	vm := r.at(r.idc("GET", path), "assigned_to").(string)
	r.want(r.idcChange("DELETE", "/bus02/user-resource/vm", "uuid="+vm), 200, "success")
	r.equal(r.at(r.idc("GET", path), "assigned_to"), nil)
	a := r.idc("DELETE", path)
	r.equal(a.status, 200)
	r.equal(a.body, "")
	r.want(r.idc("DELETE", path), 404, "IP address not found")
}

func TestIDCloudHostChangeRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	about := "uuid=" + idcSeven
	stopped := r.at(r.idc("GET", "/bus02/user-resource/vm/list"), 0, "uuid").(string)
	for _, c := range []struct{ method, path, form, said string }{
		{"PATCH", "/user-resource/vm", about + "&vcpu=4", "must be stopped"},
		{"PATCH", "/user-resource/vm", about + "&ram=2048", "must be stopped"},
		{"PATCH", "/bus02/user-resource/vm", "uuid=" + stopped + "&vcpu=17", "vcpu"},
		{"PATCH", "/user-resource/vm", about + "&size=2", "Unexpected parameter: size"},
		{"PATCH", "/user-resource/vm", "name=x", "Missing parameter: uuid"},
		{"DELETE", "/user-resource/vm", "uuid=" + idcAbsent, "No such virtual machine exists. " + idcAbsent},
		{"PATCH", "/bus02/user-resource/vm/user", "uuid=" + stopped + "&username=example&password=Password1", "not running"},
		{"PATCH", "/user-resource/vm/user", about + "&username=nobody&password=Password1", "User does not exist"},
		{"PATCH", "/user-resource/vm/user", about + "&username=example&password=password", "parameter: password"},
		{"POST", "/user-resource/vm/clone", about, "Missing parameter: name"},
		{"POST", "/user-resource/vm/storage", about + "&size_gb=0", "size_gb"},
		{"PATCH", "/user-resource/vm/storage", about + "&disk_uuid=" + idcSeven + "&size_gb=19", "cannot be smaller"},
		{"PATCH", "/user-resource/vm/storage", about + "&disk_uuid=" + idcAbsent + "&size_gb=99", "No such storage exists"},
		{"DELETE", "/user-resource/vm/storage", about + "&storage_uuid=" + idcSeven, "Primary disks cannot be deleted"},
	} {
		t.Run(c.path+c.form, func(t *testing.T) { r.want(r.idcForm(c.method, c.path, c.form), 400, c.said) })
	}
	r.want(r.send("PATCH", "/idcloudhost/v1/user-resource/vm", `{"uuid":"`+idcSeven+`"}`, "apikey", sandbox.DefaultIDCloudHostKey), 400, "content type")
	r.equal(len(r.box.Ledger()), 0)
}

// A call blocks until its work is done, and the server is locked meanwhile.
func TestIDCloudHostLocksWhatItWorksOn(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	about := "uuid=" + idcSeven
	r.want(r.idcForm("POST", "/user-resource/vm/backup", about), 200, "")
	r.want(r.idcForm("POST", "/user-resource/vm/backup", about), 409, "The resource is locked")
	r.want(r.idcForm("POST", "/user-resource/vm/stop", about), 409, "The resource is locked")
	r.clock.Advance(pace)
	r.want(r.idcForm("POST", "/user-resource/vm/stop", about), 200, "stopped")
	r.want(r.idcForm("PATCH", "/user-resource/vm", about+"&vcpu=4"), 409, "The resource is locked")
	r.clock.Advance(pace)
	r.want(r.idcForm("PATCH", "/user-resource/vm", about+"&vcpu=4"), 200, "")
	r.equal(r.ledgerOps(), "IDC-13 IDC-24 IDC-11")
}
