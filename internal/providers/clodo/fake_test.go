package clodo

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// fake is a small Clodo: it signs in and answers what it is told to.
type fake struct {
	t      *testing.T
	client *Client
	url    string

	mu      sync.Mutex
	now     time.Time
	answers map[string]http.HandlerFunc // by method and path
	root    string                      // named by the login, "" for its own
	tokens  int
	logins  int
	bodies  []string
	asked   []providers.Call
}

func newFake(t *testing.T) *fake {
	t.Helper()
	f := &fake{t: t, now: time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC), answers: map[string]http.HandlerFunc{}}
	f.on("GET /user/", answer(http.StatusNoContent, ""))
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	f.url = server.URL
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	reads, writes := wire.Transports([]string{address.Host})
	t.Cleanup(reads.CloseIdleConnections)
	client, err := Vendor().Open(
		form.Values{fieldLogin: "jdoe", fieldEndpoint: server.URL},
		form.Values{fieldKey: "a86850deb2742ec3cb41518e26aa2d89"},
		providers.Kit{Reads: reads, Writes: writes, Now: f.clock, Allow: f.allow},
	)
	if err != nil {
		t.Fatal(err)
	}
	f.client = client.(*Client)
	return f
}

func (f *fake) clock() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

func (f *fake) advance(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = f.now.Add(d)
}

func (f *fake) allow(_ context.Context, call providers.Call) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, call)
	return nil
}

// on sets the answer to a call, such as "GET /servers".
func (f *fake) on(call string, handler http.HandlerFunc) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answers[call] = handler
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/" {
		f.signIn(w, r)
		return
	}
	body, _ := io.ReadAll(r.Body)
	f.mu.Lock()
	handler := f.answers[r.Method+" "+r.URL.Path[len("/v1"):]]
	valid := r.Header.Get(headerToken) == fmt.Sprintf("token-%d", f.tokens)
	f.bodies = append(f.bodies, string(body))
	f.mu.Unlock()
	switch {
	case !valid:
		w.WriteHeader(http.StatusUnauthorized)
	case handler == nil:
		f.t.Errorf("unexpected call %s %s", r.Method, r.URL.Path)
	default:
		handler(w, r)
	}
}

func (f *fake) signIn(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.logins++
	if r.Header.Get(headerUser) != "jdoe" || r.Header.Get(headerKey) != "a86850deb2742ec3cb41518e26aa2d89" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	f.tokens++
	root := f.root
	if root == "" {
		root = f.url + "/v1"
	}
	w.Header().Set(headerRoot, root)
	w.Header().Set(headerToken, fmt.Sprintf("token-%d", f.tokens))
	w.WriteHeader(http.StatusNoContent)
}

// revoke makes the tokens handed out so far invalid.
func (f *fake) revoke() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.tokens++
}

func (f *fake) loginCount() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.logins
}

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// sample answers with a file of testdata.
func sample(t *testing.T, name string) http.HandlerFunc {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return answer(http.StatusOK, string(body))
}

func intent(ctx context.Context, op providers.OpID) context.Context {
	return providers.WithIntent(ctx, providers.Intent{Operation: 1, Step: "step", Op: op})
}
