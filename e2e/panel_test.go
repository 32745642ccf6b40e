//go:build e2e

package e2e

import (
	"net/http"
	"strings"
	"testing"
)

func TestPanelOutlivesKill(t *testing.T) {
	t.Parallel()
	p := StartPanel(t)
	c := NewClient(t, p)
	for range 2 {
		p.Kill()
		if _, err := c.Try(http.MethodGet, "/healthz", nil); err == nil {
			t.Fatal("answers after it was killed")
		}
		p.Start()
		if answer := c.Get("/healthz"); answer.Status != http.StatusOK {
			t.Fatalf("status %d", answer.Status)
		}
	}
	if code := p.Stop(); code != 0 {
		t.Errorf("exit code %d after an orderly stop", code)
	}
	if strings.Contains(p.Log(), Password) {
		t.Error("the log has the owner's password")
	}
}
