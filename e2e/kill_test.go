//go:build e2e

package e2e

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// takenUp is how soon after a restart what was open must have a turn.
const takenUp = 15 * time.Second

// TestKill works through 100 creations and reboots while the panel is killed
// at random moments and answers are lost. The ledger of the simulated
// provider says what was really executed.
// Case 32: kill -9 at every step, many times.
func TestKill(t *testing.T) {
	box := StartBox(t, sandbox.Options{Seed: 7, Pace: 150 * time.Millisecond, Servers: 60, DataCenters: 3})
	LiftLimits(t, box)
	panel := StartPanel(t, box.Allow(), "PANEL_LOOK_FOR=8s", "PANEL_SETTLE_FOR=40s", "PANEL_LOG_LEVEL=warn")
	client := NewClient(t, panel)
	client.SignIn()
	client.ConnectClodo(box)
	db := OpenData(t, panel)
	Eventually(t, "the servers are there", func() bool { return len(db.Servers()) >= 63 })
	loseAnswers(box)
	box.Reset()

	wanted := killWork(db)
	asked := make(chan struct{})
	go func() {
		defer close(asked)
		askAll(t, client, wanted)
	}()
	kills := killUntil(t, panel, db, func() bool {
		select {
		case <-asked:
			return db.Open() == 0
		default:
			return false
		}
	})
	judge(t, box, db, wanted)
	if t.Logf("%d operations, %d kills", len(wanted), kills); kills < 5 {
		t.Errorf("the panel was killed %d times only", kills)
	}
}

// loseAnswers makes the provider execute and not tell, not execute and not
// tell, and tell nonsense.
func loseAnswers(box *Box) {
	for _, op := range []string{"CLO-06", "CLO-10"} {
		box.SetFault(sandbox.Fault{Provider: "clodo", Op: op, Kind: sandbox.FaultLost, Chance: 0.15})
		box.SetFault(sandbox.Fault{Provider: "clodo", Op: op, Kind: sandbox.FaultCut, Chance: 0.07})
		box.SetFault(sandbox.Fault{Provider: "clodo", Op: op, Kind: sandbox.FaultStatus, Status: 500, Execute: true, Chance: 0.05})
		box.SetFault(sandbox.Fault{Provider: "clodo", Op: op, Kind: sandbox.FaultDelay, Delay: 300 * time.Millisecond, Chance: 0.2})
	}
}

// wish is one operation that the test asks for. Key is what the ledger knows
// it by: the name of a creation, the number of a rebooted server.
type wish struct {
	path, key string
	fill      map[string]string
	// form is the one-time id of the form that was taken.
	form string
}

func killWork(db *Data) []wish {
	var wishes []wish
	account := db.Account()
	for i := range 60 {
		name := fmt.Sprintf("kill-%02d", i%54) // Six names are asked for twice.
		path := fmt.Sprintf("/accounts/%d/actions/server.create", account.ID)
		wishes = append(wishes, wish{path: path, key: name, fill: map[string]string{"name": name}})
	}
	for _, server := range db.Running()[:40] {
		path := fmt.Sprintf("/servers/%d/actions/server.reboot", server.ID)
		wishes = append(wishes, wish{path: path, key: server.ExternalID})
	}
	rand.New(rand.NewPCG(7, 7)).Shuffle(len(wishes), func(i, j int) { wishes[i], wishes[j] = wishes[j], wishes[i] })
	return wishes
}

// askAll sends every form until it is answered. A form whose answer was lost
// is sent again as it is: its one-time id keeps it from counting twice.
func askAll(t *testing.T, client *Client, wishes []wish) {
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := i; j < len(wishes); j += 4 {
				insist(t, client, &wishes[j])
				time.Sleep(time.Duration(rand.IntN(700)) * time.Millisecond) // So that kills fall into the midst of the work.
			}
		}()
	}
	wg.Wait()
}

