package sandbox_test

import (
	"testing"

	"pinfold/internal/sandbox"
)

func (r *rig) idcJSON(method, path, body string) answer {
	r.t.Helper()
	return r.send(method, "/idcloudhost/v1"+path, body, "apikey", sandbox.DefaultIDCloudHostKey, "Content-Type", "application/json")
}

const (
	idcStandard = "2e8cd389-27fe-45ce-a63d-d536068659e5"
	idcOther    = "4e5eadd3-8b11-4c34-812a-2cf97120b628"
	idcBusburg  = "88e5a11b-9c89-4986-99c7-90d43499317c"
)

func TestIDCloudHostNetworksChange(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.equal(r.at(r.idcJSON("POST", "/network/network", ""), "uuid"), idcStandard) // The default one, not another.
	made := r.at(r.idcJSON("POST", "/network/network?name=my%20net", ""), "uuid").(string)
	path := "/network/network/" + made
	r.equal(r.at(r.idcJSON("PATCH", path, `{"name":"other"}`), "name"), "other")
	r.equal(r.at(r.idcJSON("PUT", path+"/default", ""), "is_default"), true)
	r.equal(r.at(r.idc("GET", "/network/network/"+idcStandard), "is_default"), false)
	r.want(r.idcJSON("DELETE", path, ""), 400, "Default network cannot be deleted")
	r.want(r.idcJSON("DELETE", "/network/network/"+idcOther, ""), 400, "Network is not empty")
	r.want(r.idcJSON("DELETE", "/network/network/"+idcAbsent, ""), 404, "Network not found")
	r.want(r.idcJSON("PATCH", path, `name=x`), 400, "Malformed JSON")
	r.want(r.idcForm("PATCH", path, `name=x`), 400, "Unsupported content type")
	r.want(r.idc("GET", "/network/network?name=never"), 405, "")
	r.idcJSON("PUT", "/network/network/"+idcStandard+"/default", "")
	if a := r.idcJSON("DELETE", path, ""); a.status != 200 || a.body != "" {
		t.Errorf("deletion: %d %q", a.status, a.body)
	}
	r.equal(r.ledgerOps(), "IDC-41 IDC-44 IDC-43 IDC-43 IDC-42")
}

func TestIDCloudHostAddressesChange(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const all, one, spare = "/bus02/network/ip_addresses", "/bus02/network/ip_addresses/1.1.1.1", "/bus02/network/ip_addresses/2.2.2.2"
	made := r.at(r.idcJSON("POST", all, `{"name":"my_ip","billing_account_id":6}`), "address").(string)
	r.equal(r.at(r.idcJSON("PATCH", all+"/"+made, `{"name":"new","billing_account_id":129075}`), "name"), "new")
	r.equal(r.at(r.idcJSON("POST", all+"/"+made+"/assign", `{"vm_uuid":"`+idcBusburg+`"}`), "assigned_to"), idcBusburg)
	r.equal(r.at(r.idcJSON("POST", all+"/"+made+"/unassign", ""), "assigned_to"), nil)
	for _, c := range []struct{ method, path, body, said string }{
		{"POST", all, `{"name":"x"}`, "Missing parameter: billing_account_id"},
		{"POST", all, `{"billing_account_id":"6"}`, "Invalid value for parameter: billing_account_id"},
		{"POST", all, `{"billing_account_id":7}`, "billing account is incorrect"},
		{"PATCH", spare, `{"billing_account_id":7}`, "billing account is incorrect"},
		{"POST", spare + "/assign", `{"vm_uuid":"` + idcAbsent + `"}`, "No such virtual machine"},
		{"POST", one + "/assign", `{"vm_uuid":"` + idcBusburg + `","x":1}`, "Unexpected parameter: x"},
	} {
		r.want(r.idcJSON(c.method, c.path, c.body), 400, c.said)
	}
	r.want(r.idcJSON("POST", all+"/9.9.9.9/unassign", ""), 404, "IP address not found")
	r.want(r.idcJSON("POST", "/network/ip_addresses/80.64.107.54/assign", `{"vm_uuid":"`+idcSeven+`"}`), 400, "already assigned")
	r.equal(r.ledgerOps(), "IDC-45 IDC-48 IDC-50 IDC-51")
	r.box.Reset()
	about := "uuid=" + idcSeven
	r.want(r.idcChange("DELETE", "/user-resource/vm/ip/public", about), 400, "no public IP address")
	r.equal(r.at(r.idcChange("POST", "/user-resource/vm/ip/public", about), "uuid"), idcSeven)
	mine := r.at(r.idc("GET", "/network/ip_addresses?vm_uuid="+idcSeven), 0, "address").(string)
	r.want(r.idcChange("DELETE", "/user-resource/vm/ip/public", about), 200, "")
	r.equal(r.at(r.idc("GET", "/network/ip_addresses/"+mine), "assigned_to"), nil)
	r.equal(r.ledgerOps(), "IDC-16 IDC-15")
}
