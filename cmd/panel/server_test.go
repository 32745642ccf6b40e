package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"
)

// ended serves one request with the Accept header and reports whether the end
// of the panel ends it.
func ended(t *testing.T, accept string) bool {
	t.Helper()
	stopping, stop := context.WithCancel(t.Context())
	var err error
	h := endStreams(stopping, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		stop()
		if accept == "text/event-stream" {
			<-r.Context().Done() // Hangs if streams are not ended.
		}
		err = r.Context().Err()
	}))
	request := httptest.NewRequest(http.MethodGet, "/events", nil)
	request.Header.Set("Accept", accept)
	h.ServeHTTP(httptest.NewRecorder(), request)
	return err != nil
}

func TestStopEndsStreamsAlone(t *testing.T) {
	if !ended(t, "text/event-stream") {
		t.Error("the stream goes on")
	}
	if ended(t, "text/html") {
		t.Error("a page was cut off")
	}
}

func TestTokens(t *testing.T) {
	shape := regexp.MustCompile(`^([A-Z2-7]{4}-){6}[A-Z2-7]{4}$`)
	first, second := newToken().Reveal(), newToken().Reveal()
	if !shape.MatchString(first) || first == second {
		t.Errorf("got %s and %s", first, second)
	}
}
