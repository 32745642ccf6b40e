package sandbox_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

// calls of each provider whose answers grow with the servers.
var crowded = map[string]func(*rig) []answer{
	"cloudatcost": func(r *rig) []answer {
		return []answer{r.cac("GET", "/API/v1/listservers"), r.cac("GET", "/API/v1/listtasks")}
	},
	"inferno": func(r *rig) []answer { return []answer{r.inferno("action", "orders")} },
	"idcloudhost": func(r *rig) (all []answer) {
		for _, slug := range []string{"/cyc01", "/bus02"} {
			for _, path := range []string{"/user-resource/vm/list", "/network/ip_addresses", "/network/networks", "/user-resource/billing_resources?id=6"} {
				all = append(all, r.idc("GET", slug+path))
			}
		}
		return all
	},
}

// TestManyServersAreFast guards against lists that are made in more than one
// pass for each server. The bound is far from what is usual, about 0.2 s.
func TestManyServersAreFast(t *testing.T) {
	const bound = 5 * time.Second
	begun := time.Now()
	r := newRig(t, sandbox.Options{Servers: 2500, Seed: 1})
	for provider, lists := range crowded {
		for range 3 {
			for _, a := range lists(r) {
				r.want(a, 200, "")
				// Clients of the panel read no more than this of an answer.
				if len(a.body) > 2_000_000 {
					t.Errorf("%s: an answer of %d bytes", provider, len(a.body))
				}
			}
		}
	}
	if took := time.Since(begun); took > bound {
		t.Errorf("took %s", took)
	}
}

func TestGeneratedWorldsRepeat(t *testing.T) {
	one := newRig(t, sandbox.Options{Servers: 60, Seed: 5})
	two := newRig(t, sandbox.Options{Servers: 60, Seed: 5})
	other := newRig(t, sandbox.Options{Servers: 60, Seed: 6})
	for provider, lists := range crowded {
		a, b, c := lists(one), lists(two), lists(other)
		for i := range a {
			if a[i].body != b[i].body {
				t.Errorf("%s: list %d differs", provider, i)
			}
		}
		if a[0].body == c[0].body {
			t.Errorf("%s: another seed gives the same", provider)
		}
	}
}

// values collects what the field holds in a list of objects.
func values(t *testing.T, list any, field string) (all []string) {
	t.Helper()
	for _, item := range list.([]any) {
		text, err := json.Marshal(item.(map[string]any)[field])
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(all, string(text)) {
			all = append(all, string(text))
		}
	}
	return all
}

func TestGeneratedWorldsAreVaried(t *testing.T) {
	r := newRig(t, sandbox.Options{Servers: 200, Seed: 2})
	cac := r.at(r.cac("GET", "/API/v1/listservers"), "data")
	idc := r.at(r.idc("GET", "/cyc01/user-resource/vm/list"))
	for _, c := range []struct {
		list  any
		field string
		least int
	}{
		{cac, "label", 201}, {cac, "status", 3}, {cac, "template", 10}, {cac, "servertype", 2}, {cac, "sid", 201}, {cac, "ip", 201},
		{idc, "name", 100}, {idc, "status", 3}, {idc, "os_name", 5}, {idc, "backup", 2}, {idc, "private_ipv4", 104}, {idc, "uuid", 105},
	} {
		if got := len(values(t, c.list, c.field)); got < c.least {
			t.Errorf("%s: %d values, want %d", c.field, got, c.least)
		}
	}
	statuses := map[any]bool{}
	for _, o := range r.at(r.inferno("action", "orders"), "orders").(map[string]any) {
		statuses[o.(map[string]any)["status"]] = true
	}
	if len(statuses) != 3 {
		t.Errorf("orders are %v", statuses)
	}
}

// TestIDCloudHostGeneratedParts checks that what stands beside the generated
// servers fits to them.
func TestIDCloudHostGeneratedParts(t *testing.T) {
	r := newRig(t, sandbox.Options{Servers: 100, Seed: 2})
	known := map[any]bool{}
	copies := map[any]int{}
	for _, vm := range r.at(r.idc("GET", "/bus02/user-resource/vm/list")).([]any) {
		vm := vm.(map[string]any)
		known[vm["uuid"]] = true
		for _, kind := range []string{"snapshot", "backup"} {
			a := r.idc("GET", "/bus02/user-resource/vm/replica?uuid="+vm["uuid"].(string)+"&r_type="+kind)
			for _, replica := range r.at(a).([]any) {
				replica := replica.(map[string]any)
				r.equal(replica["type"], kind)
				r.equal(replica["master_uuid"], vm["uuid"])
				copies[kind]++
			}
		}
	}
	networks := r.at(r.idc("GET", "/bus02/network/networks")).([]any)
	inside := 0
	for _, n := range networks {
		for _, id := range n.(map[string]any)["vm_uuids"].([]any) {
			inside++
			if !known[id] {
				t.Errorf("a network holds %v, which is no server", id)
			}
		}
	}
	if len(networks) != 4 || inside != len(known) || copies["snapshot"] == 0 || copies["backup"] == 0 {
		t.Errorf("%d networks with %d of %d servers, copies %v", len(networks), inside, len(known), copies)
	}
}
