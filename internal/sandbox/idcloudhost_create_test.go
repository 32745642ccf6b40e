package sandbox_test

import (
	"net/http"
	"net/url"
	"testing"

	"pinfold/internal/sandbox"
)

// idcOrder is an order of the document's sample, with some values changed; an
// empty one is left out.
func idcOrder(changes ...string) string {
	form := url.Values{
		"name": {"Ubuntu-16-04"}, "os_name": {"ubuntu"}, "os_version": {"16.04"}, "disks": {"20"}, "vcpu": {"2"},
		"ram": {"2048"}, "username": {"example"}, "password": {"Password123"}, "billing_account_id": {"6"},
	}
	for i := 0; i+1 < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
		if changes[i+1] == "" {
			form.Del(changes[i])
		}
	}
	return form.Encode()
}

func (r *rig) idcCreate(changes ...string) answer {
	r.t.Helper()
	return r.send("POST", "/idcloudhost/v1/bus02/user-resource/vm", idcOrder(changes...),
		"apikey", sandbox.DefaultIDCloudHostKey, "Content-Type", formType)
}

func TestIDCloudHostCreate(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	a := r.idcCreate("backup", "True")
	r.want(a, http.StatusOK, `"status":"running"`)
	uuid := r.at(a, "uuid").(string)
	r.equal(r.at(a, "storage", 0, "uuid"), uuid)
	show := func() answer { return r.idc("GET", "/bus02/user-resource/vm?uuid="+uuid) }
	r.equal(r.at(show(), "status"), "creating")
	r.clock.Advance(3 * pace)
	r.equal(r.at(show(), "status"), "running")
	r.want(show(), 200, `"backup":true`)
	r.want(r.idc("GET", "/bus02/network/ip_addresses?vm_uuid="+uuid), 200, `"type":"public"`)
	r.want(r.idc("GET", "/bus02/network/networks"), 200, uuid)
	e := r.box.Ledger()
	r.equal(len(e), 1)
	r.equal(e[0].Op+" "+e[0].Target+" "+e[0].Details["site"]+" "+e[0].Details["os"], "IDC-12 "+uuid+" bus02 ubuntu:16.04")
}

func TestIDCloudHostCreateWithoutAddress(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	uuid := r.at(r.idcCreate("reserve_public_ip", "False", "os_name", "windows", "os_version", "2016", "username", ""), "uuid").(string)
	r.want(r.idc("GET", "/bus02/network/ip_addresses?vm_uuid="+uuid), 200, "[]")
	r.equal(r.box.Ledger()[0].Details["public"], "false")
}

func TestIDCloudHostCreateRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for _, c := range []struct{ name, value, said string }{
		{"name", "web_05", "parameter: name"},
		{"name", "", "Missing parameter: name"},
		{"os_version", "95", "parameter: os_version"},
		{"vcpu", "17", "parameter: vcpu"},
		{"ram", "511", "parameter: ram"},
		{"disks", "241", "parameter: disks"},
		{"username", "1st", "parameter: username"},
		{"username", "", "Missing parameter: username"},
		{"password", "password1", "parameter: password"},
		{"billing_account_id", "", "Missing parameter: billing_account_id"},
		{"billing_account_id", "7", "Provided billing account is incorrect."},
		{"network_uuid", "none", "Network not found. none"},
		{"backup", "maybe", "parameter: backup"},
		{"cores", "2", "Unexpected parameter: cores"},
	} {
		r.want(r.idcCreate(c.name, c.value), http.StatusBadRequest, c.said)
	}
	r.want(r.idcCreate("os_name", "windows", "os_version", "2016", "vcpu", "1"), 400, "parameter: vcpu")
	full := sandbox.Mutation{Provider: "idcloudhost", Kind: sandbox.MutateFull, Target: "bus02"}
	if err := r.box.Mutate(full); err != nil {
		t.Fatal(err)
	}
	r.want(r.idcCreate(), http.StatusBadRequest, "Not enough resources in pool default2.")
	r.equal(len(r.box.Ledger()), 0)
	full.Value = "room"
	if err := r.box.Mutate(full); err != nil {
		t.Fatal(err)
	}
	r.want(r.idcCreate(), http.StatusOK, "uuid")
}
