package fleet

import (
	"testing"
	"time"

	"pinfold/internal/providers"
)

func TestBulkPace(t *testing.T) {
	limits := []providers.Limit{
		{Method: "GET", Count: 1, Per: time.Minute},
		{Method: "POST", Count: 10, Per: time.Minute},
		{Method: "POST", Prefix: "/servers", Count: 50, Per: 24 * time.Hour},
		{Method: "POST", Prefix: "/dns", Count: 1, Per: time.Hour},
	}
	for _, test := range []struct {
		limits []providers.Limit
		op     providers.OpID
		n      int
		wait   time.Duration
		count  int
		takes  time.Duration
	}{
		{limits, "CLO-10", 8, 0, 0, 0}, // Bulk work leaves a fifth to clicks.
		{limits, "CLO-10", 9, 0, 10, time.Minute},
		{limits, "CLO-10", 30, 0, 10, 3 * time.Minute},
		{limits, "CLO-10", 41, 0, 50, 24 * time.Hour},
		{limits, "CLO-10", 0, 0, 0, 0},
		{limits, "CLO-10", 6, 50 * time.Second, 10, 50 * time.Second},
		{limits, "CLO-10", 10, 50 * time.Second, 10, 110 * time.Second},
		{limits, "CLO-10", 6, 5 * time.Hour, 50, 5 * time.Hour},
		{nil, "CLO-10", 100, 0, 0, 0},
		{limits, "none", 100, 0, 0, 0},
	} {
		limit, takes := BulkPace(test.limits, test.op, test.n, test.wait)
		if limit.Count != test.count || takes != test.takes {
			t.Errorf("%d of %s: %d, %s", test.n, test.op, limit.Count, takes)
		}
	}
}
