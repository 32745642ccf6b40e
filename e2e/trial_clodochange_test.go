//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

func aType(kind string) func(*trialWorld) string {
	return func(w *trialWorld) string {
		return that(w, "of type "+kind, func(_ models.Resource, f providers.ServerFacts) bool { return f.Type == kind })
	}
}

var aVirtual, aScale = aType("VirtualServer"), aType("ScaleServer")

// told checks what the ledger holds of the newest change.
func told(op, name, want string) func(*trialWorld, models.Operation) {
	return func(w *trialWorld, _ models.Operation) {
		if got := w.newest(op).Details[name]; got != want {
			w.t.Errorf("%s is %q", name, got)
		}
	}
}

// factsOf is what the panel knows of the server of an operation.
func (w *trialWorld) factsOf(op models.Operation) providers.ServerFacts {
	w.t.Helper()
	return w.resource(fmt.Sprintf("/servers/%d", op.ResourceID)).Server()
}

// plans makes a server that is paid ahead, with a change of its size planned.
func plans(w *trialWorld) string {
	target := aVirtual(w)
	for _, one := range []trial{
		{action: "server.change_type"},
		{action: "server.change_type", fill: map[string]string{"pay_type": "12m"}},
		{action: "server.resize", fill: map[string]string{"disk_gb": "777"}},
	} {
		if op := w.ends(w.start(one, target).ID); op.Status != models.StatusSucceeded {
			w.t.Fatalf("%s: %s %s", one.action, op.Error, op.Said)
		}
	}
	return target
}

// TestClodoServerChanges tries CLO-07 and CLO-09.
func TestClodoServerChanges(t *testing.T) {
	tryAll(t, providers.Clodo, []trial{
		{
			name: "CLO-07 size", op: "CLO-07", variant: providers.VariantSettings, on: aScale, action: "server.resize",
			fill:   map[string]string{"memory_mb": "64", "memory_max_mb": "1111", "disk_gb": "1999"},
			refuse: refusedWith("CLO-07", http.StatusMethodNotAllowed), sentence: "Clodo does not offer this at the moment",
			done: func(w *trialWorld, op models.Operation) {
				if f := w.factsOf(op); f.MemoryMB != 64 || f.MemoryMaxMB != 1111 || f.DiskGB != 1999 {
					w.t.Errorf("it has %+v", f)
				}
			},
		},
		{
			name: "CLO-07 scaling", op: "CLO-07", variant: providers.VariantSettings, on: aScale, action: "server.scaling",
			fill:     map[string]string{"vps_daylimit": "100", "vps_memblocksize": "2048", "vps_minfreebytes": "1", "vps_meminterval": "30"},
			sentence: "Clodo refused", done: told("CLO-07", "vps_daylimit", "100"),
		},
		{
			name: "CLO-07 swap", op: "CLO-07", variant: providers.VariantSettings, on: aServer, action: "server.swap", fill: map[string]string{"vps_swapsize": "128"},
			refuse: func(w *trialWorld, target string) {
				changedBefore("remove")(w, target)
			},
			sentence: "Clodo does not have this server", done: told("CLO-07", "vps_swapsize", "128"),
		},
		{
			name: "CLO-07 shaper", op: "CLO-07", variant: providers.VariantSettings, on: aServer, action: "server.disk_shaper", fill: map[string]string{"vps_hddshaper": "1"},
			sentence: "Clodo refused", done: told("CLO-07", "vps_hddshaper", "1"),
		},
		{
			name: "CLO-07 traffic", op: "CLO-07", on: aServer, action: "server.traffic_add", fill: map[string]string{"gb": "50"},
			sentence: "Clodo refused", done: func(w *trialWorld, op models.Operation) {
				if gb := w.factsOf(op).TrafficGB; gb != 50 {
					w.t.Errorf("%d GB are known", gb)
				}
				if page := w.client.Get(fmt.Sprintf("/servers/%d", op.ResourceID)); !strings.Contains(page.Text(), "50 GB, 50 GB left") {
					w.t.Error("the page does not tell of the traffic")
				}
			},
		},
		{
			name: "CLO-07 period", op: "CLO-07", on: aVirtual, action: "server.period", lost: lostAsked,
			fill:     map[string]string{"vps_pay_period": "m", "vps_abonement": "6"},
			sentence: "Clodo refused", done: told("CLO-07", "vps_abonement", "6"),
		},
		{
			name: "CLO-07 renewal", op: "CLO-07", variant: providers.VariantSettings, on: aVirtual, action: "server.renewal", fill: map[string]string{"vps_abonement_disabled": "0"},
			sentence: "Clodo refused", done: told("CLO-07", "vps_abonement_disabled", "0"),
		},
		{
			name: "CLO-09 to a scale server", op: "CLO-09", on: aVirtual, action: "server.change_type",
			sentence: "Clodo refused", done: func(w *trialWorld, op models.Operation) {
				if kind := w.factsOf(op).Type; kind != "ScaleServer" {
					w.t.Errorf("it is a %s", kind)
				}
			},
		},
		{
			name: "CLO-09 to a virtual server", op: "CLO-09", on: aScale, action: "server.change_type", fill: map[string]string{"pay_type": "3m"},
			refuse: refusedWith("CLO-09", http.StatusMethodNotAllowed), sentence: "Clodo does not offer this at the moment",
			done: told("CLO-09", "pay", "3m"),
		},
	})
}

