//go:build e2e

package e2e

import (
	"fmt"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// judge compares what the panel says of the works with what the providers
// executed. Operations up to before are not of them.
func (k *killWorld) judge(works []work, before models.ID) {
	ofForm, outcomes := map[string]models.Operation{}, map[models.Status]int{}
	for _, op := range k.db.Operations() {
		if op.ID <= before {
			continue
		}
		if other, twice := ofForm[op.FormID]; twice {
			k.t.Errorf("operations %d and %d are of one form", other.ID, op.ID)
		}
		ofForm[op.FormID] = op
		outcomes[op.Status]++
	}
	k.t.Logf("outcomes: %v", outcomes)
	if len(ofForm) != len(works) {
		k.t.Errorf("%d operations for %d forms", len(ofForm), len(works))
	}
	if 2*outcomes[models.StatusSucceeded] < len(works) {
		k.t.Errorf("less than half succeeded: %v", outcomes)
	}
	entries := k.entries()
	for _, w := range works {
		op, ok := ofForm[w.form]
		if !ok {
			k.t.Errorf("%s: no operation", w.path)
			continue
		}
		k.judgeOne(w, op, entries)
	}
	k.knownOnce()
}

// judgeOne checks one work against the ledger.
func (k *killWorld) judgeOne(w work, op models.Operation, entries []sandbox.Entry) {
	last := 0
	for _, e := range w.effects {
		last = e.count(entries)
		if last > 1 && !e.repeat {
			k.wrong(op, fmt.Sprintf("%s happened %d times", e.op, last))
		}
		if last == 0 && op.Status == models.StatusSucceeded {
			k.wrong(op, e.op+" never happened")
		}
	}
	if op.Status != models.StatusSucceeded {
		k.t.Logf("operation %d, %s of %s, %s: happened %d times: %s %s", op.ID, op.Action, op.TargetName, op.Status, last, op.Error, op.Said)
	}
	switch {
	case op.Status == models.StatusFailed && last > 0:
		k.wrong(op, fmt.Sprintf("%s happened %d times", w.effects[len(w.effects)-1].op, last))
	case op.Status.Open() && last > 0: // It waits for a decision about another one.
		k.wrong(op, "it waits and has happened")
	}
}

// wrong tells of an operation that is not as the ledger has it.
func (k *killWorld) wrong(op models.Operation, what string) {
	k.t.Helper()
	k.t.Errorf("operation %d, %s of %s, %s (%s %s): %s", op.ID, op.Action, op.TargetName, op.Status, op.Error, op.Said, what)
}

func (e killEffect) count(entries []sandbox.Entry) (n int) {
	for _, entry := range entries {
		if entry.Op == e.op && e.fits(entry) {
			n++
		}
	}
	return n
}

// knownOnce checks that no server is known twice.
func (k *killWorld) knownOnce() {
	known := map[string]bool{}
	for _, r := range k.db.Servers() {
		key := fmt.Sprint(r.AccountID, " ", r.Location, " ", r.ExternalID)
		if known[key] {
			k.t.Errorf("server %s is known twice", key)
		}
		known[key] = true
	}
}
