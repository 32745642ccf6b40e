//go:build e2e && bench

package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// benchList is a list that is filtered and sorted.
const benchList = "/servers?state=running&sort=name"

// TestBenchListOnBadDays measures the list of 10,000 servers over 20 accounts
// against itself: while all providers hang, and during a full refresh of
// everything. It looks at the memory with two sign-ins at work.
func TestBenchListOnBadDays(t *testing.T) {
	box := StartBox(t, sandbox.Options{Seed: 6})
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=error")
	client := NewClient(t, panel)
	client.SignIn()
	db := OpenData(t, panel)
	connectMany(t, box, client, db)
	worst := map[string]float64{}
	for run := range 5 {
		idle := listTime(t, client)
		box.SetFault(sandbox.Fault{Kind: sandbox.FaultHang})
		refreshAll(client, db)
		hanging := listTime(t, client)
		box.ClearFaults()
		refreshAll(client, db)
		refreshing := listTime(t, client)
		Eventually(t, "all is read again", func() bool { refreshAll(client, db); return db.read() == 20 })
		t.Logf("run %d: idle %s, providers hang %s, full refresh %s", run+1, idle, hanging, refreshing)
		worst["hanging"] = max(worst["hanging"], ratio(hanging, idle))
		worst["refreshing"] = max(worst["refreshing"], ratio(refreshing, idle))
	}
	for what, got := range worst {
		t.Logf("%s against idle, worst: %.2f (bound 1.30)", what, got)
		if got > 1.3 {
			t.Errorf("the list while %s is over its bound", what)
		}
	}
	memory := panel.memoryWhile(t, func() { signInTwice(t, panel) })
	t.Logf("memory with two sign-ins: %.0f MB (bound 90 MB)", memory)
	if memory > 90 {
		t.Error("the memory is over its bound")
	}
}

// connectMany connects twenty accounts with five hundred servers each.
func connectMany(t *testing.T, box *Box, client *Client, db *Data) {
	t.Helper()
	slugs := []providers.Slug{providers.Clodo, providers.CloudAtCost, providers.IDCloudHost}
	for i := range 20 {
		slug, name := slugs[i%3], fmt.Sprintf("account-%02d", i)
		fill := map[string]string{"label": name, "endpoint": box.URL + "/" + string(slug)}
		switch slug {
		case providers.Clodo:
			box.AddClodoAccount(name, "key-"+name)
			fill["login"], fill["key"] = name, "key-"+name
		case providers.CloudAtCost:
			name += "@example.com"
			box.AddCloudAtCostAccount(name, "key-"+name)
			fill["login"], fill["key"] = name, "key-"+name
		default:
			box.AddIDCloudHostAccount(name, "key-"+name)
			fill["apikey"] = "key-" + name
		}
		if err := box.Furnish(string(slug), name, 500); err != nil {
			t.Fatal(err)
		}
		client.Connect(slug, fill)
	}
	EventuallyWithin(t, 2*time.Minute, "all is read", func() bool { return db.read() == 20 })
}

func refreshAll(client *Client, db *Data) {
	accounts, err := db.scope.Accounts(db.t.Context())
	db.must(err)
	for _, a := range accounts {
		client.Post(accountPath(a)+"/refresh", url.Values{})
	}
}

// listTime is how long eight people wait for the list, on average.
func listTime(t *testing.T, client *Client) time.Duration {
	const people, each = 8, 40
	var asking sync.WaitGroup
	began := time.Now()
	for range people {
		asking.Go(func() {
			for range each {
				if answer, err := client.Try(http.MethodGet, benchList, nil); err != nil || answer.Status != http.StatusOK {
					t.Errorf("status %d, %v", answer.Status, err)
				}
			}
		})
	}
	asking.Wait()
	return time.Since(began) / each
}

func signInTwice(t *testing.T, panel *Panel) {
	var signing sync.WaitGroup
	for range 2 {
		signing.Go(func() { NewClient(t, panel).SignIn() })
	}
	signing.Wait()
}

// memoryWhile is the most memory that the panel has resident, in MB.
func (p *Panel) memoryWhile(t *testing.T, work func()) float64 {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); work() }()
	most := 0.0
	for {
		most = max(most, p.resident(t))
		select {
		case <-done:
			return most
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func (p *Panel) resident(t *testing.T) float64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return float64(kb) / 1024
		}
	}
	t.Fatal("no VmRSS")
	return 0
}
