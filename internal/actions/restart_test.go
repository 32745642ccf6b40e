package actions_test

import (
	"errors"
	"strings"
	"testing"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

func (r *rig) restart(m *machine) error { return r.reboot(providers.IDCloudHost, "IDCloudHost", m) }

// TestRestart goes through a reboot that is a stop and a start, with the
// process killed in between.
func TestRestart(t *testing.T) {
	r, m := newRig(t), &machine{state: providers.Running}
	wants[*actions.Snooze](t, "stopping", r.restart(m))
	r.crash()
	wants[*actions.Snooze](t, "still stopping", r.restart(m))
	if m.called() != "stop" || r.state("stop") != "done" || r.state("start") != "" {
		t.Errorf("called %s; stop is %s, start is %q", m.called(), r.state("stop"), r.state("start"))
	}
	m.state = providers.Stopped
	r.crash()
	wants[*actions.Snooze](t, "starting", r.restart(m))
	r.crash()
	wants[*actions.Snooze](t, "still starting", r.restart(m))
	m.state = providers.Running
	r.crash()
	if err := r.restart(m); err != nil || m.called() != "stop start" {
		t.Errorf("%v, called %s", err, m.called())
	}
	if ops := r.Text(t, "SELECT GROUP_CONCAT(op_id) FROM journals"); ops != "IDC-24,IDC-23" {
		t.Errorf("recorded %s", ops)
	}
}

// TestRestartOfAStoppedServer sends nothing: somebody else stopped it.
func TestRestartOfAStoppedServer(t *testing.T) {
	r, m := newRig(t), &machine{state: providers.Stopped}
	err := r.restart(m)
	if !providers.Refused(err) || !strings.Contains(providers.Sentence(err), "Nothing was sent.") || m.called() != "" {
		t.Errorf("%v, called %q", err, m.called())
	}
	r, m = newRig(t), &machine{unread: errDown}
	var retry *actions.Retry
	if err := r.restart(m); !errors.As(err, &retry) || retry.Sent || m.called() != "" {
		t.Errorf("a server that cannot be read: %v, called %q", err, m.called())
	}
}

// TestHalfARestart: every way in which the start fails says that the server is
// stopped; a limit is waited for.
func TestHalfARestart(t *testing.T) {
	for _, test := range []struct {
		err   error
		retry bool
	}{{errRefused, false}, {errLimit, true}, {errLost, true}} {
		r, m := newRig(t), &machine{state: providers.Running, start: test.err}
		wants[*actions.Snooze](t, "stopping", r.restart(m))
		m.state = providers.Stopped
		err := r.restart(m)
		if !strings.Contains(providers.Sentence(err), "The server was stopped before.") || is[*actions.Retry](err) != test.retry ||
			providers.KindOf(err) != providers.KindOf(test.err) {
			t.Errorf("%v: %v", test.err, err)
		}
		m.start = nil
		wants[*actions.Snooze](t, "starting again", r.restart(m))
		m.state = providers.Running
		if err := r.restart(m); err != nil || m.called() != "stop start start" {
			t.Errorf("%v, called %s", err, m.called())
		}
	}
}

func TestPlanOfARestart(t *testing.T) {
	target := actions.Target{
		Vendor:   providers.Vendor{Slug: providers.IDCloudHost, Name: "IDCloudHost", Zero: &machine{}},
		Resource: &models.Resource{ID: 7, Kind: providers.KindServer, ExternalID: "a-b", Location: "bus02", Name: "web"},
	}
	plan := actions.ServerReboot.Plan(target, nil)
	var calls []string
	for _, call := range plan.Calls {
		calls = append(calls, string(call.Op)+" "+call.Path+" "+call.Note)
		if call.Once {
			t.Errorf("%s is said to go once", call.Op)
		}
	}
	const twice = " Sending it twice does no harm."
	want := "IDC-24 /v1/bus02/user-resource/vm/stop" + twice + ", IDC-23 /v1/bus02/user-resource/vm/start" + twice
	if got := strings.Join(calls, ", "); got != want {
		t.Errorf("calls %s", got)
	}
	if !strings.Contains(plan.Consequences[0].Text, "IDCloudHost has no call to reboot") {
		t.Errorf("%+v", plan.Consequences)
	}
}

// TestWorkThatMayHang: the state of most providers keeps a person waiting, that
// of CloudAtCost is doubted.
func TestWorkThatMayHang(t *testing.T) {
	server := &models.Resource{ID: 7, Kind: providers.KindServer, State: providers.Working, StateWord: "Pending On"}
	for slug, want := range map[providers.Slug]string{providers.Inferno: "X works on it: Pending On.", providers.CloudAtCost: ""} {
		target := actions.Target{Vendor: providers.Vendor{Slug: slug, Name: "X", Zero: &rebooting{}}, Resource: server}
		for _, a := range []actions.Action{actions.ServerStart, actions.ServerStop, actions.ServerReboot} {
			offer, _ := a.Offer(target, "owner")
			doubted := strings.Contains(a.Plan(target, nil).Consequences[0].Text, "which may hang")
			if offer.Reason != want || doubted != (want == "") {
				t.Errorf("%s at %s: %q, doubted is %v", a.Name, slug, offer.Reason, doubted)
			}
		}
	}
}
