//go:build e2e

package e2e

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestWatchSees makes sure that the watch is awake: a page that breaks its
// policy, throws, or misses a file must not pass unseen.
func TestWatchSees(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/policy":
			w.Header().Set("Content-Security-Policy", "default-src 'self'")
			serveHTML(w, `<script>1</script>`)
		case "/throws":
			serveHTML(w, `<script>throw new Error("canary")</script>`)
		case "/misses":
			serveHTML(w, `<script src="/missing.js"></script>`)
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	for path, want := range map[string]string{
		"/policy": "Content Security Policy", "/throws": "canary", "/misses": "404",
	} {
		t.Run(path, func(t *testing.T) { wantProblem(t, server.URL+path, want) })
	}
}

func serveHTML(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Type", "text/html")
	_, _ = w.Write([]byte(`<!doctype html><link rel="icon" href="data:,">` + body)) // A test's page.
}

func wantProblem(t *testing.T, url, want string) {
	t.Helper()
	engine, err := browser()
	if err != nil {
		t.Fatal(err)
	}
	context, err := engine.NewContext()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = context.Close() }() // The test is over.
	w := newWatch(context)
	page, err := context.NewPage()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := page.Goto(url); err != nil {
		t.Fatal(err)
	}
	Eventually(t, "a problem with "+want, func() bool {
		return strings.Contains(strings.Join(w.problems(), "\n"), want)
	})
}
