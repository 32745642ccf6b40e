package idcloudhost_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pinfold/internal/sandbox"
)

// documented lists the samples of the document's reads. Each is read through
// the client in the file named, field by field, and answered by the sandbox at
// path. Where samples contradict each other, the sandbox leaves out a member or
// the whole, and there is a reason.
var documented = []struct{ op, path, client, but, why string }{
	{op: "IDC-01", path: "/user-resource/user", client: "verify_test.go"},
	{op: "IDC-07", path: "/config/locations", client: "samples_global_test.go"},
	{op: "IDC-09", path: "/user-resource/vm?uuid=" + sample7, client: "samples_test.go",
		but: "replica backup updated_at", why: "it is older than IDC-17 and IDC-56: backups were on, and no replica made"},
	{op: "IDC-17", path: "/user-resource/vm/list", client: "samples_test.go",
		but: "replica", why: "the replica of IDC-56 and IDC-22 is younger than this sample"},
	{op: "IDC-20", path: "/user-resource/vm/replica?uuid=" + sample7, client: "samples_global_test.go",
		but: "all", why: "IDC-56 and IDC-22 show a replica of the same server"},
	{op: "IDC-39", path: "/network/network/2e8cd389-27fe-45ce-a63d-d536068659e5", client: "samples_test.go",
		but: "all", why: "IDC-40 gives the same network another name and other servers"},
	{op: "IDC-40", path: "/network/networks", client: "samples_test.go"},
	{op: "IDC-46", path: "/bus02/network/ip_addresses?billing_account_id=1", client: "samples_test.go"},
	{op: "IDC-47", path: "/bus02/network/ip_addresses/1.1.1.1", client: "samples_test.go"},
	{op: "IDC-52", path: "/api/parameters/vm", client: "samples_global_test.go"},
	{op: "IDC-53", path: "/config/vm_images", client: "samples_global_test.go"},
	{op: "IDC-54", path: "/config/vm_images/plain_os", client: "samples_global_test.go"},
	{op: "IDC-55", path: "/config/vm_images/app_catalog", client: "samples_global_test.go"},
	{op: "IDC-56", path: "/user-resource/billing_resources?id=6", client: "samples_global_test.go"},
	{op: "IDC-59", path: "/payment/billing_account?billing_account_id=6", client: "samples_money_test.go",
		but: "running_totals unpaid_amount", why: "IDC-61 tells other sums of the same account"},
	{op: "IDC-61", path: "/payment/billing_account/list", client: "samples_money_test.go",
		but: "unpaid_amount", why: "IDC-59 and IDC-63 tell of unpaid invoices of the same account"},
	{op: "IDC-63", path: "/payment/billing_account/unpaid_amount?billing_account_id=6", client: "invoices_test.go"},
	{op: "IDC-73", path: "/payment/invoice?invoice_id=1", client: "invoices_test.go",
		but: "discount_percentage due_date name totals transaction_list", why: "IDC-74 has the same invoice without its discount and credit"},
	{op: "IDC-74", path: "/payment/invoice/list?billing_account_id=6", client: "invoices_test.go"},
	{op: "IDC-66", path: "/payment/card?payment_object_id=6", client: "samples_money_test.go"},
	{op: "IDC-68", path: "/payment/card/list?billing_account_id=6", client: "samples_money_test.go"},
	{op: "IDC-70", path: "/payment/credit/list?billing_account_id=6", client: "samples_money_test.go",
		but: "billing_account_id", why: "it asks for one billing account and shows another, which no other sample has"},
	{op: "IDC-78", path: "/pricing/policy", client: "samples_global_test.go"},
	{op: "IDC-79", path: "/charging/usage?billing_account_id=6", client: "costs_test.go",
		but: "all", why: "its sums follow no price list, and change by the hour"},
}

func TestDocumentedSamples(t *testing.T) {
	server := httptest.NewServer(sandbox.New(sandbox.Options{}).Handler())
	t.Cleanup(server.Close)
	for _, d := range documented {
		t.Run(d.op, func(t *testing.T) {
			name := strings.ToLower(d.op) + ".json"
			tests, err := os.ReadFile(d.client)
			if err != nil || !strings.Contains(string(tests), `"`+name+`"`) {
				t.Errorf("%s does not read %s: %v", d.client, name, err)
			}
			raw, err := os.ReadFile(filepath.Join("testdata", name))
			if err != nil {
				t.Fatal(err)
			}
			got, want := decode(t, get(t, server.URL+"/idcloudhost/v1"+d.path)), decode(t, raw)
			if (d.but == "") != (d.why == "") || d.but != "" && reflect.DeepEqual(got, want) {
				t.Errorf("the reason %q has to go", d.why)
			}
			if d.but != "all" && !reflect.DeepEqual(without(got, strings.Fields(d.but)), without(want, strings.Fields(d.but))) {
				t.Errorf("the sandbox answers %v\nthe document %v", got, want)
			}
		})
	}
}

func get(t *testing.T, address string) []byte {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("apikey", sandbox.DefaultIDCloudHostKey)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("status %d, %v: %s", resp.StatusCode, err, body)
	}
	return body
}

func decode(t *testing.T, raw []byte) (value any) {
	t.Helper()
	if err := json.Unmarshal(raw, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// without drops the members of those names wherever they are.
func without(value any, names []string) any {
	switch value := value.(type) {
	case []any:
		for _, one := range value {
			without(one, names)
		}
	case map[string]any:
		for _, name := range names {
			delete(value, name)
		}
		for _, one := range value {
			without(one, names)
		}
	}
	return value
}
