package wire

import (
	"net/http"
	"testing"
	"time"

	"pinfold/internal/providers"
)

// Case 28: what the provider asks to wait is clamped.
func TestRetryAfter(t *testing.T) {
	now := time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)
	tests := map[string]time.Duration{
		"":                              0,
		"soon":                          0,
		"30":                            30 * time.Second,
		"1.5":                           1500 * time.Millisecond,
		"0":                             time.Second,
		"-1":                            time.Second,
		"1000000000":                    10 * time.Minute,
		"99999999999999999999999":       10 * time.Minute,
		"1e999":                         10 * time.Minute,
		"NaN":                           time.Second,
		"Fri, 01 Mar 2024 12:01:30 GMT": 90 * time.Second,
		"Fri, 01 Mar 2024 11:00:00 GMT": time.Second,
		"Sat, 01 Mar 2064 11:00:00 GMT": 10 * time.Minute,
	}
	for text, want := range tests {
		got := retryAfter(Answer{Header: http.Header{"Retry-After": {text}}}, now)
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// Case 28: 429 with Retry-After 1000000000.
func TestLimitRefusalCarriesTheWait(t *testing.T) {
	r := newRig(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "1000000000")
		w.WriteHeader(429)
		_, _ = w.Write([]byte(`{slow down}`))
	})
	_, err := r.read(t.Context())
	e := asError(t, err)
	if e.Kind != providers.ErrLimit || e.RetryAfter != 10*time.Minute || e.Said != "slow down" || e.Status != 429 {
		t.Errorf("got %+v", e)
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, text := range []string{"", "30", "-1", "1000000000", "1e999", "NaN", "Fri, 01 Mar 2024 12:01:30 GMT"} {
		f.Add(text)
	}
	now := time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		if wait := retryAfter(Answer{Header: http.Header{"Retry-After": {text}}}, now); wait < 0 || wait > 10*time.Minute {
			t.Errorf("%q: %s", text, wait)
		}
	})
}
