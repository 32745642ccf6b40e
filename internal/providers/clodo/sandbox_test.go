package clodo_test

import (
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo"
	"pinfold/internal/providers/wire"
	"pinfold/internal/sandbox"
)

// world is the simulated Clodo on a clock that the test moves, and a client.
type world struct {
	*testing.T
	box    *sandbox.Sandbox
	clock  *sandbox.ManualClock
	client *clodo.Client
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return newWorldOf(t, sandbox.Options{}, "/clodo/api.oversun.clodo.ru")
}

// newWorldOf is a world of these options and a client of one of its hosts.
func newWorldOf(t *testing.T, o sandbox.Options, endpoint string) *world {
	t.Helper()
	w := &world{T: t, clock: sandbox.NewManualClock(time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC))}
	o.Now, o.Pace = w.clock.Now, time.Second
	w.box = sandbox.New(o)
	server := httptest.NewServer(w.box.Handler())
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	reads, writes := wire.Transports([]string{address.Host})
	t.Cleanup(reads.CloseIdleConnections)
	client, err := clodo.Vendor().Open(
		form.Values{"login": sandbox.DefaultClodoLogin, "endpoint": server.URL + endpoint},
		form.Values{"key": sandbox.DefaultClodoKey},
		providers.Kit{Reads: reads, Writes: writes, Now: w.clock.Now},
	)
	if err != nil {
		t.Fatal(err)
	}
	w.client = client.(*clodo.Client)
	return w
}

// fault makes the next call of the operation fail.
func (w *world) fault(op string, kind sandbox.FaultKind) {
	w.box.SetFault(sandbox.Fault{Provider: "clodo", Op: op, Kind: kind, Times: 1})
}

func (w *world) state(id string) providers.State {
	w.Helper()
	o, err := w.client.Server(w.Context(), providers.Ref{ID: id})
	if err != nil {
		w.Fatal(err)
	}
	return o.State
}

var input = form.Values{
	"name": "web-1", "vps_type": "VirtualServer", "system": "image", "vps_os": "551",
	"vps_memory": "512", "vps_hdd": "5", "vps_admin": "1", "vps_pay_period": "h", "vps_abonement": "1",
}

func TestLostCreationIsFound(t *testing.T) {
	w := newWorld(t)
	before, err := w.client.ServerIDs(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx := providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "create", Op: "CLO-06"})
	w.fault("CLO-06", sandbox.FaultLost)
	if _, err := w.client.CreateServer(ctx, input); providers.KindOf(err) != providers.ErrUnknown {
		t.Fatalf("a lost answer: %v", err)
	}
	found, err := w.client.CreatedSince(t.Context(), before, input)
	if err != nil || !slices.Equal(found, []providers.Ref{{ID: "299"}}) || len(w.box.Ledger()) != 1 {
		t.Errorf("found %v, %v, %d executed", found, err, len(w.box.Ledger()))
	}
	if w.state("299") != providers.Working {
		t.Errorf("it is %s", w.state("299"))
	}
	w.clock.Advance(time.Minute)
	if w.state("299") != providers.Running {
		t.Errorf("it is %s", w.state("299"))
	}
}

func TestLostRebootIsFound(t *testing.T) {
	w := newWorld(t)
	ref := providers.Ref{ID: "60"}
	mark, err := w.client.RebootMark(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	since := func() int {
		n, err := w.client.RebootsSince(t.Context(), ref, mark)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	ctx := providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "reboot", Op: "CLO-10"})
	w.fault("CLO-10", sandbox.FaultCut)
	if err := w.client.Reboot(ctx, ref); providers.KindOf(err) != providers.ErrUnknown || since() != 0 {
		t.Fatalf("not executed: %v, %d reboots", err, since())
	}
	w.fault("CLO-10", sandbox.FaultLost)
	if err := w.client.Reboot(ctx, ref); providers.KindOf(err) != providers.ErrUnknown || since() != 1 {
		t.Fatalf("executed: %v, %d reboots", err, since())
	}
	w.clock.Advance(time.Minute)
	if n := since(); n != 1 || len(w.box.Ledger()) != 1 {
		t.Errorf("%d reboots, %d executed", n, len(w.box.Ledger()))
	}
}

