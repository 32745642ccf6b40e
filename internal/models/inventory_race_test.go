package models_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// A list that was asked for before a server was deleted or changed must not
// bring the old picture back.
func TestOlderListDoesNotOverwriteNewerReading(t *testing.T) {
	s := newShelf(t)
	ctx := context.Background()
	s.list(true, boxes("1", "2", "3")...)
	intake := testdb.Intake(s.scope, s.account)
	s.Clock.Add(time.Second)
	intake.Began = s.Now()
	s.Clock.Add(time.Second)
	_, err := intake.Gone(ctx, providers.KindServer, providers.Ref{ID: "1"})
	testdb.Must(t, err)
	stopped := box("2", func(o *providers.Observation) { o.State = providers.Stopped })
	_, err = intake.One(ctx, "servers", stopped)
	testdb.Must(t, err)
	out, err := intake.List(ctx, servers, providers.Listing{Items: boxes("1", "2", "3"), Complete: true})
	testdb.Must(t, err)
	if !s.gone("1") || s.row("2").State != providers.Stopped || len(out.Changed) != 0 {
		t.Errorf("overwritten: %+v", out)
	}
}

func TestReadingsAtOnce(t *testing.T) {
	s := newShelf(t)
	intake := testdb.Intake(s.scope, s.account)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			_, err := intake.List(context.Background(), servers, providers.Listing{Items: boxes("1", "2", "3"), Complete: true})
			if err != nil {
				t.Error(err)
			}
		})
		all.Go(func() {
			if id, err := intake.One(context.Background(), "servers", box("2")); err != nil || id == 0 {
				t.Error(id, err)
			}
		})
	}
	all.Wait()
	if n := s.Int(t, "SELECT COUNT(*) FROM resources"); n != 3 {
		t.Errorf("%d rows", n)
	}
	if n := s.Int(t, "SELECT COUNT(*) FROM changes"); n != 3 {
		t.Errorf("%d lines of history", n)
	}
}

// What was asked of a provider under other settings is not stored, least of
// all for an account that was removed.
func TestListingForAnAccountThatChanged(t *testing.T) {
	s := newShelf(t)
	ctx := context.Background()
	old := testdb.Intake(s.scope, s.account)
	testdb.Must(t, s.scope.ChangeAccount(ctx, s.account, nil, models.Audit{Action: "account.change"}))
	refused := func() {
		t.Helper()
		_, err := old.List(ctx, servers, providers.Listing{Items: boxes("1"), Complete: true})
		_, oneErr := old.One(ctx, "servers", box("1"))
		if !errors.Is(err, models.ErrChanged) || !errors.Is(oneErr, models.ErrChanged) {
			t.Errorf("stored: %v, %v", err, oneErr)
		}
	}
	refused()
	testdb.Must(t, s.scope.RemoveAccount(ctx, s.account.ID, models.Audit{Action: "account.remove"}))
	refused()
	if n := s.Int(t, "SELECT COUNT(*) FROM resources"); n != 0 {
		t.Errorf("%d rows", n)
	}
}
