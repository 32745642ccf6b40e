package models_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

func (s shelf) gone(id string) bool { return s.row(id).GoneAt != nil }

func TestGoneAfterTwoCompleteListsOnly(t *testing.T) {
	s := newShelf(t)
	s.list(true, boxes("1", "2", "3")...)
	for range 5 {
		s.list(false, boxes("1", "2")...)
	}
	if row := s.row("3"); row.GoneAt != nil || row.Missed != 0 {
		t.Errorf("incomplete lists count: %+v", row)
	}
	s.list(true, boxes("1", "2")...)
	s.list(false, boxes("1", "2")...)
	if s.gone("3") {
		t.Error("gone after one complete list")
	}
	s.Clock.Add(time.Minute)
	if out := s.list(true, boxes("1", "2")...); !s.gone("3") || len(out.Changed) != 1 {
		t.Errorf("not gone after two: %+v", out)
	}
	equal(t, s.history("3"), "gone: web-3 > ", "found:  > web-3")
	before := s.Writes(t)
	s.list(true, boxes("1", "2")...)
	if s.Writes(t) != before {
		t.Error("what is gone is written again")
	}
}

func TestSeenBetweenStartsOver(t *testing.T) {
	s := newShelf(t)
	s.list(true, boxes("1", "2", "3")...)
	s.list(true, boxes("1", "2")...)
	s.list(true, boxes("1", "2", "3")...)
	s.list(true, boxes("1", "2")...)
	if s.gone("3") {
		t.Error("two lists that are not in a row count")
	}
}

func TestComesBack(t *testing.T) {
	s := newShelf(t)
	s.list(true, boxes("1", "2", "3")...)
	s.list(true, boxes("1", "2")...)
	s.list(true, boxes("1", "2")...)
	first := s.row("3")
	s.Clock.Add(time.Hour)
	s.list(true, boxes("1", "2", "3")...)
	if row := s.row("3"); row.GoneAt != nil || row.Missed != 0 || row.ID != first.ID || !row.FirstSeen.Equal(first.FirstSeen) {
		t.Errorf("came back as %+v", row)
	}
	equal(t, s.history("3"), "found:  > web-3", "gone: web-3 > ", "found:  > web-3")
}

func TestOverHalfIsDoubt(t *testing.T) {
	s := newShelf(t)
	s.list(true, boxes("1", "2", "3", "4", "5")...)
	for range 3 {
		if out := s.list(true, boxes("1", "2")...); !out.Check.Doubt {
			t.Error("three of five are not doubt")
		}
	}
	if row := s.row("3"); s.gone("3") || row.Missed != 1 {
		t.Errorf("doubt removes, or calls it checked: missed %d", row.Missed)
	}
	if out := s.list(true, boxes("1", "2", "3")...); out.Check.Doubt {
		t.Error("two of five are doubt")
	}
}

func TestDoubtEndsAfterAnHour(t *testing.T) {
	s := newShelf(t)
	s.list(true, boxes("1", "2", "3")...)
	source := providers.Source{Name: "servers", Kinds: []providers.Kind{providers.KindServer}}
	for minute := 0; minute <= 63; minute += 7 {
		intake := testdb.Intake(s.scope, s.account)
		out, err := intake.List(context.Background(), source, providers.Listing{Items: boxes("1"), Complete: true})
		testdb.Must(t, err)
		if over := minute > 60; out.Check.Doubt == over || s.gone("3") != over {
			t.Errorf("after %d minutes: doubt %v, gone %v", minute, out.Check.Doubt, s.gone("3"))
		}
		s.account.Checks = map[string]models.Check{"servers": out.Check}
		s.Clock.Add(7 * time.Minute)
	}
}

// Many images must not hide that every preset of the same list is missing.
func TestDoubtCountsByKind(t *testing.T) {
	s := newShelf(t)
	both := providers.Source{Name: "catalog", Kinds: []providers.Kind{providers.KindImage, providers.KindPreset}}
	var items []providers.Observation
	for _, id := range []string{"1", "2", "3", "4", "5", "6"} {
		items = append(items, providers.Observation{Kind: providers.KindImage, ID: id, State: providers.Available})
	}
	presets := []providers.Observation{{Kind: providers.KindPreset, ID: "1"}, {Kind: providers.KindPreset, ID: "2"}}
	intake := testdb.Intake(s.scope, s.account)
	for _, listed := range [][]providers.Observation{append(presets, items...), items[:5], items[:5]} {
		_, err := intake.List(context.Background(), both, providers.Listing{Items: listed, Complete: true})
		testdb.Must(t, err)
	}
	known, err := s.scope.Offerings(context.Background(), s.account.ID, both.Kinds...)
	testdb.Must(t, err)
	if len(known.Known(providers.KindPreset)) != 2 || len(known.Known(providers.KindImage)) != 5 {
		t.Errorf("left %d presets and %d images", len(known.Known(providers.KindPreset)), len(known.Known(providers.KindImage)))
	}
}

func TestGoneByItself(t *testing.T) {
	s := newShelf(t)
	s.list(true, box("1"))
	intake := testdb.Intake(s.scope, s.account)
	id, err := intake.Gone(context.Background(), providers.KindServer, providers.Ref{ID: "1"})
	testdb.Must(t, err)
	if id != s.row("1").ID || !s.gone("1") {
		t.Error("not gone")
	}
	if _, err := intake.Gone(context.Background(), providers.KindServer, providers.Ref{ID: "1"}); err != nil {
		t.Errorf("gone twice: %v", err)
	}
	if len(s.history("1")) != 2 {
		t.Errorf("history %q", s.history("1"))
	}
	if _, err := intake.Gone(context.Background(), providers.KindServer, providers.Ref{ID: "9"}); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("an unknown thing: %v", err)
	}
}
