package inferno

import (
	"context"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"pinfold/internal/providers"
)

// allowed is a context that allows the one write.
func allowed(t *testing.T, op providers.OpID) context.Context {
	return providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "x", Op: op})
}

const placed = `{"result":"success","orderid":47000,"invoiceid":366000,"productids":"49700"}`

// TestPlaceOrder covers INF-03 with the document's sample.
func TestPlaceOrder(t *testing.T) {
	for _, test := range []struct {
		name, body string
		kind       providers.ErrorKind
		want       providers.Placed
	}{
		{"sample", placed, "", providers.Placed{ID: "47000", InvoiceID: "366000"}},
		{"texts", `{"result":"success","orderid":"47000"}`, "", providers.Placed{ID: "47000"}},
		{"printed", "Array\n(\n[result] => success\n[orderid] => 47000\n[invoiceid] => 366000\n)\n", "", providers.Placed{ID: "47000", InvoiceID: "366000"}},
		{"without an order", `{"result":"success"}`, providers.ErrUnknown, providers.Placed{}},
		{"without a yes", `{"orderid":47000}`, providers.ErrUnknown, providers.Placed{}},
		{"page", `<html>`, providers.ErrUnknown, providers.Placed{}},
		{"refused", `{"result":"fail","message":"Product ID not found"}`, providers.ErrNotFound, providers.Placed{}},
	} {
		f := newFake(t)
		f.on("create", 200, test.body)
		got, err := f.client.PlaceOrder(allowed(t, "INF-03"), "303")
		if got != test.want || providers.KindOf(err) != test.kind {
			t.Errorf("%s: %+v, %v", test.name, got, err)
		}
		if want := sent("create", "pid", "303"); !reflect.DeepEqual(f.asked[0], want) {
			t.Errorf("sent %v", f.asked[0])
		}
	}
}

// TestCancelOrder covers INF-05 with both samples.
func TestCancelOrder(t *testing.T) {
	f := newFake(t)
	f.on("cancel", 200, `{"result":"success"}`)
	if err := f.client.CancelOrder(allowed(t, "INF-05"), providers.Ref{ID: "46000"}); err != nil {
		t.Error(err)
	}
	if want := sent("cancel", "orderid", "46000"); !reflect.DeepEqual(f.asked[0], want) {
		t.Errorf("sent %v", f.asked[0])
	}
	f.on("cancel", 200, file(t, "inf-05-fail.json"))
	err := f.client.CancelOrder(allowed(t, "INF-05"), providers.Ref{ID: "46000"})
	if providers.KindOf(err) != providers.ErrConflict || providers.Said(err) != "Order ID not found or Status not Pending" {
		t.Errorf("%v", err)
	}
}

// TestInstall covers INF-06 with both samples, and what only checks.
func TestInstall(t *testing.T) {
	in := providers.Installation{Image: "centos7-64-default", SSHKeys: []string{"1", "7"}}
	ref := providers.Ref{ID: "47000"}
	f := newFake(t)
	f.on("install", 200, file(t, "inf-06.txt"))
	if exists, err := f.client.CheckInstall(t.Context(), ref, in); exists || err != nil {
		t.Errorf("check: %v, %v", exists, err)
	}
	if err := f.client.Install(allowed(t, "INF-06"), ref, in); err != nil {
		t.Error(err)
	}
	for i, run := range []string{"0", "1"} {
		want := sent("install", "orderid", "47000", "ostpl", "centos7-64-default", "sshkey_ids", "1,7", "run", run)
		if !reflect.DeepEqual(f.asked[i], want) {
			t.Errorf("sent %v", f.asked[i])
		}
	}
	if err := f.client.Install(t.Context(), ref, in); providers.KindOf(err) != providers.ErrInternal || len(f.asked) != 2 {
		t.Errorf("a start without an intent: %v", err)
	}
	f.on("install", 200, file(t, "inf-06-fail.txt"))
	if exists, err := f.client.CheckInstall(t.Context(), ref, in); !exists || err != nil {
		t.Errorf("check of a server that exists: %v, %v", exists, err)
	}
	err := f.client.Install(allowed(t, "INF-06"), ref, in)
	if providers.KindOf(err) != providers.ErrConflict || providers.Sentence(err) != "A server exists for this order already. Nothing was changed." ||
		!strings.HasPrefix(providers.Said(err), "Vps exists") {
		t.Errorf("%v", err)
	}
}

