package wire

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The bounds of a wait that a provider asks for.
const (
	MinRetryAfter = time.Second
	MaxRetryAfter = 10 * time.Minute
)

// retryAfter reads the Retry-After header, in seconds or as a date, clamped to
// its bounds. It returns 0 if the provider asks for none.
func retryAfter(a Answer, now time.Time) time.Duration {
	text := strings.TrimSpace(a.Header.Get("Retry-After"))
	if text == "" {
		return 0
	}
	if seconds, err := strconv.ParseFloat(text, 64); err == nil || seconds != 0 {
		return clamp(seconds)
	}
	if at, err := http.ParseTime(text); err == nil {
		return clamp(at.Sub(now).Seconds())
	}
	return 0
}

func clamp(seconds float64) time.Duration {
	switch {
	case seconds >= MaxRetryAfter.Seconds():
		return MaxRetryAfter
	case seconds >= MinRetryAfter.Seconds():
		return time.Duration(seconds * float64(time.Second))
	}
	return MinRetryAfter // NaN too
}
