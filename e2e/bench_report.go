//go:build e2e && bench

package e2e

import (
	"slices"
	"testing"
	"time"
)

// durations are the samples of one figure.
type durations []time.Duration

func (d durations) at(share float64) time.Duration {
	sorted := slices.Sorted(slices.Values(d))
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

// report prints p50 and p95 with their bounds and fails beyond those.
func report(t *testing.T, what string, took durations, p50, p95 time.Duration) {
	t.Helper()
	t.Logf("%-60s p50 %8s (bound %s, ratio %.2f)   p95 %8s (bound %s, ratio %.2f)   n=%d", what,
		took.at(0.5).Round(100*time.Microsecond), p50, ratio(took.at(0.5), p50),
		took.at(0.95).Round(100*time.Microsecond), p95, ratio(took.at(0.95), p95), len(took))
	if took.at(0.5) > p50 || took.at(0.95) > p95 {
		t.Errorf("%s is over its bound", what)
	}
}

func ratio(got, bound time.Duration) float64 { return float64(got) / float64(bound) }
