package models_test

import (
	"encoding/json"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
	"pinfold/internal/zone"
)

// left are the changes of a draft in short: what they add, change or remove.
func left(t *testing.T, sc models.Scope, r models.Resource) (text string) {
	t.Helper()
	draft, err := sc.ZoneChanges(ctx, r)
	testdb.Must(t, err)
	for _, c := range draft.Changes() {
		text += c.Record().Name + " "
	}
	return text
}

// TestSettledZoneChanges: what a person says has happened leaves the draft of
// who asked for it. What was not sent, edited since, or is not in the zone as it
// was read since, stays.
func TestSettledZoneChanges(t *testing.T) {
	record := func(id, name, content string) *zone.Record {
		return &zone.Record{ID: id, Name: name, Type: "A", Content: content, TTL: 300}
	}
	mail, www, ftp := record("1", "mail", "192.0.2.1"), record("2", "www", "192.0.2.2"), record("3", "ftp", "192.0.2.3")
	moved, fresh := record("1", "mail", "192.0.2.11"), record("", "fresh", "192.0.2.4")
	added, changed := zone.Change{After: fresh}, zone.Change{Before: mail, After: moved}
	removedNow, removedNext := zone.Change{Before: www}, zone.Change{Before: ftp}
	before, made := []zone.Record{*mail, *www, *ftp}, record("9", "fresh", "192.0.2.4")
	for name, test := range map[string]struct {
		decision models.Decision
		edits    []zone.Change
		read     []zone.Record
		want     string
	}{
		"believed":            {models.Happened, nil, nil, "ftp "},
		"did not":             {models.DidNot, nil, nil, "fresh mail www ftp "},
		"looks again":         {models.Again, nil, nil, "fresh mail www ftp "},
		"edited since":        {models.Happened, []zone.Change{added, {Before: mail, After: record("1", "mail", "192.0.2.12")}, removedNow, removedNext}, nil, "mail ftp "},
		"all of it is there":  {models.Happened, nil, []zone.Record{*moved, *ftp, *made}, "ftp "},
		"half of it is there": {models.Happened, nil, []zone.Record{*mail, *www, *ftp, *made}, "mail www ftp "},
	} {
		t.Run(name, func(t *testing.T) {
			db, ann, r, _ := zoneShelf(t)
			eve := db.Limited(t, ann.Team.ID, "eve@example.com", r.AccountID)
			_, err := ann.KeepZone(ctx, r, before, nil)
			testdb.Must(t, err)
			all := []zone.Change{added, changed, removedNow, removedNext}
			for _, sc := range []models.Scope{ann, eve} {
				testdb.Must(t, sc.SaveZoneChanges(ctx, r, all))
			}
			op := testdb.Operation(r)
			_, err = ann.Start(ctx, op, func(models.ID) ([]byte, error) { return []byte("input"), nil })
			testdb.Must(t, err)
			lease, _ := claim(t, db, op.ID, "first")
			sent, err := json.Marshal(models.ZoneSnapshot{IDs: []string{"1", "2", "3"}, Sent: []zone.Change{added, changed}})
			testdb.Must(t, err)
			testdb.Must(t, lease.Begin(ctx, "write", "CLO-29", "", sent))
			testdb.Must(t, lease.BeginAgain(ctx, models.RemovalStep("2"), "CLO-30"))
			testdb.Must(t, lease.Settle(ctx, models.End{Status: models.StatusUnknown}))
			if test.edits != nil {
				testdb.Must(t, ann.SaveZoneChanges(ctx, r, test.edits))
			}
			if test.read != nil {
				db.Exec(t, "UPDATE journals SET sent_at = ?", db.Now().Add(-time.Minute).UTC())
				_, err := ann.KeepZone(ctx, r, test.read, nil)
				testdb.Must(t, err)
			}
			unknown, err := ann.Operation(ctx, op.ID)
			testdb.Must(t, err)
			testdb.Must(t, ann.Decide(ctx, unknown, test.decision, ""))
			if got := left(t, ann, r); got != test.want {
				t.Errorf("%q is left, want %q", got, test.want)
			}
			if got := left(t, eve, r); got != "fresh mail www ftp " {
				t.Errorf("%q is left of eve's", got)
			}
		})
	}
}
