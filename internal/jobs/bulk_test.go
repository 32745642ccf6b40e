package jobs_test

import (
	"fmt"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
	"pinfold/internal/testdb"
)

// tight are the documented limits as CLO-02 tells them: ten writes a minute.
func tight(s *setup) {
	s.servers = 45
	s.limits = []sandbox.Limit{
		{Verb: "GET", URI: "*", Regex: ".*", Value: 60, Unit: sandbox.PerMinute},
		{Verb: "POST", URI: "*", Regex: ".*", Value: 10, Unit: sandbox.PerMinute},
	}
}

// bulk starts one operation with a child for each server.
func (r *rig) bulk(action string, servers []models.Resource) (models.Operation, []*models.Operation) {
	r.t.Helper()
	parent := &models.Operation{Action: action, Kind: providers.KindServer, FormID: "bulk-" + action, Priority: providers.Bulk}
	var children []*models.Operation
	for _, server := range servers {
		child := testdb.Operation(server)
		child.Action, child.Location, child.Priority = action, server.Location, providers.Bulk
		child.LockKey = fmt.Sprintf("server-%d", server.ID)
		children = append(children, child)
	}
	_, err := r.scope.StartBulk(ctx, parent, children)
	testdb.Must(r.t, err)
	for _, child := range children {
		r.jobs.Wake(ctx, child.ID, child.DueAt)
	}
	return *parent, children
}

func (r *rig) waiting(step string) int64 {
	r.t.Helper()
	return r.Int(r.t, "SELECT COUNT(*) FROM operations WHERE status = 'waiting' AND step = ?", step)
}

const limitStep = "Waits for Clodo's rate limit"

// TestBulkKeepsToTheLimit: thirty stops against ten writes a minute. The
// provider never has to refuse one, each waits and says so, all are done.
func TestBulkKeepsToTheLimit(t *testing.T) {
	t.Parallel()
	r := newRig(t, tight)
	parent, children := r.bulk("server.stop", r.running()[:30])
	r.until("the first wait", func() bool { return r.waiting(limitStep) > 15 })
	r.until("all end", func() bool { return !r.operation(parent).Status.Open() })
	if got := r.operation(parent); got.Status != models.StatusSucceeded {
		t.Errorf("ended as %s", got.Status)
	}
	for _, child := range children {
		op := r.operation(*child)
		r.wantDone(op, op.ExternalID)
	}
	sent := r.box.Received("CLO-10")
	if len(sent) != 30 {
		t.Errorf("%d calls", len(sent))
	}
	for i := 8; i < len(sent); i++ {
		if gap := sent[i].Sub(sent[i-8]); gap < time.Minute {
			t.Errorf("nine calls within %s: bulk leaves a fifth of the limit to clicks", gap)
		}
	}
	if took := sent[len(sent)-1].Sub(sent[0]); took > 5*time.Minute {
		t.Errorf("it took %s", took)
	}
}

// TestClickGoesBeforeBulk: the limit of bulk is used up, yet a click is sent
// within a second.
func TestClickGoesBeforeBulk(t *testing.T) {
	t.Parallel()
	r := newRig(t, tight)
	servers := r.running()
	r.bulk("server.stop", servers[:30])
	r.until("bulk waits", func() bool { return r.waiting(limitStep) > 15 })
	op := r.ask("server.reboot", servers[30])
	asked, began := r.Clock.Now(), time.Now()
	r.jobs.Wake(ctx, op.ID, op.DueAt)
	r.until("the click is sent", func() bool { return r.executed(servers[30].ExternalID) == 1 })
	if virtual, real := r.journal(op).SentAt.Sub(asked), time.Since(began); virtual > time.Second || real > time.Second {
		t.Errorf("sent %s later, on the machine's clock %s", virtual, real)
	}
	r.wantDone(r.ended(op), servers[30].ExternalID)
}

// TestStopOfABulkRun: what waits for the limit is cancelled, what was sent goes
// on to its end, and nothing is sent any more.
func TestStopOfABulkRun(t *testing.T) {
	t.Parallel()
	r := newRig(t, tight)
	parent, children := r.bulk("server.stop", r.running()[:30])
	r.until("bulk waits", func() bool { return r.waiting(limitStep) == 22 })
	n, err := r.scope.CancelChildren(ctx, parent, "")
	if err != nil || n != 22 {
		t.Fatalf("cancelled %d, %v", n, err)
	}
	r.until("the rest ends", func() bool { return !r.operation(parent).Status.Open() })
	ended := map[models.Status]int{}
	for _, child := range children {
		op := r.operation(*child)
		ended[op.Status]++
		if r.locks(op) != 0 || op.EndedAt == nil || (r.executed(op.ExternalID) == 1) != (op.Status == models.StatusSucceeded) {
			t.Errorf("child %s: executed %d times, %d locks", op.Status, r.executed(op.ExternalID), r.locks(op))
		}
	}
	if ended[models.StatusSucceeded] != 8 || ended[models.StatusCancelled] != 22 || r.box.Calls()["CLO-10"] != 8 {
		t.Errorf("ended %v after %d calls", ended, r.box.Calls()["CLO-10"])
	}
}

// TestBulkOfReboots reads before each write, so that reads and writes are
// both short. It comes to its end all the same, and in good time.
func TestBulkOfReboots(t *testing.T) {
	t.Parallel()
	r := newRig(t, tight)
	began := r.Clock.Now()
	parent, children := r.bulk("server.reboot", r.running()[:30])
	r.until("all end", func() bool { return !r.operation(parent).Status.Open() })
	if got := r.operation(parent); got.Status != models.StatusSucceeded {
		t.Errorf("ended as %s", got.Status)
	}
	for _, child := range children {
		if n := r.executed(child.ExternalID); n != 1 {
			t.Errorf("%s was rebooted %d times", child.TargetName, n)
		}
	}
	took := r.Clock.Now().Sub(began)
	t.Logf("%s, %d turns, %d reads", took, r.Int(t, "SELECT SUM(turn) FROM operations"), r.box.Calls()["CLO-12"]+r.box.Calls()["CLO-05"])
	if took > 12*time.Minute {
		t.Errorf("it took %s", took)
	}
}
