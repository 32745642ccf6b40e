//go:build e2e && bench

package e2e

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/sandbox"
)

// clicks is how many clicks a figure is made of.
const clicks = 60

// TestBenchClick measures from a click's POST to the provider's receipt of the
// call: idle, and while 2,000 servers are refreshed of which each changed.
func TestBenchClick(t *testing.T) {
	box := StartBox(t, sandbox.Options{Seed: 3, Pace: 20 * time.Millisecond, Servers: 2000})
	LiftLimits(t, box)
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=warn")
	client := NewClient(t, panel)
	client.SignIn()
	client.ConnectClodo(box)
	db := OpenData(t, panel)
	EventuallyWithin(t, time.Minute, "the servers are there", func() bool { return len(db.Servers()) >= 2003 })
	Eventually(t, "the limits are known", func() bool { return len(db.Account().Limits) > 0 })
	idle := clickAll(t, box, client, db)
	stop := keepRefreshing(t, box, client, db)
	busy := clickAll(t, box, client, db)
	refreshes := stop()
	report(t, "click to call, idle", idle, 30*time.Millisecond, 120*time.Millisecond)
	report(t, fmt.Sprintf("click to call, in %d refreshes of 2,000 servers", refreshes), busy, 30*time.Millisecond, 120*time.Millisecond)
}

// clickAll stops and starts servers, one after another.
func clickAll(t *testing.T, box *Box, client *Client, db *Data) durations {
	var took durations
	for i, server := range db.Running()[:clicks] {
		path := fmt.Sprintf("/servers/%d/actions/server.stop", server.ID)
		form, ok := client.Get(path).Form(path)
		if !ok {
			t.Fatalf("server %d cannot be stopped", server.ID)
		}
		before := len(box.Received("CLO-10"))
		began := time.Now()
		if answer := client.Post(path, form); answer.Status != http.StatusSeeOther {
			t.Fatalf("click %d: status %d", i, answer.Status)
		}
		Eventually(t, "the call is received", func() bool { return len(box.Received("CLO-10")) > before })
		took = append(took, box.Received("CLO-10")[before].Sub(began))
		time.Sleep(60 * time.Millisecond) // A person's pace, so that several refreshes are met.
	}
	return took
}

// keepRefreshing renames every server and has the account read, over and over.
func keepRefreshing(t *testing.T, box *Box, client *Client, db *Data) (stop func() int64) {
	var rounds atomic.Int64
	quit, ended := make(chan struct{}), make(chan struct{})
	servers, account := db.Servers(), db.Account()
	go func() {
		defer close(ended)
		for round := 1; ; round++ {
			renameAll(t, box, servers, round)
			last := db.Account().RefreshedAt
			if _, err := client.Try(http.MethodPost, fmt.Sprintf("/accounts/%d/refresh", account.ID), nil); err != nil {
				t.Errorf("refresh: %v", err)
				return
			}
			for db.Account().RefreshedAt.Equal(*last) {
				select {
				case <-quit:
					return
				case <-time.After(5 * time.Millisecond):
				}
			}
			rounds.Add(1)
		}
	}()
	return func() int64 { close(quit); <-ended; return rounds.Load() }
}

func renameAll(t *testing.T, box *Box, servers []models.Resource, round int) {
	for _, server := range servers {
		err := box.Mutate(sandbox.Mutation{Provider: "clodo", Kind: sandbox.MutateRename, Target: server.ExternalID,
			Value: fmt.Sprintf("server-%s-%d", server.ExternalID, round)})
		if err != nil {
			t.Errorf("rename: %v", err)
			return
		}
	}
}
