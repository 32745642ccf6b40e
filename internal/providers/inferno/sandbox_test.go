package inferno_test

import (
	"net/http/httptest"
	"net/url"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno"
	"pinfold/internal/providers/wire"
	"pinfold/internal/sandbox"
	"pinfold/internal/secrets"
)

// newWorld returns the simulated Inferno and a client of its default account.
func newWorld(t *testing.T, o sandbox.Options) (*sandbox.Sandbox, *inferno.Client) {
	t.Helper()
	box := sandbox.New(o)
	server := httptest.NewServer(box.Handler())
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	reads, writes := wire.Transports([]string{address.Host})
	t.Cleanup(reads.CloseIdleConnections)
	client, err := inferno.Vendor().Open(
		form.Values{"cid": sandbox.DefaultInfernoCID, "endpoint": server.URL + "/inferno"},
		form.Values{"key": sandbox.DefaultInfernoKey},
		providers.Kit{Reads: reads, Writes: writes},
	)
	if err != nil {
		t.Fatal(err)
	}
	return box, client.(*inferno.Client)
}

// list reads the first source and returns its items by kind and id.
func list(t *testing.T, c *inferno.Client) (map[string]providers.Observation, bool) {
	t.Helper()
	l, err := c.Sources()[0].Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	items := map[string]providers.Observation{}
	for _, o := range l.Items {
		items[string(o.Kind)+" "+o.ID] = o
	}
	return items, l.Complete
}

func TestSampleWorld(t *testing.T) {
	box, client := newWorld(t, sandbox.Options{})
	items, complete := list(t, client)
	if len(items) != 5 || !complete {
		t.Fatalf("%+v, complete is %v", items, complete)
	}
	server := items["server 47012"]
	if server.Name != "37-1-0-111" || server.State != providers.Running || server.StateWord != "Included" ||
		server.Secrets[inferno.SecretRoot].Reveal() != "XXXXXXXXXXX" {
		t.Errorf("%+v", server)
	}
	if o := items["order 47200"]; o.StateWord != "Pending" || o.Facts.(providers.OrderFacts).Stage != providers.OrderUnpaid {
		t.Errorf("%+v", o)
	}
	if o := items["order 47000"]; o.State != providers.Waiting || o.Facts.(providers.OrderFacts).Stage != providers.OrderPaid {
		t.Errorf("not installed: %+v", o)
	}
	if calls := box.Calls(); calls["INF-04"] != 1 || calls["INF-07"] != 2 {
		t.Errorf("%v", calls)
	}
}

func TestChangesBehindTheBack(t *testing.T) {
	box, client := newWorld(t, sandbox.Options{})
	change := func(target, kind, value string) map[string]providers.Observation {
		t.Helper()
		if err := box.Mutate(sandbox.Mutation{Provider: "inferno", Target: target, Kind: kind, Value: value}); err != nil {
			t.Fatal(err)
		}
		items, _ := list(t, client)
		return items
	}
	if o := change("47012", sandbox.MutateStop, "")["server 47012"]; o.State != providers.Stopped {
		t.Errorf("stopped: %+v", o)
	}
	if o := change("47012", sandbox.MutateStatus, "Suspended")["server 47012"]; o.State != providers.Suspended {
		t.Errorf("suspended: %+v", o)
	}
	if o := change("47012", sandbox.MutateStatus, "Terminated")["order 47012"]; o.StateWord != "Terminated" {
		t.Errorf("terminated: %+v", o)
	}
	if o := change("47200", sandbox.MutatePay, "")["order 47200"]; o.Facts.(providers.OrderFacts).Stage != providers.OrderPaid {
		t.Errorf("a paid order: %+v", o)
	}
	if _, ok := change("46000", sandbox.MutateRemove, "")["order 46000"]; ok {
		t.Error("a removed order is listed")
	}
}

func TestOneFaultHidesNoOther(t *testing.T) {
	box, client := newWorld(t, sandbox.Options{Servers: 20})
	for _, kind := range []sandbox.FaultKind{sandbox.FaultHTML, sandbox.FaultCut, sandbox.FaultTruncate, sandbox.FaultEmpty} {
		box.SetFault(sandbox.Fault{Provider: "inferno", Op: "INF-07", Kind: kind, Times: 1})
		items, complete := list(t, client)
		if len(items) < 44 || len(items) > 45 || complete { // One order, or one with its server.
			t.Errorf("%s: %d items, complete is %v", kind, len(items), complete)
		}
	}
	if items, complete := list(t, client); len(items) != 46 || !complete {
		t.Errorf("%d items, complete is %v", len(items), complete)
	}
}

func TestTradeAtTheSandbox(t *testing.T) {
	_, client := newWorld(t, sandbox.Options{})
	cid, key, err := client.Trade(t.Context(), sandbox.DefaultInfernoEmail, secrets.NewText(sandbox.DefaultInfernoPassword))
	if err != nil || cid != sandbox.DefaultInfernoCID || key.Reveal() != sandbox.DefaultInfernoKey {
		t.Errorf("%s, %s, %v", cid, key.Reveal(), err)
	}
	_, _, err = client.Trade(t.Context(), sandbox.DefaultInfernoEmail, secrets.NewText("wrong"))
	if providers.KindOf(err) != providers.ErrAuth || providers.Said(err) == "" {
		t.Errorf("wrong password: %v", err)
	}
}

func TestKeyThatIsRevoked(t *testing.T) {
	box, client := newWorld(t, sandbox.Options{})
	box.SetFault(sandbox.Fault{Provider: "inferno", Op: "INF-04", Kind: sandbox.FaultRevoke, Times: 1})
	if _, err := client.Verify(t.Context()); providers.KindOf(err) != providers.ErrAuth {
		t.Errorf("%v", err)
	}
}
