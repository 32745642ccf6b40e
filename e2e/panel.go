//go:build e2e

package e2e

import (
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The owner that every panel of a test has.
const (
	Email    = "owner@example.com"
	Password = "grey-paper-black-ink"
)

// Panel is a running panel with a port and a data folder that stay the same
// over restarts.
type Panel struct {
	t testing.TB
	// URL is the address without a slash at the end.
	URL  string
	Data string
	env  []string
	log  *output
	tape *tape
	cmd  *exec.Cmd
	gone chan struct{}
	code int
}

// StartPanel runs the binary on a fresh data folder. Settings are entries like
// "PANEL_LOOK_FOR=2s". The panel is stopped at the end of the test, and its
// log shown if the test failed.
func StartPanel(t testing.TB, settings ...string) *Panel {
	t.Helper()
	return startPanelAs(t, "127.0.0.1", settings...)
}

// startPanelAs is StartPanel for people who reach the panel under another name.
func startPanelAs(t testing.TB, host string, settings ...string) *Panel {
	t.Helper()
	addr := freeAddress(t)
	p := &Panel{t: t, Data: filepath.Join(t.TempDir(), "data"), log: &output{}, tape: newTape(t)}
	_, port, _ := net.SplitHostPort(outside(t, addr, p.tape)) // It listens there.
	p.URL = "http://" + net.JoinHostPort(host, port)
	p.env = append(plainEnv(),
		"PANEL_ADDR="+addr, "PANEL_URL="+p.URL, "PANEL_DATA="+p.Data, "PANEL_LOG_LEVEL=debug",
		"PANEL_ADMIN_EMAIL="+Email, "PANEL_ADMIN_PASSWORD="+Password,
		"GORACE=atexit_sleep_ms=50") // The race detector waits a second at every end otherwise.
	p.env = append(p.env, settings...)
	t.Cleanup(p.cleanUp)
	p.Start()
	return p
}

// Start runs the panel and waits until it answers. StartPanel has done it the
// first time; it follows Kill or Stop.
func (p *Panel) Start() {
	p.t.Helper()
	program, err := binary()
	if err != nil {
		p.t.Fatal(err)
	}
	p.cmd = exec.Command(program, "serve")
	p.cmd.Env, p.cmd.Stdout, p.cmd.Stderr = p.env, p.log, p.log
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.gone = make(chan struct{})
	go p.wait(p.cmd, p.gone)
	Eventually(p.t, "the panel answers", func() bool {
		select {
		case <-p.gone:
			p.t.Fatalf("the panel ended with code %d:\n%s", p.code, p.Log())
		default:
		}
		return p.healthy()
	})
}

func (p *Panel) wait(cmd *exec.Cmd, gone chan struct{}) {
	_ = cmd.Wait() // The exit code says it.
	p.code = cmd.ProcessState.ExitCode()
	close(gone)
}

func (p *Panel) healthy() bool {
	client := http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get(p.URL + "/healthz")
	if err != nil {
		return false
	}
	_ = answer.Body.Close() // The status says it.
	return answer.StatusCode == http.StatusOK
}

// Kill ends the panel as a power cut would.
func (p *Panel) Kill() {
	p.t.Helper()
	_ = p.cmd.Process.Kill() // It may have ended by itself.
	<-p.gone
}

// Stop asks the panel to end, as a supervisor would, and returns its exit
// code.
func (p *Panel) Stop() int {
	p.t.Helper()
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // It may have ended by itself.
	select {
	case <-p.gone:
	case <-time.After(15 * time.Second):
		p.Kill()
		p.t.Error("the panel does not stop")
	}
	return p.code
}

// Log returns what the panel has printed in all of its runs.
func (p *Panel) Log() string { return p.log.String() }

func (p *Panel) cleanUp() {
	if p.cmd != nil && p.cmd.Process != nil {
		p.Stop()
	}
	p.searchCanaries()
	if strings.Contains(p.Log(), "DATA RACE") {
		p.t.Error("the race detector found something")
	}
	if p.t.Failed() {
		p.t.Logf("the panel's log:\n%s", p.Log())
	}
}

// plainEnv is the environment without settings of a panel.
func plainEnv() []string {
	var env []string
	for _, entry := range os.Environ() {
		if !strings.HasPrefix(entry, "PANEL_") {
			env = append(env, entry)
		}
	}
	return env
}

// outside is the address that the panel is reached at: that of a tap, but while
// speed is measured the panel's own.
func outside(t testing.TB, addr string, tape *tape) string {
	t.Helper()
	if strings.HasPrefix(t.Name(), "TestBench") {
		return addr
	}
	return newTap(t, addr, tape).listener.Addr().String()
}
