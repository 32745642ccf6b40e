package conformance

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// bench is a provider that can be told to fail, and a client that talks to it.
type bench struct {
	t       *testing.T
	subject Subject
	server  *httptest.Server
	client  providers.Client
	log     *safeBuffer
	allow   func(context.Context, providers.Call) error

	mu      sync.Mutex
	fault   http.HandlerFunc
	hits    int
	secrets []string
}

func newBench(t *testing.T, s Subject, credentials form.Values) *bench {
	t.Helper()
	b := &bench{t: t, subject: s, log: &safeBuffer{}}
	provider := s.Provider(t)
	b.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { b.answer(provider, w, r) }))
	t.Cleanup(b.server.Close)
	for name, value := range credentials {
		if field, ok := s.Vendor.Connect.Field(name); ok && field.Secret {
			b.secrets = append(b.secrets, value)
		}
	}
	b.connect(credentials)
	t.Cleanup(func() { b.keepsSilent("the log", b.log.String()) })
	return b
}

func (b *bench) connect(credentials form.Values) {
	b.t.Helper()
	address, err := url.Parse(b.server.URL)
	if err != nil {
		b.t.Fatal(err)
	}
	reads, writes := wire.Transports([]string{address.Host})
	b.t.Cleanup(reads.CloseIdleConnections)
	kit := providers.Kit{Reads: reads, Writes: writes, Allow: b.let, Log: slog.New(slog.NewTextHandler(b.log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	b.client, err = b.subject.Vendor.Open(b.subject.Settings(b.server.URL), credentials, kit)
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) let(ctx context.Context, call providers.Call) error {
	if b.allow == nil {
		return nil
	}
	return b.allow(ctx, call)
}

// answer lets the provider answer, unless a fault is set that applies.
func (b *bench) answer(provider http.Handler, w http.ResponseWriter, r *http.Request) {
	signsIn := b.subject.SignsIn(r)
	b.mu.Lock()
	fault := b.fault
	if !signsIn {
		b.hits++
	}
	b.mu.Unlock()
	if fault != nil && !signsIn {
		// Only behind the body does the server notice that the client left.
		_, _ = io.Copy(io.Discard, r.Body)
		fault(w, r)
		return
	}
	provider.ServeHTTP(w, r)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.secrets = append(b.secrets, b.subject.Issued(w.Header())...)
}

// fail makes all calls but sign-ins fail from now on, and forgets the count.
func (b *bench) fail(fault http.HandlerFunc) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fault, b.hits = fault, 0
}

func (b *bench) calls() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.hits
}

func (b *bench) read(ctx context.Context) error {
	_, err := b.client.(providers.ServerReader).Server(ctx, b.subject.Server)
	return b.checked(err)
}

func (b *bench) stop(ctx context.Context) error {
	ctx = providers.WithIntent(ctx, providers.Intent{Operation: 1, Step: "stop", Op: b.subject.Stop})
	return b.checked(b.client.(providers.PowerController).Stop(ctx, b.subject.Server))
}

// checked searches an error for secrets on its way through.
func (b *bench) checked(err error) error {
	b.t.Helper()
	if err != nil {
		b.keepsSilent("an error", err.Error()+providers.Sentence(err)+providers.Said(err))
	}
	return err
}

func (b *bench) keepsSilent(what, text string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, secret := range b.secrets {
		if secret != "" && strings.Contains(text, secret) {
			b.t.Errorf("%s holds a secret: %s", what, strings.ReplaceAll(text, secret, "<HERE>"))
		}
	}
}

// safeBuffer is a buffer that several goroutines may write.
type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.String()
}
