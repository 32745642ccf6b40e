package conformance

import (
	"bytes"
	"compress/gzip"
	"context"
	"net/http"
	"testing"
	"time"

	"pinfold/internal/providers"
)

// fault is a way in which a provider fails, and what a read makes of it. Every
// one of them leaves the outcome of a write unknown.
type fault struct {
	name string
	play http.HandlerFunc
	read providers.ErrorKind
}

func faults() []fault {
	return []fault{
		{"500", body(500, "oops"), providers.ErrUnavailable},
		{"502", body(502, "<html>bad gateway"), providers.ErrUnavailable},
		{"503", body(503, ""), providers.ErrUnavailable},
		{"cut", cut, providers.ErrUnavailable},
		{"truncated", truncated, providers.ErrUnavailable},
		{"HTML", body(200, "<!doctype html><title>Checking your browser</title>"), providers.ErrUnexpected},
		{"garbage", body(200, "\x00\xff{]"), providers.ErrUnexpected},
		{"database error", body(200, "Could not connect to MySQL"), providers.ErrUnexpected},
		{"empty", body(200, ""), providers.ErrUnexpected},
		{"oversized", body(200, string(bytes.Repeat([]byte("[1],"), 1<<20))), providers.ErrUnexpected},
		{"gzip bomb", bomb(), providers.ErrUnexpected},
		{"HTML with 403", body(403, "<html>denied"), providers.ErrUnexpected},
	}
}

func testFaults(t *testing.T, s Subject) {
	for _, f := range faults() {
		t.Run(f.name, func(t *testing.T) {
			b := newBench(t, s, s.Credentials)
			b.fail(f.play)
			if err := b.read(t.Context()); providers.KindOf(err) != f.read {
				t.Errorf("read: %v", err)
			}
			b.fail(f.play)
			b.unknown(t.Context(), t)
		})
	}
	for name, play := range map[string]http.HandlerFunc{"hangs": hang, "drips": drip} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, s, s.Credentials)
			if err := b.read(t.Context()); err != nil {
				t.Fatal(err) // signed in from here on
			}
			b.fail(play)
			if err := b.read(soon(t)); providers.KindOf(err) != providers.ErrUnavailable {
				t.Errorf("read: %v", err)
			}
			b.fail(play)
			b.unknown(soon(t), t)
		})
	}
}

// unknown checks that a write is sent once and that its outcome is open.
func (b *bench) unknown(ctx context.Context, t *testing.T) {
	t.Helper()
	if !b.subject.writes() {
		return
	}
	err := b.stop(ctx)
	if providers.KindOf(err) != providers.ErrUnknown || providers.Refused(err) {
		t.Errorf("write: %v", err)
	}
	if n := b.calls(); n != 1 {
		t.Errorf("the write was sent %d times", n)
	}
}

func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 80*time.Millisecond)
	t.Cleanup(cancel)
	return ctx
}

func body(status int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(text))
	}
}

func cut(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

func truncated(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = w.Write([]byte(`{"server":`))
	panic(http.ErrAbortHandler)
}

func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func drip(w http.ResponseWriter, r *http.Request) {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for r.Context().Err() == nil {
		_, _ = w.Write([]byte(" "))
		w.(http.Flusher).Flush()
		select {
		case <-tick.C:
		case <-r.Context().Done():
		}
	}
}

func bomb() http.HandlerFunc {
	var member bytes.Buffer
	z := gzip.NewWriter(&member)
	_, _ = z.Write(make([]byte, 1<<20))
	_ = z.Close()
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bytes.Repeat(member.Bytes(), 256))
	}
}