// TestClodoPlannedChanges: a size that Clodo plans for later is no doubt, and
// what is planned is moved and canceled.
func TestClodoPlannedChanges(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Clodo)
	target := plans(w)
	if page := w.client.Get(fmt.Sprintf("/operations/%d", w.db.Last().ID)); !strings.Contains(page.Text(), "It may be planned for later") {
		t.Errorf("the page does not tell:\n%s", page.Text())
	}
	end := func(action string, fill map[string]string) models.Operation {
		return w.ends(w.start(trial{action: action, fill: fill}, target).ID)
	}
	if op := end("server.planned_shift", map[string]string{"newconfig_date": "0"}); op.Status != models.StatusSucceeded {
		t.Errorf("moved: %s %s", op.Error, op.Said)
	}
	if op := end("server.resize", map[string]string{"disk_gb": "778"}); op.Status != models.StatusSucceeded {
		t.Errorf("planned again: %s %s", op.Error, op.Said)
	}
	params := map[string]string{"modify_type": "params"}
	if op := end("server.planned_cancel", params); op.Status != models.StatusSucceeded {
		t.Errorf("canceled: %s %s", op.Error, op.Said)
	}
	if op := end("server.planned_cancel", params); op.Status != models.StatusFailed || !strings.Contains(op.Said, "Нет запланированных изменений") {
		t.Errorf("canceled twice: %s %s", op.Status, op.Said)
	}
	if op := end("server.planned_shift", map[string]string{"newconfig_date": "3"}); op.Status != models.StatusFailed {
		t.Errorf("moved without a plan: %s", op.Status)
	}
}

// TestClodoPlannedTrials tries the calls about plans with lost answers.
func TestClodoPlannedTrials(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Clodo)
	target := plans(w)
	shift := trial{op: "CLO-07", variant: providers.VariantSettings, action: "server.planned_shift", fill: map[string]string{"newconfig_date": "23"}, on: func(*trialWorld) string { return target }}
	shift.isLost(w)
	cancel := trial{op: "CLO-07", action: "server.planned_cancel", fill: map[string]string{"modify_type": "params"}, lost: lostAsked,
		on: func(*trialWorld) string { return target }}
	cancel.isLost(w)
}

// TestClodoChangesThatAreRefusedByTheForm say why at the field.
func TestClodoChangesThatAreRefusedByTheForm(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Clodo)
	virtual, scale := aVirtual(w), aScale(w)
	for _, one := range []struct {
		target, action string
		fill           map[string]string
		want           string
	}{
		{virtual, "server.resize", nil, "Nothing would change. It has this size already."},
		{scale, "server.resize", map[string]string{"memory_max_mb": "1"}, "No less than the lower bound"},
		{scale, "server.scaling", nil, "Nothing would change."},
		{scale, "server.scaling", map[string]string{"vps_minfreebytes": "1025"}, "1 to 1024."},
		{virtual, "server.scaling", nil, "Only a scale server has this."},
		{virtual, "server.swap", map[string]string{"vps_swapsize": "6145"}, "128 to 6144."},
		{virtual, "server.disk_shaper", nil, "Choose one."},
		{virtual, "server.traffic_add", map[string]string{"gb": "0"}, "1 to 100000."},
		{virtual, "server.period", map[string]string{"vps_pay_period": "m", "vps_abonement": "2"}, "This choice is not offered any more."},
		{scale, "server.period", nil, "Only a virtual server has this."},
		{scale, "server.renewal", nil, "Only a virtual server has this."},
		{virtual, "server.planned_shift", map[string]string{"newconfig_date": "24"}, "0 to 23."},
		{virtual, "server.planned_cancel", nil, "Choose one."},
		{scale, "server.change_type", nil, "Choose one."},
	} {
		path := one.target + "/actions/" + one.action
		page := w.client.Get(path)
		form, ok := page.Form(path)
		if !ok {
			if !strings.Contains(page.Text(), one.want) {
				t.Errorf("%s does not say %q", one.action, one.want)
			}
			continue
		}
		for name, value := range one.fill {
			form.Set(name, value)
		}
		if answer := w.client.Post(path, form); answer.Status != http.StatusUnprocessableEntity || !strings.Contains(answer.Text(), one.want) {
			t.Errorf("%s: status %d, %q is missing:\n%s", one.action, answer.Status, one.want, answer.Text())
		}
	}
	if calls := w.box.Ledger(); len(calls) != 0 {
		t.Errorf("sent %+v", calls)
	}
}

// TestLockAgainstAPlanThatDestroys: Change renewal is harmless but for what it
// is asked to do, so the lock shows when it is started.
func TestLockAgainstAPlanThatDestroys(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Clodo)
	target := aVirtual(w)
	w.client.Submit(target+"/lock", target+"/lock", map[string]string{"reason": "customer’s database"})
	path := target + "/actions/server.renewal"
	// What is harmless comes last: it begins, and holds the server.
	for _, one := range []struct {
		value string
		want  int
	}{{"1", http.StatusConflict}, {"0", http.StatusSeeOther}} {
		value, want := one.value, one.want
		page := w.client.Get(path + "?vps_abonement_disabled=" + value)
		form, _ := page.Form(path)
		form.Set("vps_abonement_disabled", value)
		if form.Has("confirm") {
			form.Set("confirm", page.typedName())
		}
		answer := w.client.Post(path, form)
		if answer.Status != want || want == http.StatusConflict && !strings.Contains(answer.Text(), "“customer’s database”. Lift the lock first.") {
			t.Errorf("renewal %s: status %d:\n%s", value, answer.Status, answer.Text())
		}
	}
}