func TestPowerAndDelete(t *testing.T) {
	w := newWorld(t)
	ref := providers.Ref{ID: "60"}
	power := providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "power", Op: "CLO-10"})
	remove := providers.WithIntent(t.Context(), providers.Intent{Operation: 2, Step: "delete", Op: "CLO-08"})
	steps := []struct {
		name string
		do   func() error
		want providers.State
	}{
		{"stop", func() error { return w.client.Stop(power, ref) }, providers.Stopped},
		{"start", func() error { return w.client.Start(power, ref) }, providers.Running},
	}
	for _, step := range steps {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		w.clock.Advance(time.Minute)
		if got := w.state("60"); got != step.want {
			t.Errorf("after %s it is %s", step.name, got)
		}
	}
	if err := w.client.Start(power, ref); providers.KindOf(err) != providers.ErrConflict || providers.Said(err) == "" {
		t.Errorf("start of a running server: %v", err)
	}
	if err := w.client.DeleteServer(remove, ref); err != nil {
		t.Fatal(err)
	}
	if err := w.client.DeleteServer(remove, ref); providers.KindOf(err) != providers.ErrNotFound {
		t.Errorf("second delete: %v", err)
	}
}

func TestTokenEndsInTheMiddle(t *testing.T) {
	w := newWorld(t)
	w.state("60")
	w.fault("CLO-05", sandbox.FaultRevoke)
	w.state("60")
	if n := w.box.Calls()["CLO-01"]; n != 2 {
		t.Errorf("%d logins", n)
	}
}

// TestCreatedInADataCenter: the main host makes a server somewhere, and what is
// read of it has the place under which the list has it.
func TestCreatedInADataCenter(t *testing.T) {
	for endpoint, place := range map[string]string{"/clodo": "Oversun", "/clodo/api.mn.clodo.ru": "Miran"} {
		w := newWorldOf(t, sandbox.Options{DataCenters: 3, Servers: 9, Seed: 2}, endpoint)
		ctx := providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "create", Op: "CLO-06"})
		created, err := w.client.CreateServer(ctx, input)
		if err != nil {
			t.Fatal(err)
		}
		o, err := w.client.Server(t.Context(), providers.Ref{ID: created.ID})
		if err != nil || o.Location != place {
			t.Errorf("%s: %+v, %v", endpoint, o, err)
		}
		listed := w.servers()
		if len(listed) != 13 || listed[created.ID] != place || listed["60"] != "Oversun" {
			t.Errorf("%s: listed as %v", endpoint, listed)
		}
	}
}

// servers lists the servers with their locations.
func (w *world) servers() map[string]string {
	w.Helper()
	listed := map[string]string{}
	for _, source := range w.client.Sources() {
		if source.Name != "servers" {
			continue
		}
		l, err := source.Read(w.Context())
		if err != nil || !l.Complete {
			w.Fatalf("complete is %v, %v", l.Complete, err)
		}
		for _, o := range l.Items {
			listed[o.ID] = o.Location
		}
	}
	return listed
}

// TestReadsOfAServer reads all that belongs to a server, in a data center that
// is not the account's own.
func TestReadsOfAServer(t *testing.T) {
	w := newWorldOf(t, sandbox.Options{DataCenters: 3}, "/clodo/api.mn.clodo.ru")
	ref := providers.Ref{ID: "60", Location: "Oversun"}
	for _, source := range w.client.Parts(ref) {
		l, err := source.Read(t.Context())
		if err != nil || len(l.Items) < 2 || !l.Complete || l.Items[0].Location != "Oversun" {
			t.Errorf("%s: %+v, %v", source.Name, l, err)
		}
	}
	ctx := providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "reboot", Op: "CLO-10"})
	if err := w.client.Reboot(ctx, ref); err != nil {
		t.Fatal(err)
	}
	entries, err := w.client.ServerLog(t.Context(), ref)
	if err != nil || len(entries) != 4 || entries[0].What != "Перезагрузка" || entries[0].Outcome != "Выполняется" ||
		!entries[0].At.Equal(w.clock.Now()) {
		t.Errorf("record: %+v, %v", entries, err)
	}
	now := w.clock.Now()
	samples, err := w.client.Usage(t.Context(), ref, now.Add(-10*time.Minute), now)
	if err != nil || len(samples) != 11 || *samples[0].MemoryMB != 2048 || *samples[0].CPUPercent > 100 {
		t.Errorf("usage: %+v, %v", samples, err)
	}
	for _, done := range []bool{false, true} {
		request, err := w.client.Request(t.Context(), providers.Ref{ID: "3120122", Location: "Oversun"})
		if err != nil || request.Server != "60" || request.Done != done || !request.BeganAt.Equal(now) {
			t.Errorf("request: %+v, %v", request, err)
		}
		w.clock.Advance(time.Minute)
	}
	if n := w.box.Calls()["CLO-01"]; n != 2 {
		t.Errorf("%d logins at two hosts", n)
	}
}
