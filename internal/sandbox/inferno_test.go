package sandbox_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"testing"

	"pinfold/internal/sandbox"
)

// inferno sends a form to the script of Inferno as the default account, with
// pairs of name and value.
func (r *rig) inferno(pairs ...string) answer {
	r.t.Helper()
	form := url.Values{"cid": {sandbox.DefaultInfernoCID}, "key": {sandbox.DefaultInfernoKey}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return r.send("POST", "/inferno/api_client.php", form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
}

func TestInfernoReads(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for _, c := range []struct {
		form []string
		at   []any
		want any
	}{
		{[]string{"action", "orders"}, []any{"orders", "47200", "id"}, "47200"},
		{[]string{"action", "orders"}, []any{"orders", "47200", "ordernum"}, "8634530000"},
		{[]string{"action", "orders"}, []any{"orders", "47200", "amount"}, "5.00"},
		{[]string{"action", "orders"}, []any{"orders", "47200", "invoiceid"}, "366000"},
		{[]string{"action", "orders"}, []any{"orders", "47200", "status"}, "Pending"},
		{[]string{"action", "list"}, []any{"ostpls", 0}, "centos7-64-default"},
		{[]string{"action", "list"}, []any{"products", "303", "id"}, "303"},
		{[]string{"action", "list", "cid", "", "key", ""}, []any{"result"}, "success"},
		{[]string{"action", "sshkey.list"}, []any{"list", 0, "id"}, "7"},
		{[]string{"action", "getinfo", "orderid", "47000"}, []any{"orderStatus"}, "Active"},
	} {
		a := r.inferno(c.form...)
		r.want(a, 200, "")
		r.equal(r.at(a, c.at...), c.want)
	}
	if got := len(r.box.Ledger()); got != 0 {
		t.Errorf("reads made %d entries in the ledger", got)
	}
}

func TestInfernoSampleOfInfo(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const sample = `{"result":"success","orderid":47012,"orderStatus":"Active","productStatus":"Active","dedicatedip":"",
		"vps_info":{"result":"success","message":"","main_id":"21968","vps_name":"37-1-0-111","ip":"37.1.0.111",
		"real_state":" Included","vps_password":"XXXXXXXXXXX"}}`
	var want, got any
	if err := json.Unmarshal([]byte(sample), &want); err != nil {
		t.Fatal(err)
	}
	got = r.at(r.inferno("action", "getinfo", "orderid", "47012"))
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	r.equal(string(a), string(b))
	get := r.send("GET", "/inferno/api_client.php?action=getinfo&cid=777&orderid=47012&key="+sandbox.DefaultInfernoKey, "")
	r.want(get, 200, `"orderid":47012`)
	header := r.send("GET", "/inferno/api_client.php?action=getinfo&cid=777&orderid=47012", "", "X-Key", sandbox.DefaultInfernoKey)
	r.want(header, 200, `"orderid":47012`)
}

func TestInfernoRefusals(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	r.want(r.inferno("action", "getinfo", "orderid", "1"), 200, `{"result":"fail","message":"Order ID not found"}`)
	r.want(r.inferno("action", "getinfo"), 200, "Order ID not found")
	r.want(r.inferno("action", "dance"), 200, "Unknown action")
	for _, action := range []string{"orders", "list", "getinfo", "sshkey.list"} {
		r.want(r.inferno("action", action, "key", "wrong"), 401, `"result":"fail"`)
	}
	r.want(r.inferno("action", "orders", "cid", "", "key", ""), 401, "Invalid client id or key")
	r.want(r.send("POST", "/inferno/api_client.php", `{"action":"orders"}`), 401, "fail")
	r.want(r.send("PUT", "/inferno/api_client.php", ""), 405, "fail")
	r.want(r.send("GET", "/inferno/other.php", ""), 404, "fail")
}

func TestInfernoTrade(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	a := r.inferno("action", "getApiKey", "cid", "", "key", "",
		"email", sandbox.DefaultInfernoEmail, "pass", sandbox.DefaultInfernoPassword)
	r.equal(r.at(a, "key"), sandbox.DefaultInfernoKey)
	r.equal(r.at(a, "cid"), sandbox.DefaultInfernoCID)
	r.want(r.inferno("action", "getApiKey", "email", sandbox.DefaultInfernoEmail, "pass", "x"), 200, `"result":"fail"`)
	r.want(r.inferno("action", "getApiKey"), 200, `"result":"fail"`)
}

func TestInfernoAccountsAreApart(t *testing.T) {
	r := newRig(t, sandbox.Options{Servers: 12})
	r.box.AddInfernoAccount("778", "old", "b@example.org", "pw")
	r.box.AddInfernoAccount("778", "new", "b@example.org", "pw2")
	other := []string{"cid", "778", "key", "new", "action"}
	r.want(r.inferno("action", "orders", "cid", "778", "key", "old"), 401, "")
	r.want(r.inferno(append(slices.Clone(other), "orders")...), 200, `"orders":[]`)
	r.want(r.inferno(append(slices.Clone(other), "sshkey.list")...), 200, `"list":[]`)
	r.want(r.inferno(append(slices.Clone(other), "getinfo", "orderid", "47012")...), 200, "not found")
	r.want(r.inferno("action", "getApiKey", "email", "b@example.org", "pass", "pw2"), 200, `"cid":"778"`)
	r.equal(len(r.at(r.inferno("action", "orders"), "orders").(map[string]any)), 16)
}
