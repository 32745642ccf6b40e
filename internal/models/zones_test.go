package models_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
	"pinfold/internal/zone"
)

func zoneOf(id, name string) providers.Observation {
	return providers.Observation{Kind: providers.KindZone, ID: id, Name: name, State: providers.Available,
		Facts: providers.ZoneFacts{Role: providers.ZoneMaster}}
}

// zoneShelf is a zone with three records.
func zoneShelf(t *testing.T) (*testdb.DB, models.Scope, models.Resource, []zone.Record) {
	t.Helper()
	db := testdb.New(t)
	ann := db.Team(t, "ann")
	r := db.Thing(t, ann, db.Account(t, ann, "main"), zoneOf("7", "example.com"))
	records := []zone.Record{
		{ID: "1", Name: "@", Type: "SOA", Content: "ns1.example.com. root.example.com. 2026112103 1 2 3 4", TTL: 60},
		{ID: "2", Name: "www", Type: "A", Content: "192.0.2.7", TTL: 3600},
		{ID: "3", Name: "@", Type: "CNAME", Content: "xn--e1afmkfd.xn--p1ai.", TTL: 60},
	}
	return db, ann, r, records
}

func keep(t *testing.T, sc models.Scope, r models.Resource, records []zone.Record) bool {
	t.Helper()
	changed, err := sc.KeepZoneRecords(ctx, r, records)
	testdb.Must(t, err)
	return changed
}

func TestZoneRecordsWritesOnlyWhatChanged(t *testing.T) {
	db, ann, r, records := zoneShelf(t)
	if !keep(t, ann, r, records) {
		t.Error("the first reading changes nothing")
	}
	before := db.Writes(t)
	if keep(t, ann, r, records) || db.Writes(t) != before {
		t.Error("the same again is written")
	}
	records[1].Content = "192.0.2.8"
	if !keep(t, ann, r, records[1:]) || db.Int(t, "SELECT COUNT(*) FROM zone_records") != 2 {
		t.Error("a changed and a removed record")
	}
	for q, want := range map[models.ZoneQuery]string{
		{}:                      "2 3 ",
		{Sort: "-type"}:         "3 2 ",
		{Sort: "name"}:          "3 2 ",
		{Sort: "ttl"}:           "3 2 ",
		{Sort: "id; DROP"}:      "2 3 ",
		{Text: "WWW.example"}:   "2 ",
		{Text: "192.0.2.8"}:     "2 ",
		{Text: "пример"}:        "3 ",
		{Text: "%"}:             "",
		{Type: "CNAME"}:         "3 ",
		{Type: "A", Text: "zz"}: "",
	} {
		q.Limit = 10
		rows, total, err := ann.ZoneRecords(ctx, r, q)
		testdb.Must(t, err)
		got := ""
		for _, one := range rows {
			got += one.ID + " "
		}
		if got != want || int(total) != len(rows) {
			t.Errorf("%+v found %q of %d, want %q", q, got, total, want)
		}
	}
	counts, err := ann.ZoneTypes(ctx, r, models.ZoneQuery{Type: "A"})
	testdb.Must(t, err)
	if fmt.Sprint(counts) != "[{A 1} {CNAME 1}]" {
		t.Errorf("counts %v", counts)
	}
}

func TestZoneChangesAreTheirPersons(t *testing.T) {
	db, ann, r, records := zoneShelf(t)
	eve := db.Limited(t, ann.Team.ID, "eve@example.com", r.AccountID)
	blind := db.Limited(t, ann.Team.ID, "joe@example.com")
	bob := db.Team(t, "bob")
	changes := []zone.Change{{Before: &records[1]}, {After: &records[2]}}
	testdb.Must(t, ann.SaveZoneChanges(ctx, r, changes))
	draft, err := ann.ZoneChanges(ctx, r)
	testdb.Must(t, err)
	if got := draft.Changes(); draft.Count != 2 || len(got) != 2 || got[0].After != nil || got[0].Before.ID != "2" || *got[1].After != records[2] {
		t.Errorf("kept %+v", draft)
	}
	if draft, err = eve.ZoneChanges(ctx, r); err != nil || draft.Count != 0 {
		t.Errorf("eve reads %+v, %v", draft, err)
	}
	if editors, err := eve.ZoneEditors(ctx, r); err != nil || len(editors) != 1 || editors[0].Count != 2 || editors[0].UserID != ann.User.ID {
		t.Errorf("eve sees %+v, %v", editors, err)
	}
	for _, other := range []models.Scope{ann, bob, blind} {
		if editors, err := other.ZoneEditors(ctx, r); err != nil || len(editors) != 0 {
			t.Errorf("seen %+v, %v", editors, err)
		}
	}
	if err := bob.SaveZoneChanges(ctx, r, changes); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("bob writes: %v", err)
	}
	refused := errors.New("no")
	if err := ann.EditZoneChanges(ctx, r, func(now []zone.Change) ([]zone.Change, error) { return nil, refused }); !errors.Is(err, refused) {
		t.Errorf("edit: %v", err)
	}
	testdb.Must(t, ann.EditZoneChanges(ctx, r, func(now []zone.Change) ([]zone.Change, error) { return now[:1], nil }))
	if draft, _ = ann.ZoneChanges(ctx, r); draft.Count != 1 {
		t.Errorf("edited to %+v", draft)
	}
	testdb.Must(t, ann.SaveZoneChanges(ctx, r, nil))
	if n := db.Int(t, "SELECT COUNT(*) FROM zone_drafts"); n != 0 {
		t.Errorf("%d drafts left", n)
	}
}

