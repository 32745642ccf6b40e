package main

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// buffer is a console that a test reads while the program writes.
type buffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// process is a command that runs in the background of a test.
type process struct {
	t        *testing.T
	out, err buffer
	stop     context.CancelFunc
	code     chan int
	url      string
}

var listens = regexp.MustCompile(`(?m)^Pinfold listens on (http://\S+)$`)

// start runs a command until it listens.
func start(t *testing.T, env map[string]string, args ...string) *process {
	t.Helper()
	setEnv(t, env)
	ctx, cancel := context.WithCancel(context.Background())
	p := &process{t: t, stop: cancel, code: make(chan int, 1)}
	go func() { p.code <- run(ctx, args, console{out: &p.out, err: &p.err}) }()
	t.Cleanup(func() { p.end() })
	eventually(t, "the panel listens", func() bool {
		select {
		case code := <-p.code:
			t.Fatalf("ended with %d: %s", code, p.err.String())
		default:
		}
		found := listens.FindStringSubmatch(p.out.String())
		if found != nil {
			p.url = found[1]
		}
		return found != nil
	})
	return p
}

// end stops the command and returns its exit code.
func (p *process) end() int {
	p.stop()
	select {
	case code := <-p.code:
		p.code <- code
		return code
	case <-time.After(20 * time.Second):
		p.t.Error("does not stop")
		return -1
	}
}

// once runs a command that ends by itself.
func once(t *testing.T, env map[string]string, args ...string) (code int, out, err string) {
	t.Helper()
	setEnv(t, env)
	var stdout, stderr buffer
	code = run(t.Context(), args, console{out: &stdout, err: &stderr})
	return code, stdout.String(), stderr.String()
}

func setEnv(t *testing.T, env map[string]string) {
	t.Helper()
	for _, entry := range os.Environ() {
		if name, _, _ := strings.Cut(entry, "="); strings.HasPrefix(name, "PANEL_") {
			t.Setenv(name, "")
		}
	}
	for name, value := range env {
		t.Setenv(name, value)
	}
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.After(30 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("never: %s", what)
		}
	}
}
