package actions_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// changeable is a server at a provider that changes size only while stopped, and
// toggles automatic backups.
type changeable struct {
	state  providers.State
	cpu    int
	backup bool
	calls  []string
	// refuse and lose hold calls that are refused, or done without an answer.
	refuse, lose map[string]bool
	released     map[string]bool
}

func (m *changeable) Server(context.Context, providers.Ref) (providers.Observation, error) {
	if m.state == "" {
		return providers.Observation{}, &providers.Error{Kind: providers.ErrNotFound, Sentence: "No such server."}
	}
	return providers.Observation{State: m.state, Facts: providers.ServerFacts{CPU: m.cpu, MemoryMB: 1024, AutoBackup: &m.backup}}, nil
}

func (m *changeable) call(name string, do func()) error {
	m.calls = append(m.calls, name)
	if m.refuse[name] {
		return errRefused
	}
	do()
	if m.lose[name] {
		delete(m.lose, name)
		return errLost
	}
	return nil
}

func (m *changeable) Start(context.Context, providers.Ref) error {
	return m.call("start", func() { m.state = providers.Running })
}

func (m *changeable) Stop(context.Context, providers.Ref) error {
	return m.call("stop", func() { m.state = providers.Stopped })
}

func (m *changeable) ResizeForm(providers.Offerings, providers.Observation) form.Form {
	return form.Form{Fields: []form.Field{{Name: "cpu", Kind: form.Number}, {Name: "memory_mb", Kind: form.Number}}}
}

func (m *changeable) Resize(_ context.Context, _ providers.Ref, cpu, _ int) error {
	return m.call("resize", func() { m.cpu = cpu })
}

func (m *changeable) ToggleAutoBackup(context.Context, providers.Ref) error {
	return m.call("toggle", func() { m.backup = !m.backup })
}

func (m *changeable) DeleteServer(context.Context, providers.Ref) error {
	return m.call("delete", func() { m.state = "" })
}

func (m *changeable) Address(_ context.Context, ref providers.Ref) (providers.Observation, error) {
	if m.released[ref.ID] {
		return providers.Observation{}, &providers.Error{Kind: providers.ErrNotFound, Sentence: "No such address."}
	}
	return providers.Observation{}, nil
}

func (m *changeable) ReleaseAddress(_ context.Context, ref providers.Ref) error {
	return m.call("release "+ref.ID, func() { m.released[ref.ID] = true })
}

// PricePerHour is 0.01 for a CPU.
func (m *changeable) PricePerHour(_ providers.Offerings, of providers.Amounts) (decimal.Decimal, bool) {
	return decimal.New(int64(of.CPU), -2), true
}

// plays runs an action turn after turn, each as after a crash, to its end.
func (r *rig) plays(a actions.Action, c providers.Client, in form.Values) error {
	r.t.Helper()
	for range 100 {
		run := r.run()
		run.Vendor = providers.Vendor{Slug: providers.IDCloudHost, Name: "IDCloudHost"}
		run.Action, run.Input = a, in
		run.Observe = func(context.Context, providers.Observation) (models.ID, error) { return r.server.ID, nil }
		run.Gone = func(context.Context, providers.Kind, providers.Ref) error { return nil }
		err := a.Do(ctx, run, c)
		if !is[*actions.Snooze](err) && !is[*actions.Retry](err) {
			return err
		}
		r.crash()
	}
	r.t.Fatal("it never ends")
	return nil
}

var bigger = form.Values{"cpu": "4", "memory_mb": "1024", "stop": "1"}

func TestResizeStopsAndStarts(t *testing.T) {
	for name, lose := range map[string]map[string]bool{
		"answered": {}, "stop lost": {"stop": true}, "resize lost": {"resize": true}, "start lost": {"start": true},
	} {
		r, m := newRig(t), &changeable{state: providers.Running, cpu: 2, lose: lose}
		if err := r.plays(actions.ServerResize, m, bigger); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := strings.Join(m.calls, " "); got != "stop resize start" || m.cpu != 4 || m.state != providers.Running {
			t.Errorf("%s: called %s, %d CPU, %s", name, got, m.cpu, m.state)
		}
	}
}

// A refusal is told after the server runs again, also if the turn in which it
// was refused is not that in which it started.
func TestRefusedResizeStartsAgain(t *testing.T) {
	for name, lose := range map[string]map[string]bool{"at once": {}, "start lost": {"start": true}} {
		r, m := newRig(t), &changeable{state: providers.Running, cpu: 2, lose: lose, refuse: map[string]bool{"resize": true}}
		err := r.plays(actions.ServerResize, m, bigger)
		if !strings.Contains(providers.Sentence(err), "No such image. The server runs again as it was.") || providers.Said(err) != "bad image" {
			t.Errorf("%s: %v, said %q", name, err, providers.Said(err))
		}
		if got := strings.Join(m.calls, " "); got != "stop resize start" || m.state != providers.Running || r.state("resize") != "refused" {
			t.Errorf("%s: called %s, %s", name, got, m.state)
		}
	}
}

func TestResizeThatCannotStart(t *testing.T) {
	r, m := newRig(t), &changeable{state: providers.Running, cpu: 2, refuse: map[string]bool{"start": true}}
	err := r.plays(actions.ServerResize, m, bigger)
	if want := "The size was changed, but the server was not started again."; !strings.HasPrefix(providers.Sentence(err), want) {
		t.Errorf("%v", err)
	}
	m = &changeable{state: providers.Running, refuse: map[string]bool{"stop": true}}
	if err := newRig(t).plays(actions.ServerResize, m, bigger); !errors.Is(err, errRefused) || len(m.calls) != 1 {
		t.Errorf("stop refused: %v, called %v", err, m.calls)
	}
}

