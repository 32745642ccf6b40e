package models_test

import (
	"errors"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

func TestTheSameKeyTwice(t *testing.T) {
	db := testdb.New(t)
	ann, bob := db.Team(t, "ann"), db.Team(t, "bob")
	add := func(scope models.Scope, label, fingerprint string) (models.Account, error) {
		a := models.Account{Provider: providers.IDCloudHost, Label: label, Fingerprint: fingerprint}
		return a, scope.AddAccount(ctx, &a, func(models.ID) ([]byte, error) { return nil, nil }, models.Audit{})
	}
	first, err := add(ann, "one", "f")
	testdb.Must(t, err)
	var twice models.TwiceError
	if _, err := add(ann, "two", "f"); !errors.As(err, &twice) || twice.Label != "one" {
		t.Errorf("the same twice: %v", err)
	}
	if _, err := add(bob, "one", "f"); err != nil {
		t.Errorf("in another team: %v", err)
	}
	second, err := add(ann, "two", "g")
	testdb.Must(t, err)
	second.Fingerprint = "f"
	if err := ann.ChangeAccount(ctx, second, nil, models.Audit{}); !errors.As(err, &twice) {
		t.Errorf("changed into the same: %v", err)
	}
	first.Currency = "IDR"
	testdb.Must(t, ann.ChangeAccount(ctx, first, nil, models.Audit{}))
	carl := db.Limited(t, ann.Team.ID, "carl@example.com", second.ID)
	if _, err := add(carl, "three", "f"); !errors.As(err, &twice) || twice.Label != "" {
		t.Errorf("tells of an account that is not visible: %v", err)
	}
	for range 2 {
		if _, err := add(ann, "old"+string(rune('a'+db.Int(t, "SELECT COUNT(*) FROM accounts"))), ""); err != nil {
			t.Errorf("without a fingerprint: %v", err)
		}
	}
}

func TestHoldings(t *testing.T) {
	w := newWorld(t)
	source := providers.Source{Name: "images", Kinds: []providers.Kind{providers.KindImage}}
	items := []providers.Observation{{Kind: providers.KindImage, ID: "1", Name: "Debian", Facts: providers.ImageFacts{System: "debian", Bits: 64}},
		{Kind: providers.KindImage, ID: "2", Name: "alma"}}
	_, err := testdb.Intake(w.ann, w.account).List(ctx, source, providers.Listing{Items: items, Complete: true})
	testdb.Must(t, err)
	h, err := w.ann.Holdings(ctx, w.account.ID)
	testdb.Must(t, err)
	all := w.Int(t, "SELECT COUNT(*) FROM resources WHERE account_id = ?", w.account.ID)
	if h.Others < 2 || h.Servers+h.Others != all || h.Changes != w.Int(t, "SELECT COUNT(*) FROM changes WHERE resource_id IN (SELECT id FROM resources WHERE account_id = ?)", w.account.ID) {
		t.Errorf("%+v of %d", h, all)
	}
	rows, total, err := w.ann.Things(ctx, w.account.ID, providers.KindImage, 1, 1)
	testdb.Must(t, err)
	if total != 2 || len(rows) != 1 || rows[0].Name != "Debian" || len(rows[0].Named().Details) != 2 {
		t.Errorf("%d in all, %+v", total, rows)
	}
	counts, err := w.ann.KindCounts(ctx, w.account.ID)
	if err != nil || counts[providers.KindImage] != 2 || counts[providers.KindServer] != h.Servers {
		t.Errorf("%v, %v", counts, err)
	}
	stranger := w.Team(t, "stranger")
	if h, err := stranger.Holdings(ctx, w.account.ID); err != nil || h != (models.Holdings{}) {
		t.Errorf("a stranger sees %+v, %v", h, err)
	}
}
