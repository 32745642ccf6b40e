package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHealthcheck(t *testing.T) {
	status := http.StatusOK
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/healthz" {
			t.Errorf("asked for %s", r.URL.Path)
		}
		w.WriteHeader(status)
	}))
	env := map[string]string{"PANEL_ADDR": strings.TrimPrefix(server.URL, "http://"), "PANEL_URL": "wrong, but not asked for"}
	if code, _, text := once(t, env, "healthcheck"); code != 0 {
		t.Errorf("well, but exit code %d: %s", code, text)
	}
	status = http.StatusServiceUnavailable
	if code, _, text := once(t, env, "healthcheck"); code != 1 || !strings.Contains(text, "answers with 503") {
		t.Errorf("unwell, but exit code %d: %s", code, text)
	}
	server.Close()
	if code, _, text := once(t, env, "healthcheck"); code != 1 || !strings.Contains(text, "nothing answers") {
		t.Errorf("gone, but exit code %d: %s", code, text)
	}
}

func TestNear(t *testing.T) {
	for addr, want := range map[string]string{
		":8080": "127.0.0.1:8080", "0.0.0.0:80": "127.0.0.1:80", "[::]:80": "[::1]:80",
		"10.0.0.5:80": "10.0.0.5:80", "panel.local:80": "panel.local:80",
	} {
		if got := near(addr); got != want {
			t.Errorf("near(%q) = %q, want %q", addr, got, want)
		}
	}
}
