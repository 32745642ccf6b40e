package idcloudhost_test

import (
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost"
	"pinfold/internal/providers/wire"
	"pinfold/internal/sandbox"
)

// world is the simulated IDCloudHost and a client.
type world struct {
	*testing.T
	box    *sandbox.Sandbox
	client *idcloudhost.Client
}

func newWorld(t *testing.T, o sandbox.Options) *world {
	t.Helper()
	w := &world{T: t, box: sandbox.New(o)}
	server := httptest.NewServer(w.box.Handler())
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	reads, writes := wire.Transports([]string{address.Host})
	t.Cleanup(reads.CloseIdleConnections)
	client, err := idcloudhost.Vendor().Open(
		form.Values{"endpoint": server.URL + "/idcloudhost/v1"},
		form.Values{"apikey": sandbox.DefaultIDCloudHostKey},
		providers.Kit{Reads: reads, Writes: writes},
	)
	if err != nil {
		t.Fatal(err)
	}
	w.client = client.(*idcloudhost.Client)
	return w
}

func (w *world) list(name string) providers.Listing {
	w.Helper()
	for _, source := range w.client.Sources() {
		if source.Name == name {
			listing, err := source.Read(w.Context())
			if err != nil {
				w.Fatal(err)
			}
			return listing
		}
	}
	w.Fatalf("no source %s", name)
	return providers.Listing{}
}

const sample7 = "f80b1d62-ffe4-43ef-9210-60f05445456a"

func TestServersHaveTheirAddresses(t *testing.T) {
	w := newWorld(t, sandbox.Options{Servers: 40})
	public := 0
	places := map[string]int{}
	for _, o := range w.list("servers").Items {
		facts, ok := o.Facts.(providers.ServerFacts)
		if !ok {
			continue
		}
		places[o.Location]++
		for _, address := range facts.Addresses {
			if !address.Private {
				public++
			}
		}
	}
	if places["cyc01"] != 25 || places["bus02"] != 21 || public < 30 {
		t.Errorf("servers %v with %d public addresses", places, public)
	}
}

func TestARefreshIsFewCalls(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	for range 3 {
		w.list("servers")
	}
	calls := w.box.Calls()
	if calls["IDC-07"] != 1 || calls["IDC-17"] != 6 || calls["IDC-46"] != 6 || len(calls) != 3 {
		t.Errorf("calls %v", calls)
	}
}

// The list and the single answer of a server tell the same.
func TestServerAgreesWithTheList(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	for _, listed := range w.list("servers").Items {
		if listed.Kind != providers.KindServer {
			continue
		}
		one, err := w.client.Server(t.Context(), providers.Ref{ID: listed.ID, Location: listed.Location})
		if err != nil || !sameFacts(one, listed) {
			t.Errorf("one %+v, %v\nlisted %+v", one, err, listed)
		}
	}
}

func sameFacts(a, b providers.Observation) bool {
	x, y := a.Facts.(providers.ServerFacts), b.Facts.(providers.ServerFacts)
	if len(x.Addresses) != len(y.Addresses) {
		return false
	}
	for i := range x.Addresses {
		if x.Addresses[i] != y.Addresses[i] {
			return false
		}
	}
	return x.System == y.System && x.DiskGB == y.DiskGB && x.CreatedAt.Equal(y.CreatedAt) && a.State == b.State
}

func TestAbsentInAnotherLocation(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	_, err := w.client.Server(t.Context(), providers.Ref{ID: sample7, Location: "bus02"})
	if providers.KindOf(err) != providers.ErrNotFound || !strings.Contains(providers.Said(err), sample7) {
		t.Errorf("%v, said %q", err, providers.Said(err))
	}
}

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

func TestVerifyTellsWhatTheKeyCanDo(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-61", Kind: sandbox.FaultStatus, Status: 403})
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-46", Kind: sandbox.FaultStatus, Status: 500, Times: 1})
	report, err := w.client.Verify(t.Context())
	text := strings.Join(report.Findings, "\n")
	for _, want := range []string{"Signed in as user@example.com.", "in 2 locations: Cycletown, Busburg.", "floating IP", "Not every location answered in full.", "billing accounts cannot be read"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %q, %v", want, text, err)
		}
	}
}
