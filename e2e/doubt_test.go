//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// TestWritesOnBadDays loses answers of writes and looks at what the page says
// and what the provider really did.
func TestWritesOnBadDays(t *testing.T) {
	var ahead atomic.Int64
	clock := func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	h, page, db := Settle(t, sandbox.Options{Seed: 9, Servers: 12, Pace: 200 * time.Millisecond, Now: clock}, "PANEL_LOOK_FOR=2s")
	running := db.Running()

	t.Run("an error after the execution is found by reading", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-10", Kind: sandbox.FaultStatus, Status: 500, Execute: true, Times: 1})
		h.Do(page, running[0], "Reboot")
		db.Ended(models.StatusSucceeded)
		h.wantOnce(db, "CLO-10", running[0].ExternalID)
		h.Must(h.Expect.Locator(page.Locator("h1 + .state")).ToHaveText("Running"))
	})
	t.Run("a creation whose answer was lost is found", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		count := len(db.Servers())
		h.Box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-06", Kind: sandbox.FaultLost, Times: 1})
		h.Goto(page, "/accounts/1/actions/server.create")
		h.fill(page, map[string]string{"name": "lost-and-found"})
		h.Press(page, "Create server")
		h.Must(h.Expect.Locator(page.Locator("h1 + .state")).ToHaveText("Done"))
		if made, now := len(h.Box.writes("CLO-06")), len(db.Servers()); made != 1 || now != count+1 {
			t.Errorf("made %d, %d servers more", made, now-count)
		}
	})
	t.Run("a refusal is failed, in the provider's words", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		h.Goto(page, serverURL(running[1]))
		h.Must(h.Box.Mutate(sandbox.Mutation{Provider: "clodo", Kind: sandbox.MutateStop, Target: running[1].ExternalID}))
		h.Do(page, running[1], "Reboot")
		op := db.Ended(models.StatusFailed)
		h.Goto(page, fmt.Sprintf("/operations/%d", op.ID))
		h.Must(h.Expect.Locator(page.Locator(".said")).ToContainText("Команда недоступна в текущем статусе VPS"))
		h.Must(h.Expect.Locator(page.GetByText("Reboot again")).ToBeVisible())
	})
	for i, choice := range []struct {
		label string
		ends  models.Status
	}{{"It happened", models.StatusSucceeded}, {"It did not", models.StatusFailed}, {"Look again", models.StatusUnknown}} {
		t.Run("not known, and then: "+choice.label, func(t *testing.T) {
			h.In(t).decides(page, db.In(t), running[2+i], choice.label, choice.ends)
		})
	}
	t.Run("the limit of the account is waited for", func(t *testing.T) {
		h, db := h.In(t), db.In(t)
		// The figures of the page are read by POST too, and would take the place.
		h.Box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-11", Kind: sandbox.FaultStatus, Status: http.StatusNotFound})
		defer h.Box.ClearFaults()
		boundary := clock().Truncate(time.Minute).Add(time.Minute - 6*time.Second)
		ahead.Store(int64(time.Until(boundary)))
		h.Must(h.Box.SetLimits("clodo", "", []sandbox.Limit{{Verb: "POST", URI: "*", Regex: ".*", Value: 1, Unit: sandbox.PerMinute}}))
		h.Do(page, running[6], "Reboot")
		h.Do(page, running[7], "Reboot")
		h.Must(h.Expect.Locator(page.Locator("#server-page")).ToContainText("rate limit"))
		Eventually(t, "all ends", func() bool { return db.Open() == 0 })
		db.Ended(models.StatusSucceeded)
		h.wantOnce(db, "CLO-10", running[6].ExternalID)
		h.wantOnce(db, "CLO-10", running[7].ExternalID)
	})
}

// decides brings a reboot whose outcome nobody knows to a person, who chooses.
func (h *House) decides(page playwright.Page, db *Data, server models.Resource, label string, ends models.Status) {
	h.Box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-10", Kind: sandbox.FaultCut, Times: 1})
	h.Do(page, server, "Reboot")
	op := db.Ended(models.StatusUnknown)
	h.Must(h.Expect.Locator(page.Locator("h1 + .state")).ToHaveText("Not known"))
	client := ClientOf(h.t, h.Panel, Email)
	stop := actionURL(server, "server.stop")
	held := client.Get(stop)
	if _, offered := held.Form(stop); offered && strings.Contains(held.Body, `name="form_id"`) {
		h.t.Error("another change is offered while the outcome is not known")
	}
	h.Goto(page, "/operations")
	card := page.Locator(fmt.Sprintf("#operation-%d", op.ID))
	for _, choice := range []string{"Look again", "It happened", "It did not"} {
		h.Must(h.Expect.Locator(card.Locator("button", playwright.LocatorLocatorOptions{HasText: choice})).ToBeVisible())
	}
	calls, ledger := h.Box.Calls()["CLO-10"], len(h.Box.Ledger())
	h.Must(card.Locator("button", playwright.LocatorLocatorOptions{HasText: label}).Click())
	Eventually(h.t, "it was decided", func() bool {
		now := db.Last()
		return now.DecidedBy != nil && now.Status == ends && !now.Status.Open()
	})
	if h.Box.Calls()["CLO-10"] != calls || len(h.Box.Ledger()) != ledger {
		h.t.Error("deciding sent something")
	}
	form, free := client.Get(stop).Form(stop)
	if free = free && form.Get("form_id") != ""; free != (ends != models.StatusUnknown) {
		h.t.Errorf("after %q the server is free: %v", label, free)
	}
	if ends == models.StatusUnknown {
		answer := client.Post(fmt.Sprintf("/operations/%d/decide", op.ID), map[string][]string{"decision": {"did-not"}})
		if answer.Status != http.StatusSeeOther {
			h.t.Errorf("status %d", answer.Status)
		}
	}
}

// TestStoppedInTheMiddle stops the panel while work goes on. It takes it up
// again, and the page follows without a reload.
func TestStoppedInTheMiddle(t *testing.T) {
	h, page, db := Settle(t, sandbox.Options{Seed: 9, Servers: 4, Pace: 1500 * time.Millisecond})
	h.AllowConsole(`Failed to fetch|net::ERR_\w+`) // A browser has many names for a panel that is away.
	server := db.Running()[0]
	h.Do(page, server, "Reboot")
	Eventually(t, "the call was taken", func() bool { return len(h.Box.writes("CLO-10")) == 1 })
	began := time.Now()
	if code := h.Stop(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the stop took %v", took)
	}
	h.Start()
	db.Ended(models.StatusSucceeded)
	h.wantOnce(db, "CLO-10", server.ExternalID)
	h.Must(h.Expect.Locator(page.Locator("h1 + .state")).ToHaveText("Running"))
	h.Must(h.Expect.Locator(page.Locator(`[data-while="live"][data-on]`)).ToBeVisible())
}
