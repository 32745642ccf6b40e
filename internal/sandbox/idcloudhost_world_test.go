package sandbox_test

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"pinfold/internal/sandbox"
)

func TestIDCloudHostMutations(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	change := func(kind, value string) error {
		return r.box.Mutate(sandbox.Mutation{Provider: "idcloudhost", Kind: kind, Target: idcSeven, Value: value})
	}
	for _, c := range []struct{ kind, value, field, want string }{
		{sandbox.MutateStop, "", "status", "stopped"},
		{sandbox.MutateStart, "", "status", "running"},
		{sandbox.MutateStatus, "migrating", "status", "migrating"},
		{sandbox.MutateRename, "web-1", "name", "web-1"},
	} {
		if err := change(c.kind, c.value); err != nil {
			t.Fatal(err)
		}
		r.equal(r.at(r.idc("GET", "/user-resource/vm?uuid="+idcSeven), c.field), c.want)
	}
	if change("explode", "") == nil {
		t.Error("an unknown mutation was accepted")
	}
	if err := change(sandbox.MutateRemove, ""); err != nil {
		t.Fatal(err)
	}
	r.want(r.idc("GET", "/user-resource/vm?uuid="+idcSeven), 400, "No such")
	if change(sandbox.MutateStop, "") == nil {
		t.Error("a missing server was changed")
	}
}

func TestIDCloudHostRemovalKeepsTheAddress(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	const target = "88e5a11b-9c89-4986-99c7-90d43499317c"
	if err := r.box.Mutate(sandbox.Mutation{Provider: "idcloudhost", Kind: sandbox.MutateRemove, Target: target}); err != nil {
		t.Fatal(err)
	}
	r.equal(r.at(r.idc("GET", "/bus02/network/ip_addresses/1.1.1.1"), "assigned_to"), nil)
	r.equal(r.at(r.idc("GET", "/bus02/network/networks"), 0, "resources_count"), 0.0)
}

func TestIDCloudHostGeneratedServers(t *testing.T) {
	one := newRig(t, sandbox.Options{Seed: 7, Servers: 200})
	two := newRig(t, sandbox.Options{Seed: 7, Servers: 200})
	sum := 0
	for _, slug := range []string{"/cyc01", "/bus02"} {
		a, b := one.idc("GET", slug+"/user-resource/vm/list"), two.idc("GET", slug+"/user-resource/vm/list")
		one.equal(a.body, b.body)
		sum += len(one.at(a).([]any))
	}
	one.equal(sum, 206)
}

// Where no two samples contradict each other, the world answers as the
// document does.
func TestIDCloudHostSamples(t *testing.T) {
	r := newRig(t, sandbox.Options{})
	for path, file := range map[string]string{
		"/user-resource/user":                     "idc-01",
		"/config/locations":                       "idc-07",
		"/network/networks":                       "idc-40",
		"/bus02/network/ip_addresses":             "idc-46",
		"/api/parameters/vm":                      "idc-52",
		"/config/vm_images":                       "idc-53",
		"/payment/card?payment_object_id=6":       "idc-66",
		"/payment/card/list?billing_account_id=6": "idc-68",
		"/pricing/policy":                         "idc-78",
	} {
		raw, err := os.ReadFile("idcloudhost/" + file + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var want any
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		if got := r.at(r.idc("GET", path)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s answers %v, want %v", path, got, want)
		}
	}
}
