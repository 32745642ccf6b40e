package models_test

import (
	"fmt"
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

// unguarded lets a test do what somebody does who has the file.
var unguarded = []string{"DROP TRIGGER audit_unchanged", "DROP TRIGGER audit_kept", "DROP TRIGGER audit_head_kept",
	"DROP TRIGGER audit_head_onward", "DROP INDEX audit_chain"}

func keyring(t testing.TB) *secrets.Keyring {
	t.Helper()
	text, err := secrets.GenerateKey()
	testdb.Must(t, err)
	keys, err := secrets.LoadKey(text)
	testdb.Must(t, err)
	return keys
}

// trail is a team with ten entries, and another one.
func trail(t testing.TB) (*testdb.DB, models.Scope, *secrets.Keyring) {
	t.Helper()
	db, keys := testdb.New(t), keyring(t)
	db.SealTrail(keys)
	ann := db.Team(t, "ann")
	db.Team(t, "bob")
	for i := 2; i <= 10; i++ {
		testdb.Must(t, ann.Record(ctx, models.Audit{Action: "server.note", TargetID: models.ID(i), TargetName: fmt.Sprint("web-", i),
			Outcome: "changed", Address: "192.0.2.1", Before: form.Values{"text": "a", "b": ""}, After: form.Values{"text": "b\xff"}}))
	}
	return db, ann, keys
}

func verified(t testing.TB, db *testdb.DB, keys *secrets.Keyring, team models.ID, kept ...string) (models.TrailReport, []string) {
	t.Helper()
	reports, lost, err := db.VerifyAudit(ctx, keys, kept)
	testdb.Must(t, err)
	for _, r := range reports {
		if r.TeamID == team {
			return r, lost
		}
		if r.Fault != nil {
			t.Errorf("team %d has a fault as well: %+v", r.TeamID, *r.Fault)
		}
	}
	t.Fatalf("no report of team %d", team)
	return models.TrailReport{}, nil
}

func TestTrailFits(t *testing.T) {
	db, ann, keys := trail(t)
	testdb.Must(t, db.Record(ctx, models.Audit{Action: "session.refused", Outcome: "refused"}))
	report, _ := verified(t, db, keys, ann.Team.ID)
	if report.Fault != nil || report.Entries != 10 || len(report.Head) != 64 || report.Team != "ann" {
		t.Errorf("%+v", report)
	}
	again, lost := verified(t, db, keys, ann.Team.ID, strings.ToUpper(report.Head), "00")
	if again.Head != report.Head || len(lost) != 1 || lost[0] != "00" {
		t.Errorf("%+v, lost %q", again, lost)
	}
	testdb.Must(t, ann.Record(ctx, models.Audit{Action: "server.note"}))
	if _, lost := verified(t, db, keys, ann.Team.ID, report.Head); len(lost) != 0 {
		t.Error("a head that was kept is not in the trail that went on from it")
	}
}

// Case 36: a row is edited by hand, and the verifier names it.
func TestTrailNamesWhatWasDoneToIt(t *testing.T) {
	const ofAnn = "team_id = 1 AND "
	for name, c := range map[string]struct {
		queries []string
		seq     int64
		what    string
	}{
		"a field is edited":            {[]string{"UPDATE audits SET outcome = 'x' WHERE " + ofAnn + "seq = 5"}, 5, models.TrailChanged},
		"another person":               {[]string{"UPDATE audits SET user_id = 2 WHERE " + ofAnn + "seq = 1"}, 1, models.TrailChanged},
		"a value is edited":            {[]string{`UPDATE audits SET before = '{"text":"c","b":""}' WHERE ` + ofAnn + "seq = 9"}, 9, models.TrailChanged},
		"a value moves to the other":   {[]string{"UPDATE audits SET before = after, after = before WHERE " + ofAnn + "seq = 3"}, 3, models.TrailChanged},
		"another moment":               {[]string{"UPDATE audits SET at = '2026-03-08 06:59:59.800000000+00:00' WHERE " + ofAnn + "seq = 10"}, 10, models.TrailChanged},
		"no operation, operation 0":    {[]string{"UPDATE audits SET operation_id = 0 WHERE " + ofAnn + "seq = 4"}, 4, models.TrailChanged},
		"the hash is edited":           {[]string{"UPDATE audits SET hash = 'x' WHERE " + ofAnn + "seq = 6"}, 6, models.TrailChanged},
		"one is removed":               {[]string{"DELETE FROM audits WHERE " + ofAnn + "seq = 4"}, 4, models.TrailMissing},
		"the first is removed":         {[]string{"DELETE FROM audits WHERE " + ofAnn + "seq = 1"}, 1, models.TrailMissing},
		"the last are removed":         {[]string{"DELETE FROM audits WHERE " + ofAnn + "seq > 7"}, 8, models.TrailMissing},
		"the last and the head":        {[]string{"DELETE FROM audits WHERE " + ofAnn + "seq > 7", "UPDATE audit_heads SET seq = 7, hash = (SELECT hash FROM audits WHERE " + ofAnn + "seq = 7) WHERE team_id = 1"}, 8, models.TrailMissing},
		"all are removed":              {[]string{"DELETE FROM audits WHERE team_id = 1", "DELETE FROM audit_heads WHERE team_id = 1"}, 1, models.TrailMissing},
		"one is removed and renamed":   {[]string{"DELETE FROM audits WHERE " + ofAnn + "seq = 4", "UPDATE audits SET seq = seq - 1 WHERE " + ofAnn + "seq > 4"}, 4, models.TrailMoved},
		"two are swapped":              {[]string{"UPDATE audits SET seq = CASE seq WHEN 5 THEN 6 ELSE 5 END WHERE " + ofAnn + "seq IN (5, 6)"}, 5, models.TrailMoved},
		"two far apart are swapped":    {[]string{"UPDATE audits SET seq = CASE seq WHEN 3 THEN 8 ELSE 3 END WHERE " + ofAnn + "seq IN (3, 8)"}, 3, models.TrailMoved},
		"one is copied":                {[]string{"INSERT INTO audits (team_id, seq, at, prev, hash) SELECT team_id, seq, at, prev, hash FROM audits WHERE " + ofAnn + "seq = 5"}, 5, models.TrailInserted},
		"one is put in front":          {[]string{"INSERT INTO audits (team_id, seq, at, prev, hash) SELECT team_id, 0, at, prev, hash FROM audits WHERE " + ofAnn + "seq = 5"}, 0, models.TrailInserted},
		"one of another team comes in": {[]string{"UPDATE audits SET team_id = 1, seq = 11 WHERE team_id = 2", "INSERT INTO audits (team_id, seq, at, prev, hash) SELECT 2, 1, at, prev, hash FROM audits WHERE team_id = 1 AND seq = 11"}, 11, models.TrailChanged},
		"the head is turned back":      {[]string{"UPDATE audit_heads SET seq = 7 WHERE team_id = 1"}, 8, models.TrailInserted},
		"the head is removed":          {[]string{"DELETE FROM audit_heads WHERE team_id = 1"}, 1, models.TrailInserted},
		"the seal is edited":           {[]string{"UPDATE audit_heads SET sealed = x'00' WHERE team_id = 1"}, 10, models.TrailSeal},
		"the seal is removed":          {[]string{"UPDATE audit_heads SET sealed = NULL WHERE team_id = 1"}, 10, models.TrailSeal},
		"the seal of another team":     {[]string{"UPDATE audit_heads SET sealed = (SELECT sealed FROM audit_heads WHERE team_id = 2) WHERE team_id = 1"}, 10, models.TrailSeal},
	} {
		t.Run(name, func(t *testing.T) {
			db, ann, keys := trail(t)
			for _, query := range append(unguarded, c.queries...) {
				db.Exec(t, query)
			}
			reports, _, err := db.VerifyAudit(ctx, keys, nil)
			testdb.Must(t, err)
			for _, r := range reports {
				if r.TeamID == ann.Team.ID {
					if r.Fault == nil || r.Fault.Seq != c.seq || r.Fault.What != c.what {
						t.Errorf("%d entries, fault %+v", r.Entries, r.Fault)
					}
				}
			}
		})
	}
}

// Case 36: somebody who has the file but not the key writes the trail anew.
func TestTrailIsSealed(t *testing.T) {
	db, ann, keys := trail(t)
	for _, query := range unguarded {
		db.Exec(t, query)
	}
	// The chain itself fits again: it is written by the panel's own code.
	db.Exec(t, "DELETE FROM audits WHERE team_id = 1 AND seq > 7")
	db.Exec(t, "UPDATE audit_heads SET seq = 7, hash = (SELECT hash FROM audits WHERE team_id = 1 AND seq = 7) WHERE team_id = 1")
	db.SealTrail(nil)
	for range 3 {
		testdb.Must(t, ann.Record(ctx, models.Audit{Action: "server.note", Outcome: "changed"}))
	}
	if report, _ := verified(t, db, nil, ann.Team.ID); report.Fault != nil {
		t.Fatalf("the chain alone: %+v", *report.Fault)
	}
	report, _ := verified(t, db, keys, ann.Team.ID)
	if report.Fault == nil || report.Fault.Seq != 10 || report.Fault.What != models.TrailReplaced {
		t.Errorf("%+v", report.Fault)
	}
	t.Run("entries without the key are told", func(t *testing.T) {
		db, ann, keys := trail(t)
		db.SealTrail(nil)
		testdb.Must(t, ann.Record(ctx, models.Audit{Action: "server.note"}))
		report, _ := verified(t, db, keys, ann.Team.ID)
		if report.Fault == nil || report.Fault.Seq != 11 || report.Fault.What != models.TrailSeal {
			t.Errorf("%+v", report.Fault)
		}
	})
}

func TestTrailRefusesChanges(t *testing.T) {
	db, _, _ := trail(t)
	for _, query := range []string{
		"UPDATE audits SET outcome = 'x' WHERE seq = 5", "DELETE FROM audits WHERE seq = 5", "DELETE FROM audits",
		"UPDATE audit_heads SET seq = 3", "UPDATE audit_heads SET hash = 'x'", "UPDATE audit_heads SET team_id = 9 WHERE team_id = 1", "DELETE FROM audit_heads",
		"INSERT INTO audits (team_id, seq, at) VALUES (1, 5, '2026-01-01')",
	} {
		if err := db.Writer().Exec(query).Error; err == nil {
			t.Errorf("the database took %s", query)
		}
	}
	if n := db.Int(t, "SELECT COUNT(*) FROM audits"); n != 11 {
		t.Errorf("%d entries", n)
	}
}
