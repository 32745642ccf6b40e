//go:build bench

package handlers

import (
	"fmt"
	"net/url"
	"slices"
	"testing"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/zone"
)

// benchRecords is how many records the zone of the bench has.
const benchRecords = 10_000

// TestBenchZone measures the pages of a zone of 10,000 records, with changes
// that are not sent yet: the first view, the search, and an edit.
func TestBenchZone(t *testing.T) {
	h := newHouse(t)
	r, path := h.zoneOfExample(providers.ZoneMaster)
	records := slices.Clone(zoneExample)
	for i := len(records); i < benchRecords; i++ {
		records = append(records, zone.Record{ID: fmt.Sprint(i + 100), Name: fmt.Sprintf("host-%05d", i), Type: "A",
			Content: fmt.Sprintf("10.%d.%d.%d", i>>16&255, i>>8&255, i&255), TTL: 3600})
	}
	h.reads(r, records)
	b := h.as(h.scope)
	keeps(t, b, path+"/records/r3", url.Values{"name": {"@"}, "address": {"192.0.2.99"}, "ttl": {"3600"}})
	within(t, "first view", 300*time.Millisecond, func(int) { b.get(path).want(t, 200, "host-") })
	within(t, "search", 150*time.Millisecond, func(i int) {
		b.get(fmt.Sprintf("%s?q=host-0%d", path, i)).want(t, 200)
	})
	within(t, "edit of a record", 300*time.Millisecond, func(i int) {
		key := fmt.Sprintf("%s/records/r%d", path, 200+i)
		keeps(t, b, key, url.Values{"name": {fmt.Sprintf("host-%05d", 100+i)}, "address": {"192.0.2.1"}, "ttl": {"60"}})
	})
}

// within runs a step several times and holds its slowest but one to the bound.
func within(t *testing.T, what string, bound time.Duration, step func(i int)) {
	t.Helper()
	var took []time.Duration
	for i := range 20 {
		began := time.Now()
		step(i)
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	t.Logf("%-20s median %8s, slowest but one %8s (bound %s, ratio %.2f)", what, took[10].Round(100*time.Microsecond),
		took[18].Round(100*time.Microsecond), bound, float64(took[18])/float64(bound))
	if took[18] > bound {
		t.Errorf("%s is over its bound", what)
	}
}
