package cloudatcost_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/cloudatcost"
	"pinfold/internal/providers/wire"
	"pinfold/internal/sandbox"
)

// world is the simulated CloudAtCost and a client.
type world struct {
	box    *sandbox.Sandbox
	url    string
	client *cloudatcost.Client
}

func newWorld(t *testing.T, style string) *world {
	t.Helper()
	return newCrowd(t, sandbox.Options{}, style)
}

func newCrowd(t *testing.T, o sandbox.Options, style string) *world {
	t.Helper()
	w := &world{box: sandbox.New(o)}
	server := httptest.NewServer(w.box.Handler())
	t.Cleanup(server.Close)
	w.url = server.URL + "/cloudatcost"
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	reads, writes := wire.Transports([]string{address.Host})
	t.Cleanup(reads.CloseIdleConnections)
	client, err := cloudatcost.Vendor().Open(
		form.Values{"login": sandbox.DefaultCloudAtCostLogin, "endpoint": w.url, "style": style},
		form.Values{"key": sandbox.DefaultCloudAtCostKey},
		providers.Kit{Reads: reads, Writes: writes},
	)
	if err != nil {
		t.Fatal(err)
	}
	w.client = client.(*cloudatcost.Client)
	return w
}

// documented lists the reads of the document. Each sample is read through the
// client in samples_test.go, field by field, and answered by the sandbox; what
// has none says so.
var documented = []struct{ op, call, why string }{
	{op: "CAC-01", call: "listservers"},
	{op: "CAC-02", call: "listtemplates"},
	{op: "CAC-05", call: "listtasks", why: "the document names it and shows no sample; the fields are from the field"},
	{op: "CAC-06", call: "clientlist", why: "the document names it and shows no sample; the fields are likely ones"},
}

// TestSandboxAnswersTheSamples compares what the sandbox sends with the
// document's samples, field by field. The moment differs.
func TestSandboxAnswersTheSamples(t *testing.T) {
	w := newWorld(t, "v1")
	for _, d := range documented {
		name := strings.ToLower(d.op) + ".json"
		tests, err := os.ReadFile("samples_test.go")
		if err != nil || !strings.Contains(string(tests), `"`+name+`"`) {
			t.Errorf("%s is not read: %v", name, err)
		}
		fixture, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		got, want := timeless(t, w.get(t, d.call)), timeless(t, fixture)
		if d.why == "" && !reflect.DeepEqual(got, want) || got["status"] != "ok" {
			t.Errorf("%s: %v\nwant %v", d.call, got, want)
		}
	}
}

func (w *world) get(t *testing.T, call string) []byte {
	t.Helper()
	q := url.Values{"key": {sandbox.DefaultCloudAtCostKey}, "login": {sandbox.DefaultCloudAtCostLogin}}
	resp, err := http.Get(w.url + "/API/v1/" + call + "?" + q.Encode())
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	sent, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return sent
}

func timeless(t *testing.T, body []byte) map[string]any {
	t.Helper()
	var members map[string]any
	if err := json.Unmarshal(body, &members); err != nil {
		t.Fatal(err)
	}
	if _, ok := members["time"].(float64); !ok {
		t.Errorf("the time is %v", members["time"])
	}
	delete(members, "time")
	return members
}

func TestVerifySaysWhatTheKeyCanDo(t *testing.T) {
	signedIn := "Signed in as " + sandbox.DefaultCloudAtCostLogin + "."
	tests := []struct {
		name, style string
		faults      []sandbox.Fault
		want        []string
	}{
		{"all", "v1", nil, []string{signedIn, "1 server.", "15 templates.", "2 tasks.", "1 client."}},
		{"later version", "php", nil, []string{signedIn, "1 server.", "15 templates.", "2 tasks."}},
		{"no clients", "v1", []sandbox.Fault{{Op: "CAC-06", Kind: sandbox.FaultStatus, Status: 400}}, []string{
			signedIn, "1 server.", "15 templates.", "2 tasks.", "The API of this account has no list of clients.",
		}},
		{"no tasks", "v1", []sandbox.Fault{{Op: "CAC-05", Kind: sandbox.FaultStatus, Status: 403}}, []string{
			signedIn, "1 server.", "15 templates.",
			"The key does not list tasks: CloudAtCost refused the API key: it is missing or wrong.", "1 client.",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, tt.style)
			for _, f := range tt.faults {
				f.Provider = "cloudatcost"
				w.box.SetFault(f)
			}
			report, err := w.client.Verify(t.Context())
			if err != nil || report.Servers != 1 || !slices.Equal(report.Findings, tt.want) {
				t.Errorf("%+v, %v", report, err)
			}
		})
	}
}
