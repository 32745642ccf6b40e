package idcloudhost_test

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

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
