package alerts_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/alerts"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

const failing = "Clodo main gives no good answer"

// TestToldOnceUntilItEnds: an alert comes once, is repeated after the chosen
// time, and comes again only after it has ended.
func TestToldOnceUntilItEnds(t *testing.T) {
	t.Parallel()
	r := newRig(t).listen()
	r.settle(func(s *models.AlertSettings) { s.FailHours, s.RemindHours = 1, 24 })
	r.fails()
	r.turn()
	r.wantTitles()
	r.Clock.Add(time.Hour)
	r.turn()
	r.wantTitles(failing)
	for range 3 {
		r.Clock.Add(2 * time.Minute)
		r.turn()
	}
	r.wantTitles(failing)
	r.Clock.Add(24 * time.Hour)
	r.turn()
	r.wantTitles(failing, failing)
	if last := r.hook.messages(t)[1].Alerts[0]; last.Reminder != 1 {
		t.Errorf("reminder %d", last.Reminder)
	}
	r.recovers()
	r.turn()
	r.fails()
	r.Clock.Add(2 * time.Hour)
	r.turn()
	r.wantTitles(failing, failing, failing)
	if n := r.Int(t, "SELECT COUNT(*) FROM alerts WHERE ended_at IS NULL"); n != 1 {
		t.Errorf("%d are open", n)
	}
}

// TestChannelHearsOfWhatGoesOn but not of what happened before it was there.
func TestChannelHearsOfWhatGoesOn(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.operation("web", models.StatusFailed)
	r.operation("db", models.StatusUnknown)
	r.Clock.Add(time.Minute)
	r.listen()
	r.turn()
	r.wantTitles("Reboot db: it is not known whether it happened")
	r.Clock.Add(2 * time.Minute)
	r.operation("mail", models.StatusFailed)
	r.turn()
	r.wantTitles("Reboot db: it is not known whether it happened", "Reboot mail: failed")
}

// TestStormIsOneMessageAMinute: what comes at once comes in one list, and the
// next one a minute later.
func TestStormIsOneMessageAMinute(t *testing.T) {
	t.Parallel()
	r := newRig(t).listen()
	r.settle(func(s *models.AlertSettings) { s.FailHours = 0 })
	for _, name := range []string{"a", "b", "c"} {
		r.operation(name, models.StatusUnknown)
	}
	r.turn()
	if got := r.hook.messages(t); len(got) != 1 || len(got[0].Alerts) != 3 {
		t.Fatalf("came %+v", got)
	}
	r.fails()
	r.turn()
	r.Clock.Add(59 * time.Second)
	r.turn()
	if n := len(r.hook.all()); n != 1 {
		t.Fatalf("%d messages within a minute", n)
	}
	r.operation("d", models.StatusUnknown)
	r.Clock.Add(time.Second)
	r.turn()
	if got := r.hook.messages(t); len(got) != 2 || len(got[1].Alerts) != 2 {
		t.Errorf("came %+v", got)
	}
}

// TestTriedAgainForADay with the same message, ever more seldom; then it has
// failed, and a person may send it again.
func TestTriedAgainForADay(t *testing.T) {
	t.Parallel()
	r := newRig(t).listen()
	r.settle(func(s *models.AlertSettings) { s.FailHours, s.RemindHours = 0, 0 })
	r.hook.status(http.StatusInternalServerError)
	r.fails()
	r.turn()
	if reason := r.Text(t, "SELECT reason FROM alert_deliveries"); reason != "The receiver answered 500." || r.state() != "waiting" {
		t.Fatalf("%s: %s", r.state(), reason)
	}
	tries := 1
	for waited := time.Duration(0); waited < 26*time.Hour; waited += time.Minute {
		r.Clock.Add(time.Minute)
		r.send()
		if n := len(r.hook.all()); n > tries {
			tries = n
		}
	}
	if r.state() != "failed" || tries < 8 || tries > 14 {
		t.Errorf("%s after %d tries", r.state(), tries)
	}
	ids := map[string]bool{}
	for _, m := range r.hook.messages(t) {
		ids[m.ID] = true
	}
	if len(ids) != 1 {
		t.Errorf("the message had %d ids", len(ids))
	}
	r.hook.status(http.StatusNoContent)
	testdb.Must(t, r.scope.SendAgain(ctx, 1, models.Audit{}))
	r.Clock.Add(time.Minute)
	r.turn()
	if n := len(r.hook.all()); r.state() != "sent" || n != tries+1 {
		t.Errorf("%s after %d tries", r.state(), n)
	}
	if err := r.scope.SendAgain(ctx, 1, models.Audit{}); err != models.ErrChanged {
		t.Errorf("what was taken is sent again: %v", err)
	}
}

