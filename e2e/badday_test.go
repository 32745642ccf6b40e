//go:build e2e

package e2e

import (
	"database/sql"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

// normal is the time that any page may take on a bad day.
const normal = 300 * time.Millisecond

// TestBadDays lets the provider misbehave in every way and looks at the pages
// meanwhile.
// Case 22: reads fail, and the pages show old data with its age.
func TestBadDays(t *testing.T) {
	h, _, db := Settle(t, sandbox.Options{Seed: 8, Servers: 4})
	client := ClientOf(t, h.Panel, Email)
	var led atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { led.Add(1) }))
	defer elsewhere.Close()
	pages := []string{"/servers", serverURL(db.Running()[0]), "/operations", "/accounts", "/accounts/1", "/accounts/1/settings",
		actionURL(db.Running()[0], "server.reboot"), "/accounts/1/actions/server.create"}
	before := measure(client, pages)
	for _, fault := range []sandbox.Fault{
		{Kind: sandbox.FaultStatus, Status: 500}, {Kind: sandbox.FaultStatus, Status: 503, Bare: true},
		{Kind: sandbox.FaultStatus, Status: 429, RetryAfter: "1000000000"}, {Kind: sandbox.FaultStatus, Status: 429, RetryAfter: "-1"},
		{Kind: sandbox.FaultHTML}, {Kind: sandbox.FaultGarbage}, {Kind: sandbox.FaultEmpty}, {Kind: sandbox.FaultCut},
		{Kind: sandbox.FaultTruncate}, {Kind: sandbox.FaultOversized}, {Kind: sandbox.FaultGzipBomb},
		{Kind: sandbox.FaultRedirect, URL: elsewhere.URL}, {Kind: sandbox.FaultRevoke}, {Kind: sandbox.FaultHang},
		{Kind: sandbox.FaultDrip, Delay: time.Second},
	} {
		name := strings.TrimSpace(fmt.Sprintf("%s %d %s", fault.Kind, fault.Status, fault.RetryAfter))
		if fault.Kind == sandbox.FaultRevoke {
			continue // It heals by itself at the next sign-in.
		}
		t.Run(name, func(t *testing.T) {
			fault.Provider, fault.Op = "clodo", "CLO-04"
			day := badDay{h.In(t), db.In(t), client.In(t)}
			day.begins(fault)
			day.wantNormal(measure(day.client, pages), before)
			day.wantTold()
			day.h.Box.ClearFaults()
			day.ends(true)
		})
	}
	if n := led.Load(); n != 0 {
		t.Errorf("a redirect was followed %d times", n)
	}
	t.Run("it ends by itself", func(t *testing.T) {
		day := badDay{h.In(t), db.In(t), client.In(t)}
		day.begins(sandbox.Fault{Provider: "clodo", Kind: sandbox.FaultStatus, Status: 503, Bare: true})
		day.h.Box.ClearFaults()
		day.ends(false)
	})
	if strings.Contains(h.Log(), "SQLSTATE") || strings.Contains(h.Log(), "Checking your browser") {
		t.Error("the log holds what the provider sent instead of an answer")
	}
}

type badDay struct {
	h      *House
	db     *Data
	client *Client
}

// begins waits until the panel has noticed the fault, and makes what is known
// old.
func (d badDay) begins(fault sandbox.Fault) {
	d.h.t.Helper()
	d.h.Box.SetFault(fault)
	d.client.Post("/accounts/1/refresh", nil)
	Eventually(d.h.t, "the account fails", func() bool { return d.db.Account().Failures > 0 })
	d.h.age(10 * time.Minute)
}

// age moves what is known of servers into the past.
func (p *Panel) age(by time.Duration) {
	p.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+p.Data+"/panel.db?_busy_timeout=5000")
	p.must(err)
	defer func() { _ = db.Close() }() // What counts was checked.
	then := time.Now().UTC().Add(-by)
	_, err = db.Exec("UPDATE resources SET checked_at = ?", then)
	p.must(err)
	_, err = db.Exec("UPDATE accounts SET checks = json_set(CAST(checks AS TEXT), '$.servers.at', ?)", then.Format(time.RFC3339Nano))
	p.must(err)
}

// wantTold checks that pages tell what was true, when, and why not more.
func (d badDay) wantTold() {
	d.h.t.Helper()
	list, account := d.client.Get("/servers").Body, d.client.Get("/accounts/1").Body
	for _, want := range []string{"Was running", "10 min", "does not answer", "Next try in", "Try now"} {
		if !strings.Contains(list, want) {
			d.h.t.Errorf("the list lacks %q", want)
		}
	}
	for _, want := range []string{"No good answer since", "tried again in", "Last error"} {
		if !strings.Contains(account, want) {
			d.h.t.Errorf("the account's page lacks %q", want)
		}
	}
	for _, never := range []string{"SQLSTATE", "Checking your browser", "aaaaaaaa"} {
		if strings.Contains(list+account, never) {
			d.h.t.Errorf("a page holds %q", never)
		}
	}
	d.h.t.Logf("told: %s", d.db.Account().LastError)
	if wait := time.Until(d.db.Account().NextRefresh); wait > 11*time.Minute {
		d.h.t.Errorf("the next try is in %v", wait)
	}
}

// ends waits until all is well again.
func (d badDay) ends(asked bool) {
	d.h.t.Helper()
	if asked {
		d.client.Post("/accounts/1/refresh", nil)
	}
	EventuallyWithin(d.h.t, 45*time.Second, "the account answers", func() bool { return d.db.Account().Failures == 0 })
	list := d.client.Get("/servers").Body
	if strings.Contains(list, "Was running") || strings.Contains(list, "does not answer") || !strings.Contains(list, "Running") {
		d.h.t.Error("the list does not show that all is well again")
	}
}

// measure returns the middle and the longest of five tries for each page.
func measure(client *Client, pages []string) map[string][2]time.Duration {
	took := map[string][2]time.Duration{}
	for _, path := range pages {
		var tries []time.Duration
		for range 5 {
			began := time.Now()
			if answer := client.Get(path); answer.Status != http.StatusOK {
				client.t.Errorf("%s: status %d", path, answer.Status)
			}
			tries = append(tries, time.Since(began))
		}
		slices.Sort(tries)
		took[path] = [2]time.Duration{tries[2], tries[4]}
	}
	return took
}

func (d badDay) wantNormal(took, before map[string][2]time.Duration) {
	d.h.t.Helper()
	for path, now := range took {
		// Of pages that take two milliseconds, three times is noise.
		if now[0] > max(3*before[path][0], normal/6) || now[1] > normal {
			d.h.t.Errorf("%s takes %v (at most %v), before %v", path, now[0], now[1], before[path][0])
		}
	}
}