func TestZoneVersions(t *testing.T) {
	db, ann, r, records := zoneShelf(t)
	op := testdb.Started(t, ann, testdb.Operation(r))
	testdb.Must(t, ann.KeepZoneVersion(ctx, r, records, nil))
	same := []zone.Record{records[2], records[1], records[0]}
	same[2].Content = "ns1.example.com. root.example.com. 2026112104 1 2 3 4"
	testdb.Must(t, ann.KeepZoneVersion(ctx, r, same, nil))
	testdb.Must(t, ann.KeepZoneVersion(ctx, r, records[:1], &op))
	versions, err := ann.ZoneVersions(ctx, r)
	testdb.Must(t, err)
	if len(versions) != 2 || versions[0].Count != 1 || versions[0].OperationID == nil || versions[1].OperationID != nil || versions[1].Serial != "2026112103" {
		t.Fatalf("%+v", versions)
	}
	v, err := ann.ZoneVersion(ctx, r, versions[1].ID)
	testdb.Must(t, err)
	got, err := v.Records()
	testdb.Must(t, err)
	if len(got) != 3 || got[1] != records[1] {
		t.Errorf("opened %+v", got)
	}
	bob := db.Team(t, "bob")
	if _, err := bob.ZoneVersion(ctx, r, v.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("bob reads: %v", err)
	}
	for i := range 105 {
		records[1].TTL = 100 + i
		testdb.Must(t, ann.KeepZoneVersion(ctx, r, records, nil))
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM zone_versions"); n != 100 {
		t.Errorf("%d are kept", n)
	}
}

func TestZoneLeavesNothingBehind(t *testing.T) {
	db, ann, r, records := zoneShelf(t)
	keep(t, ann, r, records)
	testdb.Must(t, ann.SaveZoneChanges(ctx, r, []zone.Change{{Before: &records[1]}}))
	testdb.Must(t, ann.KeepZoneVersion(ctx, r, records, nil))
	account, err := ann.Account(ctx, r.AccountID)
	testdb.Must(t, err)
	_, err = testdb.Intake(ann, account).Gone(ctx, providers.KindZone, r.Ref())
	testdb.Must(t, err)
	if n := db.Int(t, "SELECT COUNT(*) FROM zone_records") + db.Int(t, "SELECT COUNT(*) FROM zone_drafts"); n != 0 {
		t.Errorf("%d outlive their zone", n)
	}
	keep(t, ann, r, records)
	testdb.Must(t, ann.RemoveAccount(ctx, r.AccountID, models.Audit{}))
	if n := db.Int(t, "SELECT COUNT(*) FROM zone_records") + db.Int(t, "SELECT COUNT(*) FROM zone_versions"); n != 0 {
		t.Errorf("%d outlive their account", n)
	}
}

func TestZonesDue(t *testing.T) {
	db, ann, r, records := zoneShelf(t)
	due := func() int {
		t.Helper()
		zones, err := ann.ZonesDue(ctx, r.AccountID, db.Now().Add(-6*time.Hour), db.Now().Add(-time.Hour), 9)
		testdb.Must(t, err)
		return len(zones)
	}
	if due() != 1 {
		t.Error("a zone that was never read is not due")
	}
	_, err := ann.KeepZone(ctx, r, records, nil)
	testdb.Must(t, err)
	if due() != 0 {
		t.Error("a zone that was read just now is due")
	}
	item := zoneOf("7", "example.com")
	item.Facts = providers.ZoneFacts{Role: providers.ZoneMaster, Records: 5}
	account, err := ann.Account(ctx, r.AccountID)
	testdb.Must(t, err)
	r = db.Thing(t, ann, account, item)
	if due() != 1 {
		t.Error("a zone that the list counts other records of is not due")
	}
	_, err = testdb.Intake(ann, account).One(ctx, r.Source, r.ZoneObserved(nil, records))
	testdb.Must(t, err)
	db.Clock.Add(time.Minute)
	if due() != 0 {
		t.Error("a zone is due for a count that it was read at")
	}
	db.Clock.Add(7 * time.Hour)
	if due() != 1 {
		t.Error("a zone that was read long ago is not due")
	}
	failed := db.Now()
	testdb.Must(t, ann.RecordPart(ctx, r, models.RecordsPart, models.PartCheck{FailedAt: &failed, Error: "no"}))
	if due() != 0 {
		t.Error("a zone that failed just now is due")
	}
}