func TestInstallThatIsRefused(t *testing.T) {
	for body, said := range map[string]string{
		`{"result":"fail","message":"Template not found"}`:                          "Template not found",
		`{"result":"success","retx":{"result":"fail","msg":"VSCD: no node"}}`:       "VSCD: no node",
		"[result] => success\n[retx] => Array\n(\n[result] => fail\n[msg] => no\n)": "no",
	} {
		f := newFake(t)
		f.on("install", 200, body)
		exists, err := f.client.CheckInstall(t.Context(), providers.Ref{ID: "1"}, providers.Installation{Image: "x"})
		if exists || !providers.Refused(err) || providers.Said(err) != said {
			t.Errorf("%s: %v, %v", body, exists, err)
		}
		if f.asked[0].Has("sshkey_ids") {
			t.Error("keys were sent though none was chosen")
		}
	}
}

// TestOrderStages checks what INF-04 and INF-07 together say of an order.
func TestOrderStages(t *testing.T) {
	const gone = `{"result":"fail","message":"VPS not found"}`
	for _, test := range []struct {
		status, product, vps string
		want                 providers.OrderStage
		state                providers.State
	}{
		{"Pending", "", "", providers.OrderUnpaid, providers.Waiting},
		{"Cancelled", "", "", providers.OrderCancelled, providers.Available},
		{"Fraud", "", "", providers.OrderEnded, providers.Available},
		{"Draft", "", "", "", providers.Available},
		{"Active", "Pending", "[]", providers.OrderPaid, providers.Waiting},
		{"Active", "Pending", gone, providers.OrderPaid, providers.Waiting},
		{"Active", "Active", `{"result":"success","ip":"37.1.0.1"}`, providers.OrderInstalled, providers.Available},
		{"Active", "Active", `{"result":"fail","message":"node is down"}`, "", providers.Available},
		{"Active", "Suspended", "null", providers.OrderInstalled, providers.Available},
		{"Active", "Terminated", "[]", providers.OrderEnded, providers.Available},
	} {
		f := newFake(t)
		f.on("orders", 200, `{"orders":[{"id":"7","status":"`+test.status+`"}]}`)
		if test.vps != "" {
			f.on("getinfo", 200, info("7", test.product, test.vps))
		}
		got, err := f.client.Order(t.Context(), providers.Ref{ID: "7"})
		if err != nil || got.Facts.(providers.OrderFacts).Stage != test.want || got.State != test.state {
			t.Errorf("%+v: %+v, %v", test, got, err)
		}
	}
	f := newFake(t)
	f.on("orders", 200, `{"orders":[]}`)
	if _, err := f.client.Order(t.Context(), providers.Ref{ID: "7"}); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("no such order: %v", err)
	}
}

const testPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"

// TestSSHKeyWrites covers INF-11 and INF-13.
func TestSSHKeyWrites(t *testing.T) {
	f := newFake(t)
	for body, want := range map[string]string{`{"result":"success"}`: "", `{"result":"success","id":9}`: "9", "success": ""} {
		f.on("sshkey.add", 200, body)
		if id, err := f.client.AddSSHKey(allowed(t, "INF-11"), testPublicKey+" a@b"); id != want || err != nil {
			t.Errorf("%s: %q, %v", body, id, err)
		}
	}
	if want := sent("sshkey.add", "sshkey", testPublicKey+" a@b"); !reflect.DeepEqual(f.asked[0], want) {
		t.Errorf("sent %v", f.asked[0])
	}
	f.on("sshkey.add", 200, `{"result":"fail","message":"Bad SSH key"}`)
	if _, err := f.client.AddSSHKey(allowed(t, "INF-11"), "x"); providers.KindOf(err) != providers.ErrInvalid {
		t.Errorf("%v", err)
	}
	f.on("sshkey.remove", 200, `{"result":"fail","message":"SSH key not found"}`)
	if err := f.client.RemoveSSHKey(allowed(t, "INF-13"), providers.Ref{ID: "7"}); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("%v", err)
	}
}

func TestFingerprints(t *testing.T) {
	const want = "sshkey 7 a SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU"
	for _, field := range []string{"sshkey", "key", "public_key"} {
		f := newFake(t)
		f.on("sshkey.list", 200, `{"list":[{"id":7,"name":"a","`+field+`":"`+testPublicKey+` a"}]}`)
		if got, err := f.read("sshkeys"); err != nil || told(got.Items) != want {
			t.Errorf("%s: %s, %v", field, told(got.Items), err)
		}
	}
}

func sent(action string, pairs ...string) url.Values {
	values := url.Values{"action": {action}, "cid": {"777"}, "key": {testKey}}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return values
}

// An order without a number may be any: the list does not tell what is new.
func TestOrdersThatAreNoSnapshot(t *testing.T) {
	f := newFake(t)
	f.on("orders", 200, `{"result":"success","orders":[{"id":"12","status":"Pending"},{"status":"Pending"}]}`)
	if orders, err := f.client.Orders(t.Context()); providers.KindOf(err) != providers.ErrUnexpected || orders != nil {
		t.Errorf("%v, %v", orders, err)
	}
}
