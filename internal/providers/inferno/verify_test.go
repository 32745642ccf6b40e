package inferno_test

import (
	"slices"
	"strings"
	"testing"

	"pinfold/internal/sandbox"
)

func TestVerifySaysWhatTheKeyCanDo(t *testing.T) {
	box, client := newWorld(t, sandbox.Options{})
	report, err := client.Verify(t.Context())
	want := []string{
		"The key of client 777 works.", "2 paid orders.", "2 other orders.", "8 templates, 4 tariffs.", "1 SSH key.",
	}
	if err != nil || report.Servers != 2 || !slices.Equal(report.Findings, want) {
		t.Errorf("%+v, %v", report, err)
	}
	box.SetFault(sandbox.Fault{Provider: "inferno", Op: "INF-12", Kind: sandbox.FaultHTML, Times: 1})
	report, err = client.Verify(t.Context())
	last := report.Findings[len(report.Findings)-1]
	if err != nil || !strings.HasPrefix(last, "SSH keys could not be read: The provider answered with something") ||
		strings.Contains(strings.Join(report.Findings, " "), sandbox.DefaultInfernoKey) {
		t.Errorf("%+v, %v", report, err)
	}
}