func TestZonesAreFound(t *testing.T) {
	db, ann, r, records := zoneShelf(t)
	keep(t, ann, r, records)
	account, err := ann.Account(ctx, r.AccountID)
	testdb.Must(t, err)
	slave := zoneOf("8", "xn--e1afmkfd.xn--p1ai")
	slave.Facts = providers.ZoneFacts{Role: providers.ZoneSlave}
	db.Thing(t, ann, account, slave)
	blind := db.Limited(t, ann.Team.ID, "joe@example.com")
	for _, c := range []struct {
		q    models.ZoneListQuery
		want int
	}{
		{models.ZoneListQuery{}, 2},
		{models.ZoneListQuery{Sort: "-name"}, 2},
		{models.ZoneListQuery{Text: "EXAMPLE.com"}, 1},
		{models.ZoneListQuery{Text: "192.0.2.7"}, 1},
		{models.ZoneListQuery{Text: "пример"}, 2},
		{models.ZoneListQuery{Text: "nothing"}, 0},
		{models.ZoneListQuery{Role: providers.ZoneSlave}, 1},
		{models.ZoneListQuery{Text: "%"}, 0},
		{models.ZoneListQuery{Sort: "1; DROP TABLE zones"}, 2},
		{models.ZoneListQuery{Text: "www", Role: "slave"}, 0},
		{models.ZoneListQuery{Text: "пример", Sort: "name"}, 2},
	} {
		rows, total, err := ann.Zones(ctx, zoneList(c.q))
		testdb.Must(t, err)
		if len(rows) != c.want || int(total) != c.want {
			t.Errorf("%+v found %d of %d, want %d", c.q, len(rows), total, c.want)
		}
		if _, total, err := blind.Zones(ctx, zoneList(c.q)); err != nil || total != 0 {
			t.Errorf("who sees no account sees %d zones, %v", total, err)
		}
	}
	matches, err := ann.ZoneMatches(ctx, []models.ID{r.ID}, "example.com")
	testdb.Must(t, err)
	if m := matches[r.ID]; m.N != 3 || m.ExternalID == "" {
		t.Errorf("matches %+v", m)
	}
	testdb.Must(t, ann.SaveZoneChanges(ctx, r, []zone.Change{{Before: &records[1]}}))
	rows, _, err := ann.Zones(ctx, models.ZoneListQuery{Limit: 9})
	testdb.Must(t, err)
	if rows[0].ID != r.ID {
		t.Errorf("the zone with changes is not the first: %s", rows[0].Name)
	}
}

func zoneList(q models.ZoneListQuery) models.ZoneListQuery {
	q.Limit = 9
	return q
}

// The first view of a large zone must not keep a person waiting.
func TestLargeZoneIsFast(t *testing.T) {
	db, ann, r, _ := zoneShelf(t)
	var many []zone.Record
	for n := range 10_000 {
		many = append(many, zone.Record{ID: fmt.Sprint(n), Name: fmt.Sprintf("host-%05d", n), Type: []string{"A", "AAAA", "TXT"}[n%3], Content: fmt.Sprint("192.0.2.", n), TTL: 60})
	}
	keep(t, ann, r, many)
	before := db.Writes(t)
	many[5000].TTL = 61
	keep(t, ann, r, many)
	if n := db.Writes(t) - before; n > 2 {
		t.Errorf("one changed record is %d writes", n)
	}
	begun := time.Now()
	rows, total, err := ann.ZoneRecords(ctx, r, models.ZoneQuery{Text: "host-09", Limit: 100})
	testdb.Must(t, err)
	_, err = ann.ZoneTypes(ctx, r, models.ZoneQuery{})
	testdb.Must(t, err)
	if took := time.Since(begun); len(rows) != 100 || total != 1000 || took > 2*time.Second {
		t.Errorf("%d of %d after %s", len(rows), total, took)
	}
}
