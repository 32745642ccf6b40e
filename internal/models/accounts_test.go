package models_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

var ctx = context.Background()

func TestAddAccount(t *testing.T) {
	db := testdb.New(t)
	ann, bob := db.Team(t, "ann"), db.Team(t, "bob")
	account := db.Account(t, ann, "main")
	stored, err := ann.Account(ctx, account.ID)
	testdb.Must(t, err)
	if string(stored.Sealed) != "sealed for 1" || stored.TeamID != ann.Team.ID || stored.Version != 1 || stored.Settings["login"] != "main" {
		t.Errorf("stored %+v", stored)
	}
	again := models.Account{Label: "main", Provider: providers.Clodo}
	seal := func(models.ID) ([]byte, error) { return []byte("x"), nil }
	if err := ann.AddAccount(ctx, &again, seal, models.Audit{}); !errors.Is(err, models.ErrTaken) {
		t.Errorf("the label twice: %v", err)
	}
	db.Account(t, bob, "main")
	failing := models.Account{Label: "second"}
	err = ann.AddAccount(ctx, &failing, func(models.ID) ([]byte, error) { return nil, context.Canceled }, models.Audit{})
	if n := db.Int(t, "SELECT COUNT(*) FROM accounts"); !errors.Is(err, context.Canceled) || n != 2 {
		t.Errorf("%d accounts, %v", n, err)
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'account.connect'"); n != 2 {
		t.Errorf("%d entries for 2 accounts", n)
	}
}

func TestChangeAccount(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	account, other := db.Account(t, ann, "main"), db.Account(t, ann, "other")
	account.Settings = form.Values{"login": "new"}
	testdb.Must(t, ann.ChangeAccount(ctx, account, nil, models.Audit{}))
	stored, err := ann.Account(ctx, account.ID)
	testdb.Must(t, err)
	if stored.Version != 2 || stored.Settings["login"] != "new" || string(stored.Sealed) != "sealed for 1" {
		t.Errorf("stored %+v", stored)
	}
	if err := ann.ChangeAccount(ctx, account, nil, models.Audit{}); !errors.Is(err, models.ErrChanged) {
		t.Errorf("from an old version: %v", err)
	}
	stored.Label = "other"
	if err := ann.ChangeAccount(ctx, stored, nil, models.Audit{}); !errors.Is(err, models.ErrTaken) {
		t.Errorf("a label in use: %v", err)
	}
	if _, err := ann.Account(ctx, other.ID); err != nil {
		t.Error(err)
	}
}

func TestRemoveAccount(t *testing.T) {
	w := newWorld(t)
	keep := w.Account(t, w.ann, "keep")
	w.Server(t, w.ann, keep, box("1"))
	w.Limited(t, w.ann.Team.ID, "carl@example.com", w.account.ID, keep.ID)
	if err := w.ann.RemoveAccount(ctx, w.account.ID, models.Audit{}); !errors.Is(err, models.ErrBusy) {
		t.Fatalf("with open operations: %v", err)
	}
	testdb.Must(t, w.ann.Cancel(ctx, w.open, ""))
	testdb.Must(t, w.ann.Decide(ctx, w.unknown, models.DidNot, ""))
	testdb.Must(t, w.ann.RemoveAccount(ctx, w.account.ID, models.Audit{Action: "account.remove"}))
	for query, want := range map[string]int64{
		"SELECT COUNT(*) FROM accounts":                              1,
		"SELECT COUNT(*) FROM resources":                             1,
		"SELECT COUNT(*) FROM changes":                               1,
		"SELECT COUNT(*) FROM membership_accounts":                   1,
		"SELECT COUNT(*) FROM operations":                            3,
		"SELECT COUNT(*) FROM audits WHERE action = 'server.reboot'": 7,
		"SELECT COUNT(*) FROM audits WHERE action LIKE 'account.%'":  3,
	} {
		if n := w.Int(t, query); n != want {
			t.Errorf("%s: %d, want %d", query, n, want)
		}
	}
	if _, err := w.ann.Operation(ctx, w.answer.ID); err != nil {
		t.Errorf("its operations cannot be read: %v", err)
	}
}

// The number of a removed account is not given to another: sealed values and
// operations are bound to it.
func TestNumbersAreNotUsedAgain(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	first := db.Account(t, ann, "one")
	testdb.Must(t, ann.RemoveAccount(ctx, first.ID, models.Audit{}))
	if second := db.Account(t, ann, "two"); second.ID == first.ID {
		t.Errorf("both are %d", first.ID)
	}
}

func TestHealth(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	account := db.Account(t, ann, "main")
	failure := &providers.Error{Kind: providers.ErrAuth, Sentence: "Refused.", Said: "no"}
	since := db.Now()
	for i := 1; i <= 2; i++ {
		testdb.Must(t, ann.RecordHealth(ctx, account, models.Health{Err: failure, NextRefresh: db.Now().Add(time.Minute)}))
		db.Clock.Add(time.Minute)
		account, _ = ann.Account(ctx, account.ID)
		if account.Failures != i || !account.FailingSince.Equal(since) || !account.NeedsCredentials() || account.LastSaid != "no" {
			t.Errorf("after %d failures: %+v", i, account)
		}
	}
	testdb.Must(t, ann.RecordHealth(ctx, account, models.Health{NextRefresh: db.Now(), Checks: map[string]models.Check{"servers": {Items: 3}}}))
	account, _ = ann.Account(ctx, account.ID)
	if account.Failures != 0 || account.FailingSince != nil || account.LastError != "" || account.Checks["servers"].Items != 3 {
		t.Errorf("healed as %+v", account)
	}
}

// A refresh that ends must not push away the one that a person asked for
// while it ran.
func TestAskingDuringARefresh(t *testing.T) {
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	account := db.Account(t, ann, "main")
	for range 2 {
		db.Clock.Add(time.Second)
		testdb.Must(t, ann.AskRefresh(ctx, account.ID))
		db.Clock.Add(time.Second)
		testdb.Must(t, ann.RecordHealth(ctx, account, models.Health{NextRefresh: db.Now().Add(time.Hour)}))
		if due, err := db.DueAccounts(ctx, db.Now()); err != nil || len(due) != 1 {
			t.Errorf("due %v, %v", due, err)
		}
		account, _ = ann.Account(ctx, account.ID)
	}
	testdb.Must(t, ann.RecordHealth(ctx, account, models.Health{NextRefresh: db.Now().Add(time.Hour)}))
	if due, err := db.DueAccounts(ctx, db.Now()); err != nil || len(due) != 0 {
		t.Errorf("due %v, %v", due, err)
	}
}
