//go:build bench

package models_test

import (
	"os"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// TestBenchAudit: what an entry costs, how long a check of 100,000 takes, and
// how long a page of them.
func TestBenchAudit(t *testing.T) {
	const entries = 100_000
	db, keys := testdb.New(t), keyring(t)
	db.SealTrail(keys)
	ann := db.Team(t, "ann")
	start := time.Now()
	testdb.Must(t, ann.FillTrail(entries))
	each := time.Since(start) / entries
	size, err := os.Stat(db.Path)
	testdb.Must(t, err)
	start = time.Now()
	reports, _, err := db.VerifyAudit(ctx, keys, nil)
	testdb.Must(t, err)
	verify := time.Since(start)
	if reports[0].Fault != nil || reports[0].Entries != entries+1 {
		t.Fatalf("%+v", reports[0])
	}
	start = time.Now()
	_, _, err = ann.AuditList(ctx, models.AuditQuery{Areas: []string{"server"}, Text: "web-05", Limit: 50})
	testdb.Must(t, err)
	page := time.Since(start)
	t.Logf("audit: an entry %v (bound 1 ms), check of %d %v (bound 20 s), a page %v (bound 500 ms), file %d MB", each, entries, verify, page, size.Size()>>20)
	if each > time.Millisecond || verify > 20*time.Second || page > 500*time.Millisecond {
		t.Error("beyond a bound")
	}
}
