package idcloudhost_test

import (
	"reflect"
	"testing"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

func TestReplicas(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	source := w.client.Parts(providers.Ref{ID: sample7, Location: "cyc01"})[0]
	got, err := source.Read(t.Context())
	if err != nil || !got.Complete || len(got.Items) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	want := providers.Observation{
		Kind: providers.KindBackup, ID: sample7 + "2018-02-22-14-24-32", Location: "cyc01", Parent: sample7,
		Name: "Snapshot", State: providers.Available,
		Facts: providers.BackupFacts{
			Type: "snapshot", SizeGB: 60, DiskID: sample7,
			MadeAt: time.Date(2018, 2, 22, 14, 24, 51, 886326000, time.UTC),
		},
	}
	if !reflect.DeepEqual(got.Items[0], want) {
		t.Errorf("%+v", got.Items[0])
	}
	if calls := w.box.Calls(); calls["IDC-20"] != 2 || len(calls) != 1 {
		t.Errorf("calls %v", calls)
	}
	gone := w.client.Parts(providers.Ref{ID: sample7, Location: "bus02"})[0]
	if _, err := gone.Read(t.Context()); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("of a server that is not there: %v", err)
	}
}

// One type without the other would look like all there is.
func TestReplicasOfOneTypeAreNotAll(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-20", Kind: sandbox.FaultStatus, Status: 500, Times: 1})
	source := w.client.Parts(providers.Ref{ID: sample7, Location: "cyc01"})[0]
	if got, err := source.Read(t.Context()); providers.KindOf(err) != providers.ErrUnavailable {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestOneAddressAndOneNetwork(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	address, err := w.client.Address(t.Context(), providers.Ref{ID: "2.2.2.2", Location: "bus02"})
	if err != nil || address.Parent != "" {
		t.Errorf("address %+v, %v", address, err)
	}
	for _, listed := range w.list("networks").Items {
		one, err := w.client.Network(t.Context(), providers.Ref{ID: listed.ID, Location: listed.Location})
		if err != nil || !reflect.DeepEqual(one, listed) {
			t.Errorf("network %+v, %v, listed %+v", one, err, listed)
		}
	}
	_, err = w.client.Network(t.Context(), providers.Ref{ID: "none", Location: "bus02"})
	if providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("network: %v", err)
	}
}

// A token that may not list floating IPs still gets the public addresses of
// its servers, from what their billing account pays for.
func TestAddressesWithoutFloatingIPs(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-46", Kind: sandbox.FaultStatus, Status: 403})
	const billed = "d582f16a-013b-4a23-8463-c66bbbc96c43"
	want := providers.Address{IP: "80.64.107.49", Primary: true}
	servers := 0
	var source providers.Source
	for _, s := range w.client.Sources() {
		if s.Name == "servers" {
			source = s
		}
	}
	listed, err := source.Read(t.Context())
	if err != nil || listed.Complete {
		t.Fatalf("complete is %v, %v", listed.Complete, err)
	}
	for _, o := range listed.Items {
		if o.Kind != providers.KindServer {
			t.Errorf("an address of nobody's list: %+v", o)
		}
		servers++
		if o.ID == billed && o.Facts.(providers.ServerFacts).Addresses[0] != want {
			t.Errorf("listed %+v", o.Facts)
		}
	}
	one, err := w.client.Server(t.Context(), providers.Ref{ID: billed, Location: "cyc01"})
	if err != nil || servers != 6 || one.Facts.(providers.ServerFacts).Addresses[0] != want {
		t.Errorf("%d servers, one %+v, %v", servers, one.Facts, err)
	}
	if calls := w.box.Calls(); calls["IDC-56"] != 3 {
		t.Errorf("calls %v", calls)
	}
}

func TestEveryServerNamesItsDisks(t *testing.T) {
	w := newWorld(t, sandbox.Options{Servers: 60, Seed: 3})
	second := 0
	for _, o := range w.list("servers").Items {
		facts, ok := o.Facts.(providers.ServerFacts)
		if !ok {
			continue
		}
		sum, primary := 0, ""
		for _, disk := range facts.Disks {
			sum += disk.GB
			if disk.Primary {
				primary = disk.ID
			}
		}
		if len(facts.Disks) > 1 {
			second++
		}
		if sum != facts.DiskGB || primary != o.ID || facts.Disks[0].Name != "sda" {
			t.Errorf("%s: %+v", o.ID, facts)
		}
	}
	if second == 0 {
		t.Error("no server has two disks")
	}
}
