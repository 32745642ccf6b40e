package models_test

import (
	"context"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

var servers = providers.Source{Name: "servers", Kinds: []providers.Kind{providers.KindServer}}

// shelf is an account that takes listings of servers.
type shelf struct {
	*testdb.DB
	t       *testing.T
	scope   models.Scope
	account models.Account
}

func newShelf(t *testing.T) shelf {
	t.Helper()
	db := testdb.New(t)
	scope := db.Team(t, "ann")
	return shelf{db, t, scope, db.Account(t, scope, "main")}
}

func (s shelf) list(complete bool, items ...providers.Observation) models.Outcome {
	s.t.Helper()
	out, err := testdb.Intake(s.scope, s.account).List(context.Background(), servers, providers.Listing{Items: items, Complete: complete})
	testdb.Must(s.t, err)
	return out
}

func (s shelf) row(id string) models.Resource {
	s.t.Helper()
	row, err := s.scope.ResourceByRef(context.Background(), s.account.ID, providers.KindServer, providers.Ref{ID: id})
	testdb.Must(s.t, err)
	return row
}

// history lists the changes of a server, the newest first.
func (s shelf) history(id string) (lines []string) {
	s.t.Helper()
	changes, err := s.scope.Changes(context.Background(), s.row(id).ID, 100)
	testdb.Must(s.t, err)
	for _, c := range changes {
		lines = append(lines, c.Field+": "+c.Before+" > "+c.After)
	}
	return lines
}

func box(id string, change ...func(*providers.Observation)) providers.Observation {
	o := providers.Observation{Kind: providers.KindServer, ID: id, Name: "web-" + id, State: providers.Running,
		Facts: providers.ServerFacts{System: "Debian 12", MemoryMB: 512}, Gauges: providers.ServerGauges{Uptime: "3 days"}}
	for _, c := range change {
		c(&o)
	}
	return o
}

func boxes(ids ...string) (all []providers.Observation) {
	for _, id := range ids {
		all = append(all, box(id))
	}
	return all
}

func TestListInsertsAndThenWritesNothing(t *testing.T) {
	s := newShelf(t)
	if out := s.list(true, boxes("1", "2", "2")...); len(out.Changed) != 2 || out.Check.Items != 2 || out.Check.Doubt {
		t.Errorf("took in %+v", out)
	}
	row := s.row("1")
	if row.TeamID != s.scope.Team.ID || row.Server().System != "Debian 12" || row.Load().Uptime != "3 days" || row.Source != "servers" {
		t.Errorf("stored %+v", row)
	}
	s.Clock.Add(time.Hour)
	before := s.Writes(t)
	if out := s.list(true, boxes("2", "1")...); len(out.Changed) != 0 || out.Check.At.Equal(row.CheckedAt) {
		t.Errorf("the same again: %+v", out)
	}
	if s.Writes(t) != before {
		t.Error("an unchanged listing writes")
	}
}

func TestHistoryKeepsFactsAndNotGauges(t *testing.T) {
	s := newShelf(t)
	s.list(true, box("1"))
	s.Clock.Add(time.Minute)
	out := s.list(true, box("1", func(o *providers.Observation) {
		o.Name, o.State, o.StateWord = "R&D", providers.Stopped, "is_disabled"
		o.Facts = providers.ServerFacts{System: "R&D \"9\"", MemoryMB: 1024}
		o.Gauges = providers.ServerGauges{Uptime: "0"}
	}))
	row := s.row("1")
	if len(out.Changed) != 1 || row.State != providers.Stopped || !row.StateSince.Equal(s.Now()) || row.Load().Uptime != "0" {
		t.Errorf("stored %+v", row)
	}
	equal(t, s.history("1"), "system: Debian 12 > R&D \"9\"", "memory_mb: 512 > 1024", "state: running > stopped", "name: web-1 > R&D", "found:  > web-1")

	s.Clock.Add(time.Minute)
	s.list(true, box("1", func(o *providers.Observation) {
		o.Name, o.State, o.StateWord, o.Parent = "R&D", providers.Stopped, "is_disabled", "rack"
		o.Facts = providers.ServerFacts{System: "R&D \"9\"", MemoryMB: 1024}
		o.Gauges = providers.ServerGauges{Uptime: "1"}
	}))
	if row := s.row("1"); row.Load().Uptime != "1" || row.Parent != "rack" || row.StateSince.Equal(s.Now()) {
		t.Errorf("stored %+v", row)
	}
	if n := len(s.history("1")); n != 5 {
		t.Errorf("gauges are kept as history: %d lines", n)
	}
}

func TestChangesArePutDownToTheOpenOperation(t *testing.T) {
	s := newShelf(t)
	s.list(true, box("1"))
	op := testdb.Started(t, s.scope, testdb.Operation(s.row("1")))
	s.list(true, box("1", func(o *providers.Observation) { o.State = providers.Working }))
	changes, err := s.scope.Changes(context.Background(), s.row("1").ID, 1)
	testdb.Must(t, err)
	if len(changes) != 1 || changes[0].OperationID == nil || *changes[0].OperationID != op.ID {
		t.Errorf("by %+v", changes)
	}
}

func TestListOfMany(t *testing.T) {
	s := newShelf(t)
	var many []providers.Observation
	for i := range 250 {
		many = append(many, box(string(rune('a'+i%26))+string(rune('a'+i/26))))
	}
	if out := s.list(true, many...); len(out.Changed) != 250 {
		t.Errorf("took in %d", len(out.Changed))
	}
}

func equal(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("got %q, want %q", got, want)
		return
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("line %d is %q, want %q", i, got[i], want[i])
		}
	}
}
