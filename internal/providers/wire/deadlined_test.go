package wire

import (
	"context"
	"net/http"
	"testing"
	"time"

	"pinfold/internal/providers"
)

// drip sends a valid answer one byte at a time and never ends in time.
func drip(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		if _, err := w.Write([]byte(" ")); err != nil {
			return
		}
		w.(http.Flusher).Flush()
		select {
		case <-tick.C:
		case <-r.Context().Done():
			return
		}
	}
}

func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func TestDeadlineCoversTheBody(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{"drip": drip, "hang": hang} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, handler)
			request := Request{Op: "CLO-04", Method: "GET", URL: r.base, Path: "/", Timeout: 60 * time.Millisecond}
			_, err := r.line.Do(t.Context(), request)
			e := asError(t, err)
			if e.Kind != providers.ErrUnavailable || e.NotSent {
				t.Errorf("got %+v", e)
			}
			if want := "No whole answer came from Clodo within 0.06 s."; e.Sentence != want {
				t.Errorf("sentence %q", e.Sentence)
			}
		})
	}
}

func TestDeadlineOfAWriteIsUnknown(t *testing.T) {
	r := newRig(t, drip)
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Millisecond)
	defer cancel()
	_, err := r.write(ctx)
	if e := asError(t, err); e.Kind != providers.ErrUnknown || providers.Refused(err) {
		t.Errorf("got %+v", e)
	}
}

func TestDefaultTimeouts(t *testing.T) {
	for op, want := range map[providers.OpID]time.Duration{"CLO-04": ReadTimeout, "CLO-10": WriteTimeout} {
		row, _ := providers.Lookup(op)
		c := &call{row: row}
		_, _ = deadlined(func(ctx context.Context, _ *call) (Answer, error) {
			at, ok := ctx.Deadline()
			if left := time.Until(at); !ok || left > want || left < want-time.Second {
				t.Errorf("%s has %s left, want %s", op, left, want)
			}
			return Answer{}, nil
		})(t.Context(), c)
	}
}