// What is so already is left alone: the call would turn it back.
func TestAutoBackupReadsFirst(t *testing.T) {
	for _, test := range []struct {
		name  string
		now   bool
		lose  bool
		calls int
	}{{"off", false, false, 1}, {"off, and the answer is lost", false, true, 1}, {"on already", true, false, 0}} {
		m := &changeable{state: providers.Running, backup: test.now, lose: map[string]bool{"toggle": test.lose}}
		err := newRig(t).plays(actions.ServerAutoBackup, m, form.Values{"backups": "on"})
		if err != nil || !m.backup || len(m.calls) != test.calls {
			t.Errorf("%s: %v, on %v after %v", test.name, err, m.backup, m.calls)
		}
	}
}

func TestDeleteReleasesWhatWasNamed(t *testing.T) {
	for in, want := range map[string]string{
		"":                "delete",
		"keep":            "delete",
		"1.2.3.4 1.2.3.5": "delete release 1.2.3.4 release 1.2.3.5",
	} {
		m := &changeable{state: providers.Running, released: map[string]bool{}, lose: map[string]bool{"release 1.2.3.4": true}}
		err := newRig(t).plays(actions.ServerDelete, m, form.Values{"addresses": in})
		if got := strings.Join(m.calls, " "); err != nil || got != want {
			t.Errorf("%q: %v, called %s", in, err, got)
		}
	}
}

// known is an inventory with one address of the server.
type known map[providers.Kind][]providers.Observation

func (k known) Known(kind providers.Kind) []providers.Observation { return k[kind] }

func changeTarget(state providers.State, facts string) actions.Target {
	return actions.Target{
		Vendor:  providers.Vendor{Slug: providers.IDCloudHost, Name: "IDCloudHost", Currency: "IDR", Zero: &changeable{}},
		Account: models.Account{Currency: "EUR"},
		Resource: &models.Resource{ID: 7, Kind: providers.KindServer, ExternalID: "u", Location: "cyc01", Name: "web", State: state,
			Facts: []byte(facts)},
		Known: known{providers.KindAddress: {
			{ID: "1.2.3.4", Parent: "u", Location: "cyc01"}, {ID: "1.2.3.5", Parent: "u", Location: "bus02"}, {ID: "1.2.3.6"},
		}},
	}
}

// Neither is the address kept, which costs, nor released, which cannot be
// undone, without the person's choice.
func TestDeleteAsksAboutTheAddress(t *testing.T) {
	target := changeTarget(providers.Running, `{}`)
	f := actions.ServerDelete.Form(target)
	if errs := f.Validate(f.Defaults()); errs["addresses"] != "Choose one." || !strings.Contains(f.Fields[0].Label, "does not release 1.2.3.4;") {
		t.Errorf("%v of %+v", errs, f.Fields)
	}
	keep := actions.ServerDelete.Plan(target, form.Values{"addresses": "keep"})
	if len(keep.Calls) != 1 || !strings.Contains(keep.Cost, "1.2.3.4 goes on costing") {
		t.Errorf("%+v", keep)
	}
	release := actions.ServerDelete.Plan(target, form.Values{"addresses": "1.2.3.4"})
	if len(release.Calls) != 2 || release.Calls[1].Path != "/v1/cyc01/network/ip_addresses/1.2.3.4" || release.Cost != "" {
		t.Errorf("%+v", release)
	}
	target.Known = known{}
	if len(actions.ServerDelete.Form(target).Fields) != 0 {
		t.Error("it asks about nothing")
	}
}

func TestResizeFormAndPlan(t *testing.T) {
	const facts = `{"cpu":2,"memory_mb":1024}`
	running, stopped := changeTarget(providers.Running, facts), changeTarget(providers.Stopped, facts)
	for _, test := range []struct {
		target actions.Target
		in     form.Values
		errs   form.Errors
		cost   string
		calls  int
	}{
		{running, form.Values{"cpu": "4", "memory_mb": "1024"}, form.Errors{"stop": "CPU and memory change only while the server is stopped. Tick this to go on."},
			"0.02 EUR per hour more, about 14.40 EUR in 30 days.", 3},
		{running, form.Values{"cpu": "1", "memory_mb": "1024", "stop": "1"}, nil, "0.01 EUR per hour less, about 7.20 EUR in 30 days.", 3},
		{stopped, form.Values{"cpu": "2", "memory_mb": "1024"}, form.Errors{"cpu": "It has this size already."}, "It costs the same as now.", 1},
	} {
		errs := actions.ServerResize.Form(test.target).Validate(test.in)
		plan := actions.ServerResize.Plan(test.target, test.in)
		if len(errs) != len(test.errs) || errs["stop"] != test.errs["stop"] || errs["cpu"] != test.errs["cpu"] {
			t.Errorf("%v: %v", test.in, errs)
		}
		if cost := strings.ReplaceAll(plan.Cost, "\u00a0", " "); cost != test.cost || len(plan.Calls) != test.calls {
			t.Errorf("%v: %q, %d calls", test.in, cost, len(plan.Calls))
		}
	}
	if plan := actions.ServerResize.Plan(running, form.Values{"cpu": "4"}); plan.Risk != actions.SpendsMoney {
		t.Errorf("more costs, but the risk is %d", plan.Risk)
	}
	none := changeTarget(providers.Running, facts)
	none.Vendor.Zero = nil
	if plan := actions.ServerResize.Plan(none, nil); plan.Cost != "IDCloudHost does not publish a price." {
		t.Errorf("%q", plan.Cost)
	}
}
