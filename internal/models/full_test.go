package models_test

import (
	"fmt"
	"strings"
	"testing"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// fill leaves the database file without room, as a full disk does.
func fill(t *testing.T, db *testdb.DB) {
	t.Helper()
	pages := db.Int(t, "PRAGMA page_count")
	testdb.Must(t, db.Writer().Exec(fmt.Sprint("PRAGMA max_page_count = ", pages)).Error)
	for i := 0; db.SetSetting(ctx, fmt.Sprint("filler ", i), strings.Repeat("x", 500)) == nil; i++ {
	}
}

// Case 34: disk full at the intent.
func TestFullDiskAtTheIntent(t *testing.T) {
	db, ann, op := one(t)
	lease, _ := claim(t, db, op.ID, "first")
	fill(t, db)
	err := lease.Begin(ctx, "create", "CLO-06", "alone", []byte(`"`+strings.Repeat("x", 5000)+`"`))
	if err == nil {
		t.Fatal("began without a record")
	}
	if n, err := lease.OpenWrites(ctx, false); n != 0 || err != nil {
		t.Errorf("%d writes count as sent, %v", n, err)
	}
	if _, err := ann.Start(ctx, &models.Operation{AccountID: op.AccountID, FormID: strings.Repeat("f", 5000)}, nil); err == nil {
		t.Error("started without a record")
	}
	if _, err := ann.Operation(ctx, op.ID); err != nil {
		t.Errorf("reading does not work meanwhile: %v", err)
	}
	testdb.Must(t, db.Writer().Exec("PRAGMA max_page_count = 1000000").Error)
	testdb.Must(t, lease.Begin(ctx, "create", "CLO-06", "alone", nil))
	if got := db.Text(t, "PRAGMA integrity_check"); got != "ok" {
		t.Error(got)
	}
}

// Case 34: disk full at the result.
func TestFullDiskAtTheResult(t *testing.T) {
	db, _, op := one(t)
	lease, _ := claim(t, db, op.ID, "first")
	testdb.Must(t, lease.Begin(ctx, "create", "CLO-06", "alone", nil))
	fill(t, db)
	answer := []byte(`"` + strings.Repeat("x", 5000) + `"`)
	if err := lease.Finish(ctx, "create", models.JournalDone, answer, nil, ""); err == nil {
		t.Fatal("finished without a record")
	}
	row, ok, err := lease.Journal(ctx, "create")
	if err != nil || !ok || row.State != models.JournalSent || row.Alone == nil {
		t.Errorf("recorded %+v, %v", row, err)
	}
}
