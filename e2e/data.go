//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// Data reads the database of a panel beside it.
type Data struct {
	t     testing.TB
	store *models.Store
	scope models.Scope
}

// OpenData opens the panel's database for reading.
func OpenData(t testing.TB, p *Panel) *Data {
	t.Helper()
	store, err := models.Open(p.Data+"/panel.db", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() }) // It was only read.
	user, err := store.UserByEmail(context.Background(), Email)
	if err != nil {
		t.Fatal(err)
	}
	d := &Data{t: t, store: store}
	if d.scope, err = store.ScopeFor(context.Background(), user.ID, 0); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *Data) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// Account is the first account.
func (d *Data) Account() models.Account {
	d.t.Helper()
	accounts, err := d.scope.Accounts(context.Background())
	d.must(err)
	if len(accounts) == 0 {
		d.t.Fatal("no account")
	}
	return accounts[0]
}

// Servers are all servers by name.
func (d *Data) Servers() []models.Resource {
	d.t.Helper()
	page, err := d.scope.Servers(context.Background(), models.ServerQuery{Sort: "name", Limit: 100_000})
	d.must(err)
	return page.Rows
}

// Running are the servers that run.
func (d *Data) Running() []models.Resource {
	d.t.Helper()
	page, err := d.scope.Servers(context.Background(), models.ServerQuery{State: "running", Sort: "name", Limit: 100_000})
	d.must(err)
	return page.Rows
}

// Operations are all operations but those of bulk runs.
func (d *Data) Operations() []models.Operation {
	d.t.Helper()
	rows, _, err := d.scope.Operations(context.Background(), models.OperationQuery{Limit: 100_000})
	d.must(err)
	return rows
}

// Open counts the operations that have not ended and wait for no person.
func (d *Data) Open() int {
	n := 0
	for _, op := range d.Operations() {
		if op.Status.Open() && !strings.HasPrefix(op.Step, "Waits for a decision") {
			n++
		}
	}
	return n
}

// Describe tells of what has not ended.
func (d *Data) Describe() string {
	var text strings.Builder
	for _, op := range d.Operations() {
		if op.Status.Open() {
			fmt.Fprintf(&text, "%d %s %s: %s, turn %d, attempt %d, due %s, lease until %v, step %q\n", op.ID, op.Action, op.TargetName,
				op.Status, op.Turn, op.Attempt, op.DueAt, op.LeaseUntil, op.Step)
		}
	}
	return text.String()
}

// Due returns the turns that the operations have had whose next is due now.
func (d *Data) Due() map[models.ID]int {
	turns := map[models.ID]int{}
	now := time.Now()
	for _, op := range d.Operations() {
		if op.Status.Open() && op.DueAt.Before(now) {
			turns[op.ID] = op.Turn
		}
	}
	return turns
}

// AllTurned reports whether each of the operations has had a turn since.
func (d *Data) AllTurned(before map[models.ID]int) bool {
	for _, op := range d.Operations() {
		if turn, ok := before[op.ID]; ok && op.Status.Open() && op.Turn == turn {
			return false
		}
	}
	return true
}

// LiftLimits gives the default account limits that no test reaches.
func LiftLimits(t testing.TB, box *Box) {
	t.Helper()
	var limits []sandbox.Limit
	for _, verb := range []string{"GET", "POST", "PUT", "DELETE"} {
		limits = append(limits, sandbox.Limit{Verb: verb, URI: "*", Regex: ".*", Value: 1_000_000, Unit: sandbox.PerMinute})
	}
	if err := box.SetLimits("clodo", "", limits); err != nil {
		t.Fatal(err)
	}
}
