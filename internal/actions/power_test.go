package actions_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// machine is a provider's server whose readings a test sets. It knows no
// reboot; see rebooting.
type machine struct {
	state  providers.State
	calls  []string
	start  error
	stop   error
	reads  int
	unread error
}

func (m *machine) Server(context.Context, providers.Ref) (providers.Observation, error) {
	m.reads++
	return providers.Observation{Kind: providers.KindServer, ID: "1", State: m.state, StateWord: "is " + string(m.state)}, m.unread
}

func (m *machine) Start(context.Context, providers.Ref) error {
	m.calls = append(m.calls, "start")
	return m.start
}

func (m *machine) Stop(context.Context, providers.Ref) error {
	m.calls = append(m.calls, "stop")
	return m.stop
}

func (m *machine) called() string { return strings.Join(m.calls, " ") }

// rebooting is a server of a provider with a call to reboot.
type rebooting struct {
	machine
	mark    string
	reboots int
	lost    error
	task    string
	tasks   []providers.Task
}

func (m *rebooting) Reboot(ctx context.Context, _ providers.Ref) error {
	m.calls = append(m.calls, "reboot")
	providers.NoteTask(ctx, m.task)
	return m.lost
}

func (m *rebooting) RebootMark(context.Context, providers.Ref) (string, error) { return m.mark, nil }

func (m *rebooting) RebootsSince(context.Context, providers.Ref, string) (int, error) {
	return m.reboots, nil
}

// following is one whose provider keeps a record of tasks.
type following struct{ rebooting }

func (m *following) Tasks(context.Context, providers.Ref) ([]providers.Task, error) {
	return m.tasks, nil
}

// reboot is a fresh turn of a reboot at the provider.
func (r *rig) reboot(slug providers.Slug, name string, c providers.Client) error {
	run := r.run()
	run.Action, run.Vendor = actions.ServerReboot, providers.Vendor{Slug: slug, Name: name, Zero: c}
	run.Observe = func(context.Context, providers.Observation) (models.ID, error) { return r.server.ID, nil }
	return run.Action.Do(ctx, run, c)
}

func wants[E error](t *testing.T, what string, err error) {
	t.Helper()
	if !is[E](err) {
		t.Errorf("%s: %v", what, err)
	}
}

// TestRebootIsSeen: the server shows as running from the first look on. Only a
// trace, or having seen it down, or enough time make it rebooted.
func TestRebootIsSeen(t *testing.T) {
	t.Run("by the provider's record", func(t *testing.T) {
		r, m := newRig(t), &rebooting{machine: machine{state: providers.Running}, mark: "5"}
		wants[*actions.Snooze](t, "before", r.reboot(providers.Clodo, "Clodo", m))
		m.reboots = 1
		if err := r.reboot(providers.Clodo, "Clodo", m); err != nil || m.called() != "reboot" {
			t.Errorf("%v, called %s", err, m.called())
		}
	})
	t.Run("by being down", func(t *testing.T) {
		r, m := newRig(t), &rebooting{machine: machine{state: providers.Stopped}, mark: providers.NoTrace}
		wants[*actions.Snooze](t, "down", r.reboot(providers.Inferno, "Inferno", m))
		r.crash()
		m.state = providers.Running
		if err := r.reboot(providers.Inferno, "Inferno", m); err != nil {
			t.Error(err)
		}
	})
	t.Run("by nothing but time", func(t *testing.T) {
		r, m := newRig(t), &rebooting{machine: machine{state: providers.Running}, mark: providers.NoTrace}
		wants[*actions.Snooze](t, "at once", r.reboot(providers.Inferno, "Inferno", m))
		r.Clock.Add(5 * time.Second)
		wants[*actions.Snooze](t, "after 5 s", r.reboot(providers.Inferno, "Inferno", m))
		r.Clock.Add(5 * time.Second)
		if err := r.reboot(providers.Inferno, "Inferno", m); err != nil || m.called() != "reboot" {
			t.Errorf("after 10 s: %v, called %s", err, m.called())
		}
	})
}

// TestRebootWithoutTrace: a lost answer is put before a person at the first
// look, with what can be seen.
func TestRebootWithoutTrace(t *testing.T) {
	r, m := newRig(t), &rebooting{machine: machine{state: providers.Running}, mark: providers.NoTrace, lost: errLost}
	wants[*actions.Snooze](t, "lost", r.reboot(providers.Inferno, "Inferno Solutions", m))
	err := r.reboot(providers.Inferno, "Inferno Solutions", m)
	var doubt *actions.Doubt
	if !errors.As(err, &doubt) || !strings.Contains(doubt.Sentence, "Inferno Solutions shows only whether a server runs, now as is running.") {
		t.Errorf("%v", err)
	}
	if m.called() != "reboot" || m.reads != 1 {
		t.Errorf("called %s, read %d times", m.called(), m.reads)
	}
}

// TestTaskIsFollowed: what the list says counts once the task has ended.
func TestTaskIsFollowed(t *testing.T) {
	began := time.Date(2026, 3, 4, 12, 4, 0, 0, time.UTC)
	for name, lost := range map[string]error{"answered": nil, "found": errLost} {
		r, m := newRig(t), &following{rebooting{machine: machine{state: providers.Running}, mark: "[]", task: "77", reboots: 1, lost: lost}}
		m.tasks = []providers.Task{{ID: "77", Action: "reset", Pending: true, Word: "pending", Since: began}}
		err := r.reboot(providers.CloudAtCost, "CloudAtCost", m)
		if lost != nil {
			err = r.reboot(providers.CloudAtCost, "CloudAtCost", m)
		}
		var snooze *actions.Snooze
		const task = "CloudAtCost's task 77 (reset) is pending since 2026-03-04 12:04 UTC."
		if !errors.As(err, &snooze) || snooze.Step != task || m.reads != 0 {
			t.Errorf("%s: %v, read %d times", name, err, m.reads)
		}
		r.Clock.Add(21 * time.Minute)
		r.crash()
		var doubt *actions.Doubt
		want := "CloudAtCost took the call, but its work may hang. " + task + " The server itself shows as is running."
		if err := r.reboot(providers.CloudAtCost, "CloudAtCost", m); !errors.As(err, &doubt) || doubt.Sentence != want {
			t.Errorf("%s: %v", name, err)
		}
		m.tasks[0].Pending = false
		if err := r.reboot(providers.CloudAtCost, "CloudAtCost", m); err != nil || m.called() != "reboot" {
			t.Errorf("%s: once it has ended: %v, called %s", name, err, m.called())
		}
	}
}
