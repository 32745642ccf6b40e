package wire

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"pinfold/internal/providers"
)

func TestLimiterHoldsACall(t *testing.T) {
	tests := []struct {
		name     string
		err      error
		sentence string
		wait     time.Duration
	}{
		{"with a sentence", &providers.Error{Kind: providers.ErrLimit, Sentence: "10 writes per minute are used up.", RetryAfter: 24 * time.Second},
			"10 writes per minute are used up.", 24 * time.Second},
		{"any other error", errors.New("limiter is closed"), "The limit of calls to Clodo is used up for now. Nothing was sent.", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, func(http.ResponseWriter, *http.Request) {})
			var asked providers.Call
			r.line.Kit.Allow = func(_ context.Context, call providers.Call) error {
				asked = call
				return tt.err
			}
			_, err := r.write(t.Context())
			e := asError(t, err)
			if e.Kind != providers.ErrLimit || !e.NotSent || !providers.Refused(err) {
				t.Errorf("got %+v", e)
			}
			if e.Sentence != tt.sentence || e.RetryAfter != tt.wait || e.Op != "CLO-10" {
				t.Errorf("got %+v", e)
			}
			if want := (providers.Call{Op: "CLO-10", Method: "POST", Path: "/servers/7/action"}); asked != want {
				t.Errorf("the limiter was asked about %+v", asked)
			}
			if r.hits.Load() != 0 {
				t.Error("the call was sent")
			}
		})
	}
}

func TestGivenUpBeforeSending(t *testing.T) {
	r := newRig(t, func(http.ResponseWriter, *http.Request) {})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := r.write(ctx)
	if e := asError(t, err); !e.NotSent || !errors.Is(e, context.Canceled) || r.hits.Load() != 0 {
		t.Errorf("got %+v, %d calls", e, r.hits.Load())
	}
}
