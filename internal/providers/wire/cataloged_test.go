package wire

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"pinfold/internal/providers"
)

func TestOnlyDocumentedAndIntendedCallsPass(t *testing.T) {
	r := newRig(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{}`)) })
	intent := func(op providers.OpID) context.Context {
		return providers.WithIntent(t.Context(), providers.Intent{Op: op, Step: "s"})
	}
	tests := []struct {
		name   string
		ctx    context.Context
		op     providers.OpID
		method string
		cause  error
	}{
		{"read", t.Context(), "CLO-04", "GET", nil},
		{"read inside a write", intent("CLO-10"), "CLO-04", "GET", nil},
		{"write with intent", intent("CLO-10"), "CLO-10", "POST", nil},
		{"no row", t.Context(), "CLO-99", "GET", errNoRow},
		{"other method", t.Context(), "CLO-04", "DELETE", errMethod},
		{"write without intent", t.Context(), "CLO-10", "POST", errNoIntent},
		{"write with another intent", intent("CLO-08"), "CLO-10", "POST", errOtherCall},
		{"a GET that writes", t.Context(), "CLO-09", "GET", errNoIntent},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := r.hits.Load()
			_, err := r.line.Do(tt.ctx, Request{Op: tt.op, Method: tt.method, URL: r.base, Path: "/"})
			if tt.cause == nil {
				if err != nil || r.hits.Load() != before+1 {
					t.Fatalf("err %v, %d calls", err, r.hits.Load()-before)
				}
				return
			}
			e := asError(t, err)
			if e.Kind != providers.ErrInternal || !e.NotSent || !errors.Is(e, tt.cause) {
				t.Errorf("got %+v", e)
			}
			if r.hits.Load() != before {
				t.Error("the call was sent")
			}
		})
	}
}

func TestVariantOfAReadNeedsNoIntent(t *testing.T) {
	r := newRig(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{}`)) })
	request := Request{Op: "INF-06", Variant: providers.VariantCheck, Method: "POST", URL: r.base, Path: "/"}
	if _, err := r.line.Do(t.Context(), request); err != nil {
		t.Error(err)
	}
}