// TestRetryAfterIsKept: a channel that asks for time gets it.
func TestRetryAfterIsKept(t *testing.T) {
	t.Parallel()
	r := newRig(t).listen()
	r.settle(func(s *models.AlertSettings) { s.FailHours = 0 })
	r.hook.answers(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "600")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	r.fails()
	r.turn()
	r.Clock.Add(9 * time.Minute)
	r.turn()
	if n := len(r.hook.all()); n != 1 {
		t.Errorf("%d tries", n)
	}
	r.Clock.Add(time.Minute)
	r.turn()
	if n := len(r.hook.all()); n != 2 {
		t.Errorf("%d tries", n)
	}
}

// TestKilledWhileSending: what was on its way when the process ended is sent
// again as the same message; what was taken is not.
func TestKilledWhileSending(t *testing.T) {
	t.Parallel()
	r := newRig(t).listen()
	r.settle(func(s *models.AlertSettings) { s.FailHours = 0 })
	r.fails()
	testdb.Must(t, r.desk.Evaluate(ctx))
	// The process records that it sends, and dies.
	if ok, err := r.scope.BeginDeliveries(ctx, r.channel.ID, []models.ID{1}, "msg_1"); !ok || err != nil {
		t.Fatal(ok, err)
	}
	r.Clock.Add(time.Hour)
	r.turn()
	r.wantTitles()
	testdb.Must(t, r.FreeDeliveries(ctx)) // The next process starts.
	r.turn()
	r.wantTitles(failing)
	if got := r.hook.messages(t)[0].ID; got != "msg_1" {
		t.Errorf("it came as another message: %s", got)
	}
	testdb.Must(t, r.FreeDeliveries(ctx))
	r.Clock.Add(time.Hour)
	r.turn()
	r.wantTitles(failing)
}

// TestRemovedChannelGetsNothing, and the log says why.
func TestRemovedChannelGetsNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t).listen()
	r.settle(func(s *models.AlertSettings) { s.FailHours = 0 })
	r.fails()
	testdb.Must(t, r.desk.Evaluate(ctx))
	testdb.Must(t, r.scope.RemoveAlertChannel(ctx, r.channel, models.Audit{}))
	r.send()
	r.wantTitles()
	rows, _, err := r.scope.Deliveries(ctx, models.DeliveryQuery{Limit: 10})
	testdb.Must(t, err)
	if len(rows) != 1 || rows[0].State != models.DeliveryFailed || !strings.Contains(rows[0].Reason, "removed") {
		t.Errorf("%+v", rows)
	}
}

// TestChangedChannelIsTriedAtOnce: the change may be what it waited for.
func TestChangedChannelIsTriedAtOnce(t *testing.T) {
	t.Parallel()
	r := newRig(t).listen()
	r.settle(func(s *models.AlertSettings) { s.FailHours = 0 })
	r.hook.status(http.StatusNotFound)
	r.fails()
	r.turn()
	r.hook.status(http.StatusOK)
	row, err := r.scope.AlertChannel(ctx, r.channel.ID)
	testdb.Must(t, err)
	testdb.Must(t, r.desk.Change(ctx, r.scope, row, form.Values{"name": "hook", "url": r.hook.URL + "/other"}, models.Audit{}))
	if err := r.desk.Change(ctx, r.scope, row, form.Values{"name": "late", "url": r.hook.URL}, models.Audit{}); err != models.ErrChanged {
		t.Errorf("a change of what was changed: %v", err)
	}
	r.Clock.Add(time.Minute)
	r.turn()
	got := r.hook.all()
	if len(got) != 2 || got[1].path != "/other" || r.state() != "sent" {
		t.Errorf("%s: %+v", r.state(), got)
	}
	if sign := alerts.Sign(r.secret, got[1].header.Get("Webhook-Id"), r.Now(), []byte(got[1].body)); sign != got[1].header.Get("Webhook-Signature") {
		t.Error("the secret is another one")
	}
}

// TestOtherTeamsHearNothing.
func TestOtherTeamsHearNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t).listen()
	r.settle(func(s *models.AlertSettings) { s.FailHours = 0 })
	bob := r.Team(t, "bob")
	r.Account(t, bob, "hers")
	r.Exec(t, "UPDATE accounts SET failures = 1, failing_since = ? WHERE label = 'hers'", r.Now())
	r.turn()
	r.wantTitles()
	if _, err := bob.AlertChannel(ctx, r.channel.ID); err != models.ErrNotFound {
		t.Errorf("another team sees the channel: %v", err)
	}
	// Who does not see the account does not see what was said of it.
	r.fails()
	r.turn()
	eve := r.Limited(t, r.scope.Team.ID, "eve@example.com")
	rows, _, err := eve.Deliveries(ctx, models.DeliveryQuery{Limit: 10})
	testdb.Must(t, err)
	if len(rows) != 0 {
		t.Errorf("sees %+v", rows)
	}
}
