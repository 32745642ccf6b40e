//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// refusedWith makes the provider refuse with a status.
func refusedWith(op string, status int) func(*trialWorld, string) {
	return func(w *trialWorld, _ string) {
		w.box.SetFault(sandbox.Fault{Provider: string(w.slug), Op: op, Kind: sandbox.FaultStatus, Status: status})
	}
}

// changedBefore changes the server behind the panel's back.
func changedBefore(kind string) func(*trialWorld, string) {
	return func(w *trialWorld, target string) {
		w.mutate(sandbox.Mutation{Kind: kind, Target: w.resource(target).ExternalID})
	}
}

// TestCloudAtCostPower tries CAC-03.
func TestCloudAtCostPower(t *testing.T) {
	tryAll(t, providers.CloudAtCost, []trial{
		{
			name: "CAC-03 poweron", op: "CAC-03", on: aStopped, action: "server.start",
			refuse: refusedWith("CAC-03", 412), sentence: "CloudAtCost says that the request failed",
		},
		{
			name: "CAC-03 poweroff", op: "CAC-03", on: aRunning, action: "server.stop",
			refuse: refusedWith("CAC-03", 400), sentence: "CloudAtCost does not know this call",
		},
		{
			name: "CAC-03 reset", op: "CAC-03", on: aRunning, action: "server.reboot",
			refuse: changedBefore(sandbox.MutateStop), sentence: "CloudAtCost says that the request failed",
		},
	})
}

// TestInfernoPower tries INF-08 to INF-10. Nothing tells of a reboot whose
// answer was lost.
func TestInfernoPower(t *testing.T) {
	tryAll(t, providers.Inferno, []trial{
		{name: "INF-10 boot", op: "INF-10", on: aStopped, action: "server.start", sentence: "Inferno refused"},
		{name: "INF-09 stop", op: "INF-09", on: aRunning, action: "server.stop", sentence: "Inferno refused"},
		{
			name: "INF-08 reboot", op: "INF-08", on: aRunning, action: "server.reboot",
			refuse: changedBefore(sandbox.MutateStop), sentence: "VPS is not running", lost: lostAsked,
		},
	})
}

// TestIDCloudHostPower tries IDC-23 to IDC-25, and the pair that reboots.
func TestIDCloudHostPower(t *testing.T) {
	tryAll(t, providers.IDCloudHost, []trial{
		{
			name: "IDC-23 start", op: "IDC-23", on: aStopped, action: "server.start",
			refuse: refusedWith("IDC-23", 409), sentence: "IDCloudHost is still at work on it",
		},
		{
			name: "IDC-24 stop", op: "IDC-24", on: aRunning, action: "server.stop",
			refuse: refusedWith("IDC-24", 403), sentence: "IDCloudHost refused",
		},
		{
			name: "IDC-24 forced stop", op: "IDC-24", on: aRunning, action: "server.force_stop", done: wasForced,
			refuse: refusedWith("IDC-24", 409), sentence: "The resource is locked",
		},
		{
			name: "IDC-25 rescue", op: "IDC-25", on: aStopped, action: "server.rescue",
			refuse: changedBefore(sandbox.MutateStart), sentence: "It is not stopped: IDCloudHost shows it as running",
		},
		{
			name: "IDC-24 of a reboot", op: "IDC-24", on: aRunning, action: "server.reboot", done: runsAgain,
			refuse: changedBefore(sandbox.MutateStop), sentence: "It is stopped by now. Start it instead.",
		},
		{
			name: "IDC-23 of a reboot", op: "IDC-23", on: aRunning, action: "server.reboot", done: runsAgain,
			refuse: refusedWith("IDC-23", 409), sentence: "The server was stopped before. Start it when that is possible.",
		},
	})
}

func wasForced(w *trialWorld, _ models.Operation) {
	all := w.box.writes("IDC-24")
	if got := all[len(all)-1].Details["action"]; got != "force stop" {
		w.t.Errorf("it was a %s", got)
	}
}

// runsAgain checks that a reboot was a stop and then a start.
func runsAgain(w *trialWorld, op models.Operation) {
	all := w.box.Ledger()
	first, second := all[len(all)-2], all[len(all)-1]
	if first.Op != "IDC-24" || second.Op != "IDC-23" || first.Target != op.ExternalID || second.Target != op.ExternalID {
		w.t.Errorf("%+v, then %+v", first, second)
	}
	if r := w.resource(fmt.Sprintf("/servers/%d", op.ResourceID)); r.State != providers.Running {
		w.t.Errorf("it is %s", r.State)
	}
	page := w.client.Get(fmt.Sprintf("/operations/%d", op.ID)).Text()
	for _, want := range []string{"Stop VM", "Start VM"} {
		if !strings.Contains(page, want) {
			w.t.Errorf("the page does not tell of %s", want)
		}
	}
}

// TestHalfAReboot: the stop was done and the start is refused. The page says
// that the server is stopped and leads to its start, which then works.
func TestHalfAReboot(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.IDCloudHost)
	refusedWith("IDC-23", http.StatusConflict)(w, "")
	target := aRunning(w)
	op := w.ends(w.start(trial{action: "server.reboot"}, target).ID)
	w.box.ClearFaults()
	page := w.client.Get(fmt.Sprintf("/operations/%d", op.ID))
	if op.Status != models.StatusFailed || !strings.Contains(page.Text(), "The server was stopped before") {
		t.Fatalf("it ended as %s:\n%s", op.Status, page.Text())
	}
	if !strings.Contains(page.Body, target+"/actions/server.start") || w.resource(target).State != providers.Stopped {
		t.Errorf("Start is not offered; the server is %s", w.resource(target).State)
	}
	if op = w.ends(w.start(trial{action: "server.start"}, target).ID); op.Status != models.StatusSucceeded {
		t.Errorf("the start ended as %s: %s", op.Status, op.Error)
	}
}

// TestTaskThatHangs: CloudAtCost shows the server as off and its task as
// pending. That is doubtful, not done.
func TestTaskThatHangs(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.CloudAtCost, "PANEL_SETTLE_FOR=3s")
	target := aRunning(w)
	changedBefore(sandbox.MutateHang)(w, target)
	op := w.ends(w.start(trial{action: "server.stop"}, target).ID)
	text := w.client.Get(fmt.Sprintf("/operations/%d", op.ID)).Text()
	task := w.box.writes("CAC-03")[0].Details["task"]
	for _, want := range []string{"its work may hang", "CloudAtCost's task " + task + " (poweroff) is pending since 20", "shows as Powered Off"} {
		if op.Status != models.StatusUnknown || !strings.Contains(text, want) {
			t.Errorf("it ended as %s, and the page does not say %q: %s", op.Status, want, op.Error)
		}
	}
}

// TestActionsThatAProviderLacks are not possible, in words.
func TestActionsThatAProviderLacks(t *testing.T) {
	t.Parallel()
	w := openTrialWorld(t, providers.Inferno)
	target := aRunning(w)
	for _, action := range []string{"server.force_stop", "server.rescue"} {
		path := target + "/actions/" + action
		form, _ := w.client.Get(path).Form(path)
		answer := w.client.Post(path, form)
		if answer.Status != http.StatusUnprocessableEntity || !strings.Contains(answer.Text(), "Inferno's API has no call for this.") {
			t.Errorf("%s: status %d: %s", action, answer.Status, answer.Text())
		}
	}
}