func insist(t *testing.T, client *Client, w *wish) {
	values, answer := url.Values(nil), Answer{}
	deadline := time.Now().Add(2 * time.Minute)
	for time.Now().Before(deadline) {
		var err error
		if values == nil {
			if answer, err = client.Try("GET", w.path, nil); err == nil {
				values = w.filled(answer)
			}
		} else if answer, err = client.Try("POST", w.path, values); err == nil && answer.Status < 400 {
			w.form = values.Get("form_id")
			return
		} else if err == nil && answer.Status == http.StatusUnprocessableEntity {
			values = nil // It was not taken; the images may not have been read when the form was made.
		}
		time.Sleep(50 * time.Millisecond) // The panel may be down at present.
	}
	t.Errorf("%s was never taken; the last answer: %d %s", w.path, answer.Status, answer.Text())
}

// filled is the form of the page as a person sends it, nil if there is none.
func (w *wish) filled(page Answer) url.Values {
	form, ok := page.Form(w.path)
	if !ok {
		return nil
	}
	for name, value := range w.fill {
		form.Set(name, value)
	}
	if form.Has("confirm") {
		form.Set("confirm", page.typedName())
	}
	return form
}

// killUntil kills and restarts the panel until done, and returns how often.
func killUntil(t *testing.T, panel *Panel, db *Data, done func() bool) (kills int) {
	deadline := time.After(150 * time.Second)
	for !done() {
		// The later kills fall further apart, so that some fall into the end.
		pause := time.NewTimer(time.Duration(200+rand.IntN(1500)+40*kills) * time.Millisecond)
		select {
		case <-pause.C:
		case <-deadline:
			t.Fatalf("after %d kills %d operations have not ended:\n%s", kills, db.Open(), db.Describe())
		}
		if kills >= 25 {
			continue
		}
		panel.Kill()
		before := db.Due()
		panel.Start()
		kills++
		EventuallyWithin(t, takenUp, "what was open is taken up", func() bool { return db.AllTurned(before) })
	}
	return kills
}

// judge compares what the panel says with what the provider executed.
func judge(t *testing.T, box *Box, db *Data, wishes []wish) {
	executed := map[string]int{}
	for _, entry := range box.Ledger() {
		switch {
		case entry.Op == "CLO-06":
			executed[entry.Details["name"]]++
		case entry.Op == "CLO-10":
			executed[entry.Target]++
		}
	}
	known := map[string]string{}
	for _, r := range db.Servers() {
		if other, twice := known[r.ExternalID]; twice {
			t.Errorf("server %s is known twice, in %q and in %q", r.ExternalID, other, r.Location)
		}
		known[r.ExternalID] = r.Location
	}
	wished, said := map[string]int{}, map[string]map[models.Status]int{}
	for _, w := range wishes {
		wished[w.key]++
		said[w.key] = map[models.Status]int{}
	}
	made := map[string]bool{}
	total := map[models.Status]int{}
	for _, op := range db.Operations() {
		key := op.ExternalID
		if op.Action == "server.create" {
			key = op.Input["name"]
			if op.ExternalID != "" && made[op.ExternalID] {
				t.Errorf("server %s is the result of two operations", op.ExternalID)
			}
			made[op.ExternalID] = true
		}
		said[key][op.Status]++
		total[op.Status]++
	}
	if t.Logf("outcomes: %v", total); total[models.StatusSucceeded] < len(wishes)/2 {
		t.Errorf("%d of %d were done: the rest proves nothing", total[models.StatusSucceeded], len(wishes))
	}
	for key, n := range wished {
		done, unknown, ops := said[key][models.StatusSucceeded], said[key][models.StatusUnknown], 0
		for _, count := range said[key] {
			ops += count
		}
		if ops != n {
			t.Errorf("%s: asked for %d times, %d operations", key, n, ops)
		}
		if executed[key] < done || executed[key] > done+unknown {
			t.Errorf("%s: executed %d times, said: %v", key, executed[key], said[key])
		}
	}
}
