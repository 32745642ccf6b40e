package handlers

import (
	"fmt"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/ui"
)

// TestServerStateInWords: our own operation leads, then what is gone, then
// what is old, then what the provider said.
func TestServerStateInWords(t *testing.T) {
	t.Parallel()
	gone := time.Date(2026, 3, 8, 0, 0, 0, 0, time.UTC)
	said := func(state providers.State) models.Resource {
		return models.Resource{State: state, StateWord: "is_word"}
	}
	op := func(status models.Status, turn int, step string, percent int) *models.Operation {
		return &models.Operation{Action: "server.reboot", Status: status, Turn: turn, Step: step, Percent: percent}
	}
	lost := said(providers.Running)
	lost.GoneAt = &gone
	const says = "Clodo says: is_word"
	for _, tt := range []struct {
		name   string
		server models.Resource
		op     *models.Operation
		old    bool
		kind   ui.Kind
		want   string // word, detail, title, percent
	}{
		{"fresh", said(providers.Running), nil, false, ui.Running, "Running||" + says + "|-1"},
		{"stopped", said(providers.Stopped), nil, false, ui.Stopped, "Stopped||" + says + "|-1"},
		{"failed", said(providers.Failed), nil, false, ui.Error, "Error||" + says + "|-1"},
		{"suspended", said(providers.Suspended), nil, false, ui.Suspended, "Suspended||" + says + "|-1"},
		{"working", said(providers.Working), nil, false, ui.Working, "Working|Clodo works on it|" + says + "|-1"},
		{"not known", said(providers.Unknown), nil, false, ui.Unknown, "Not known||" + says + "|-1"},
		{"a state without a word", said("odd"), nil, false, ui.Unknown, "Not known||" + says + "|-1"},
		{"no word of the provider", models.Resource{State: providers.Running}, nil, false, ui.Running, "Running|||-1"},
		{"old", said(providers.Running), nil, true, ui.Was, "Was running||" + says + "|-1"},
		{"old error", said(providers.Failed), nil, true, ui.Was, "Had an error||" + says + "|-1"},
		{"old and odd", said("odd"), nil, true, ui.Was, "Was not known||" + says + "|-1"},
		{"gone", lost, nil, false, ui.Was, "Gone|||-1"},
		{"gone and old", lost, nil, true, ui.Was, "Gone|||-1"},
		{"asked", said(providers.Running), op(models.StatusWaiting, 0, "", -1), true, ui.Waiting, "Waits for its turn|Reboot||-1"},
		{"at work", said(providers.Running), op(models.StatusRunning, 1, "Rebooting", 40), false, ui.Working, "Rebooting|||40"},
		{"at a step", said(providers.Running), op(models.StatusWaiting, 2, "Waits for Clodo's rate limit", -1), false,
			ui.Working, "Rebooting|Waits for Clodo's rate limit||-1"},
		{"in doubt", lost, op(models.StatusUnknown, 9, "Rebooting", 40), true, ui.Unknown, "Not known|Reboot: answer lost||-1"},
	} {
		s := serverState(tt.server, providers.Vendor{Name: "Clodo"}, tt.op, tt.old)
		if got := fmt.Sprintf("%s|%s|%s|%d", s.Word, s.Detail, s.Title, s.Percent); got != tt.want || s.Kind != tt.kind {
			t.Errorf("%s: %s %s, want %s %s", tt.name, s.Kind, got, tt.kind, tt.want)
		}
	}
}

// TestOldIsWhatThreeRefreshesMissed, by the row or by the list that it is in.
func TestOldIsWhatThreeRefreshesMissed(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 8, 0, 0, 0, 0, time.UTC)
	server := models.Resource{Source: "servers", CheckedAt: now.Add(-3*time.Minute - time.Second)}
	listed := func(ago time.Duration) models.Account {
		return models.Account{Checks: map[string]models.Check{"servers": {At: now.Add(-ago)}}}
	}
	slow := models.Account{Checks: map[string]models.Check{"servers": {At: now.Add(-5 * time.Minute), Every: 2 * time.Minute}}}
	missed := server
	missed.Missed = 1
	fresh := server
	fresh.CheckedAt = now.Add(-3 * time.Minute)
	for name, tt := range map[string]struct {
		account models.Account
		server  models.Resource
		want    bool
	}{
		"never listed": {models.Account{}, server, true}, "listed": {listed(time.Minute), server, false},
		"listed long ago": {listed(time.Hour), server, true}, "the list lacked it": {listed(time.Minute), missed, true},
		"a list that is read less often": {slow, server, false},
		"read by itself":                 {listed(time.Hour), fresh, false},
	} {
		if got := tt.account.IsOld(tt.server, now); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestListShowsWhatIsTrue: from the database through the template.
func TestListShowsWhatIsTrue(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.server("web-1", providers.Running)
	ann := h.as(h.scope)
	ann.get("/servers").want(t, 200, "web-1", "Running")
	h.Clock.Add(3*time.Minute + time.Second)
	ann.get("/servers").want(t, 200, "web-1", "Was running")
	h.server("web-1", providers.Working)
	ann.get("/servers").want(t, 200, "Working", "Clodo works on it")
}
