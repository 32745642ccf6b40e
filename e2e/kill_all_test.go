//go:build e2e

package e2e

import (
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pinfold/internal/actions"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// TestKillOverAll works through what the registry has, at all four providers,
// while the panel is killed at random moments and answers are lost.
// Case 32: kill -9 at every step.
func TestKillOverAll(t *testing.T) {
	began := time.Now()
	k := openKill(t)
	works := slices.Concat(k.clodoWorks(), k.cloudAtCostWorks(), k.infernoWorks(), k.idCloudHostWorks(), k.storageWorks())
	hasAll(t, works)
	rand.New(rand.NewPCG(9, 9)).Shuffle(len(works), func(i, j int) { works[i], works[j] = works[j], works[i] })
	wishes := make([]wish, len(works))
	for i := range works {
		wishes[i] = works[i].wish
	}
	for _, box := range k.boxes {
		misbehaveOften(box)
		box.Reset()
	}
	before, setUp := k.db.Last().ID, time.Since(began).Round(time.Second)
	asked := make(chan struct{})
	go func() {
		defer close(asked)
		askAll(t, k.client, wishes)
	}()
	kills := killUntil(t, k.panel, k.db, func() bool {
		select {
		case <-asked:
			return k.db.Open() == 0
		default:
			return false
		}
	})
	for i := range works {
		works[i].wish = wishes[i]
	}
	k.judge(works, before)
	if strings.Contains(k.panel.Log(), "panic") {
		t.Error("the panel's log tells of a panic")
	}
	t.Logf("%d operations, %d kills, set up in %s", len(works), kills, setUp)
}

// hasAll checks that no action of the registry is left out.
func hasAll(t *testing.T, works []work) {
	t.Helper()
	for _, a := range actions.All() {
		if a.Name == "storage.user_create" {
			continue // An account with keys has its user already.
		}
		if !slices.ContainsFunc(works, func(w work) bool { return strings.HasSuffix(w.path, "/actions/"+a.Name) }) {
			t.Errorf("no work does %s", a.Name)
		}
	}
}

// misbehaveOften makes a provider execute writes and not tell, fail after it
// has executed them, and drop connections, also those of reads.
func misbehaveOften(box *Box) {
	for _, row := range providers.Catalog() {
		if !row.Write || !box.has(row) {
			continue
		}
		for _, one := range []sandbox.Fault{
			{Kind: sandbox.FaultLost, Chance: 0.2},
			{Kind: sandbox.FaultCut, Chance: 0.07},
			{Kind: sandbox.FaultStatus, Status: http.StatusInternalServerError, Execute: true, Chance: 0.08},
			{Kind: sandbox.FaultDelay, Delay: 300 * time.Millisecond, Chance: 0.1},
			{Kind: sandbox.FaultLate, Delay: 500 * time.Millisecond, Chance: 0.4},
		} {
			one.Provider, one.Op = string(row.Provider), string(row.ID)
			box.SetFault(one)
		}
	}
	box.SetFault(sandbox.Fault{Kind: sandbox.FaultCut, Chance: 0.02})
}

// has reports whether the box simulates the operation.
func (b *Box) has(row providers.Operation) (known bool) {
	defer func() { known = recover() == nil }()
	b.ClearFault(b.SetFault(sandbox.Fault{Provider: string(row.Provider), Op: string(row.ID), Kind: sandbox.FaultCut}))
	return known
}
