//go:build e2e

package e2e

import (
	"bufio"
	"os/exec"
	"strings"
	"testing"
	"time"

	"pinfold/internal/sandbox"
)

// TestRotationIsKilled: the rotation of the key ends as in a power cut, at
// every step that it tells of, beside a panel that works and is killed too.
// Everything opens all the while, and the last run completes it.
func TestRotationIsKilled(t *testing.T) {
	box := StartBox(t, sandbox.Options{Seed: 41, Servers: 250, Pace: 100 * time.Millisecond})
	LiftLimits(t, box)
	panel := StartPanel(t, box.Allow(), "PANEL_LOG_LEVEL=warn")
	client := NewClient(t, panel)
	client.SignIn()
	client.ConnectClodo(box)
	db := OpenData(t, panel)
	Eventually(t, "the servers are there", func() bool { return len(db.Servers()) >= 250 })
	kills := 0
	for line := 1; panel.killRotation(line); line++ {
		kills++
		client.revealed(db, panel)
		client.Post("/accounts/1/refresh", nil) // It writes beside the rotation.
		if line%2 == 0 {
			panel.Kill()
			panel.Start()
		}
		client.revealed(db, panel)
	}
	if kills < 3 {
		t.Errorf("the rotation was killed %d times only", kills)
	}
	out, err := panel.shell("", "key", "status")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if err != nil || len(lines) < 3 {
		t.Fatalf("%v: %s", err, out)
	}
	for _, earlier := range lines[1 : len(lines)-1] {
		if !strings.HasSuffix(earlier, " 0") {
			t.Errorf("not everything is sealed with the last key: %s", out)
		}
	}
	client.revealed(db, panel)
	if strings.Contains(panel.Log(), "does not open") {
		t.Errorf("something did not open:\n%s", panel.Log())
	}
}

// killRotation runs panel key rotate and kills it when it has printed so many
// lines. It returns false if the run came to its end.
func (p *Panel) killRotation(lines int) bool {
	p.t.Helper()
	program, err := binary()
	p.must(err)
	cmd := exec.Command(program, "key", "rotate")
	cmd.Env, cmd.Stderr = p.env, p.log
	out, err := cmd.StdoutPipe()
	p.must(err)
	p.must(cmd.Start())
	printed := bufio.NewScanner(out)
	for range lines {
		if !printed.Scan() {
			p.must(cmd.Wait())
			return false
		}
	}
	_ = cmd.Process.Kill() // It may have ended by itself.
	for printed.Scan() {
	}
	return cmd.Wait() != nil
}
