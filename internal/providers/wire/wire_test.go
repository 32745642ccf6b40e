package wire

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"pinfold/internal/providers"
)

// rig is a provider under test and a line to it.
type rig struct {
	line Line
	base *url.URL
	log  *bytes.Buffer
	hits atomic.Int64
}

func newRig(t *testing.T, handler http.HandlerFunc) *rig {
	t.Helper()
	r := &rig{log: &bytes.Buffer{}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.hits.Add(1)
		handler(w, req)
	}))
	t.Cleanup(server.Close)
	base, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	r.base = base
	reads, writes := Transports([]string{base.Host})
	t.Cleanup(reads.CloseIdleConnections)
	level := &slog.HandlerOptions{Level: slog.LevelDebug}
	r.line = Line{
		Name:    "Clodo",
		Kit:     providers.Kit{Reads: reads, Writes: writes, Log: slog.New(slog.NewTextHandler(r.log, level))},
		Refusal: refuseJSON,
	}
	return r
}

// refuseJSON stands for a vendor whose refusals are JSON with a status of 4xx.
func refuseJSON(a Answer) (Refusal, bool) {
	if a.Status/100 != 4 || !bytes.HasPrefix(a.Body, []byte("{")) {
		return Refusal{}, false
	}
	return Refusal{Kind: KindOf(a.Status), Said: strings.Trim(string(a.Body), "{}")}, true
}

func parseJSON(a Answer) error {
	var v any
	return JSON(a.Body, &v)
}

func (r *rig) read(ctx context.Context) (Answer, error) {
	return r.line.Do(ctx, Request{
		Op: "CLO-04", Method: "GET", URL: r.base.JoinPath("/servers/detail"), Path: "/servers/detail", Parse: parseJSON,
	})
}

func (r *rig) write(ctx context.Context) (Answer, error) {
	ctx = providers.WithIntent(ctx, providers.Intent{Operation: 1, Step: "reboot", Op: "CLO-10"})
	return r.line.Do(ctx, Request{
		Op: "CLO-10", Method: "POST", URL: r.base.JoinPath("/servers/7/action"), Path: "/servers/7/action",
		Body: []byte(`{"reboot":{}}`), Parse: parseJSON,
	})
}

func asError(t *testing.T, err error) *providers.Error {
	t.Helper()
	e, ok := err.(*providers.Error)
	if !ok {
		t.Fatalf("error %v (%T) is not a *providers.Error", err, err)
	}
	return e
}
