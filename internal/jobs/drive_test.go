package jobs_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
	"pinfold/internal/testdb"
)

// until lets the work go on until the condition holds. While no turn runs and
// none is due, the clock jumps to the next one that is: minutes of waiting
// pass at once, and in the true order.
func (r *rig) until(what string, holds func() bool) {
	r.t.Helper()
	deadline := time.Now().Add(90 * time.Second)
	for !holds() {
		if time.Now().After(deadline) {
			r.t.Fatalf("never: %s\n%s", what, r.log)
		}
		r.jump()
		if r.jobs != nil {
			r.jobs.Sweep()
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// jump moves the clock to the next turn, unless one runs or is due.
func (r *rig) jump() {
	r.t.Helper()
	if r.Int(r.t, "SELECT COUNT(*) FROM operations WHERE status = 'running' AND children = 0") > 0 {
		return
	}
	text := r.Text(r.t, "SELECT MIN(due_at) FROM operations WHERE status = 'waiting' AND children = 0")
	if text == "" {
		return
	}
	next, err := time.Parse("2006-01-02 15:04:05.999999999-07:00", text)
	testdb.Must(r.t, err)
	if wait := next.Sub(r.Clock.Now()); wait > 0 {
		r.Clock.Add(wait)
	}
}

// server is a known server by its id at the provider.
func (r *rig) server(external string) models.Resource {
	r.t.Helper()
	id := r.Int(r.t, "SELECT id FROM resources WHERE kind = 'server' AND external_id = ?", external)
	server, err := r.scope.Resource(ctx, providers.KindServer, models.ID(id))
	testdb.Must(r.t, err)
	return server
}

// running lists the servers that run, so that each part of a test has its own.
func (r *rig) running() []models.Resource {
	r.t.Helper()
	page, err := r.scope.Servers(ctx, models.ServerQuery{State: "running", Limit: 1000})
	testdb.Must(r.t, err)
	return page.Rows
}

// ask stores an operation on a server as the handlers do, with its lock.
func (r *rig) ask(action string, server models.Resource) models.Operation {
	r.t.Helper()
	op := testdb.Operation(server)
	op.Action, op.LockKey, op.Location = action, fmt.Sprintf("server-%d", server.ID), server.Location
	return testdb.Started(r.t, r.scope, op)
}

// do asks for an action and lets it end.
func (r *rig) do(action string, server models.Resource) models.Operation {
	r.t.Helper()
	return r.ended(r.ask(action, server))
}

// ended lets an operation run to its end, or to the person who must decide.
func (r *rig) ended(op models.Operation) models.Operation {
	r.t.Helper()
	if r.jobs != nil {
		r.jobs.Wake(ctx, op.ID, op.DueAt)
	}
	r.until(fmt.Sprintf("operation %d ends", op.ID), func() bool { return !r.operation(op).Status.Open() })
	return r.operation(op)
}

func (r *rig) operation(op models.Operation) models.Operation {
	r.t.Helper()
	op, err := r.scope.Operation(ctx, op.ID)
	testdb.Must(r.t, err)
	return op
}

// executed counts what the provider carried out on a server.
func (r *rig) executed(external string) (n int) {
	for _, entry := range r.box.Ledger() {
		if entry.Target == external {
			n++
		}
	}
	return n
}

// words are the words of an operation's log in order.
func (r *rig) words(op models.Operation) string {
	r.t.Helper()
	events, err := r.scope.Events(ctx, op)
	testdb.Must(r.t, err)
	var words []string
	for _, e := range events {
		words = append(words, e.Word)
	}
	return strings.Join(words, ", ")
}

// journal is the state of the operation's only provider write, "" if none
// was begun.
func (r *rig) journal(op models.Operation) models.Journal {
	r.t.Helper()
	rows, err := r.scope.Journals(ctx, op)
	testdb.Must(r.t, err)
	if len(rows) > 1 {
		r.t.Errorf("%d writes in the journal", len(rows))
	}
	if len(rows) == 0 {
		return models.Journal{}
	}
	return rows[0]
}

func (r *rig) locks(op models.Operation) int64 {
	r.t.Helper()
	return r.Int(r.t, "SELECT COUNT(*) FROM locks WHERE operation_id = ?", op.ID)
}

// fault makes the next calls of an operation fail, all of them if times is 0.
func (r *rig) fault(f sandbox.Fault, op string, times int) {
	f.Provider, f.Op, f.Times = "clodo", op, times
	r.box.SetFault(f)
}

// in is the same rig for a subtest.
func (r *rig) in(t *testing.T) *rig {
	same := *r
	same.t = t
	return &same
}
