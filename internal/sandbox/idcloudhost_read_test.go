package sandbox_test

import (
	"net/http"
	"testing"

	"pinfold/internal/sandbox"
)

const (
	idcSeven  = "f80b1d62-ffe4-43ef-9210-60f05445456a"
	idcAbsent = "aaaaaaaa-0000-bbbb-1111-cccccccccccc"
)

func (r *rig) idc(method, path string) answer {
	r.t.Helper()
	return r.send(method, "/idcloudhost/v1"+path, "", "apikey", sandbox.DefaultIDCloudHostKey)
}

func TestIDCloudHostReads(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for _, c := range []struct {
		path string
		at   []any
		want any
	}{
		{"/user-resource/user", []any{"profile_data", "first_name"}, "Cloudia"},
		{"/config/locations", []any{1, "slug"}, "bus02"},
		{"/user-resource/vm?uuid=" + idcSeven, []any{"private_ipv4"}, ""},
		{"/user-resource/vm/list", []any{3, "private_ipv4"}, "10.1.14.250"},
		{"/cyc01/user-resource/vm/list", []any{0, "name"}, "Name of the Clone"},
		{"/bus02/user-resource/vm/list", []any{0, "status"}, "stopped"},
		{"/user-resource/vm/replica?uuid=" + idcSeven, []any{0, "size"}, 60.0},
		{"/user-resource/vm/replica?uuid=" + idcSeven + "&r_type=backup", nil, "[]"},
		{"/network/networks", []any{1, "is_default"}, true},
		{"/network/network/2e8cd389-27fe-45ce-a63d-d536068659e5", []any{"subnet"}, "10.1.104.0/24"},
		{"/network/ip_addresses", []any{0, "address"}, "80.64.107.54"},
		{"/network/ip_addresses?vm_uuid=" + idcSeven, nil, "[]"},
		{"/bus02/network/ip_addresses?billing_account_id=1", []any{1, "assigned_to"}, nil},
		{"/bus02/network/ip_addresses/1.1.1.1", []any{"name"}, "My First Ip"},
		{"/api/parameters/vm", []any{0, "max"}, 240.0},
		{"/config/vm_images", []any{1, "versions", 2, "os_version"}, "8.2"},
		{"/config/vm_images/plain_os", []any{0, "os_name"}, "almalinux"},
		{"/config/vm_images/app_catalog", []any{0, "os_name"}, "centos"},
		{"/user-resource/billing_resources?id=6", []any{0, "public_ipv4"}, "80.64.107.54"},
		{"/user-resource/billing_resources?id=6&resource_type=disk", nil, "[]"},
		{"/payment/billing_account/list", []any{1, "title"}, "val"},
		{"/payment/billing_account/list?show_shadow=1", []any{0, "id"}, 6.0},
		{"/pricing/policy", []any{"policy", 0, "price"}, 0.00521},
	} {
		t.Run(c.path, func(t *testing.T) {
			a := r.idc("GET", c.path)
			r.want(a, http.StatusOK, "")
			if c.at == nil {
				r.equal(a.body, c.want)
				return
			}
			r.equal(r.at(a, c.at...), c.want)
		})
	}
	if got := len(r.box.Ledger()); got != 0 {
		t.Errorf("reads made %d entries in the ledger", got)
	}
}

func TestIDCloudHostRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const absent = `{"errors":{"Error":"No such virtual machine exists. ` + idcAbsent + `"}}`
	for _, c := range []struct {
		method, path string
		status       int
		contains     string
	}{
		{"GET", "/user-resource/vm?uuid=" + idcAbsent, 400, absent},
		{"GET", "/bus02/user-resource/vm?uuid=" + idcSeven, 400, "No such virtual machine"},
		{"GET", "/user-resource/vm", 400, "uuid"},
		{"GET", "/user-resource/vm/replica?uuid=" + idcAbsent, 400, absent},
		{"GET", "/network/network/none", 404, `{"message":"Network not found"}`},
		{"GET", "/network/ip_addresses/9.9.9.9", 404, `{"message":"IP address not found"}`},
		{"GET", "/user-resource/billing_resources", 400, "Provided billing account is incorrect."},
		{"GET", "/user-resource/billing_resources?id=7", 403, `"consumer::resource_forbidden":{"msg"`},
		{"GET", "/nowhere/user-resource/vm/list", 404, "no Route"},
		{"GET", "/cyc01/config/locations", 404, "no Route"},
		{"GET", "/cyc01/payment/billing_account/list", 404, "no Route"},
		{"POST", "/user-resource/vm/list", 405, "message"},
	} {
		t.Run(c.method+c.path, func(t *testing.T) {
			a := r.idc(c.method, c.path)
			r.want(a, c.status, c.contains)
			if a.header.Get("X-Warren-Correlation-Id") == "" {
				t.Error("the call has no number")
			}
		})
	}
	r.want(r.send("GET", "/idcloudhost/v2/config/locations", ""), 404, "no Route")
}

func TestIDCloudHostKeys(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const path = "/idcloudhost/v1/user-resource/vm/list"
	r.want(r.send("GET", path, ""), 401, "No API key")
	r.want(r.send("GET", path, "", "apikey", "wrong"), 403, "Invalid authentication credentials")
	r.box.AddIDCloudHostAccount("other@example.com", "old")
	r.box.AddIDCloudHostAccount("other@example.com", "new")
	r.want(r.send("GET", path, "", "apikey", "old"), 403, "")
	r.want(r.send("GET", path, "", "apikey", "new"), 200, "[]")
	r.want(r.send("GET", "/idcloudhost/v1/user-resource/user", "", "apikey", "new"), 200, "other@example.com")
	r.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Kind: sandbox.FaultRevoke, Times: 1})
	r.want(r.idc("GET", "/config/locations"), 403, "Invalid authentication credentials")
	r.want(r.idc("GET", "/config/locations"), 403, "")
}
