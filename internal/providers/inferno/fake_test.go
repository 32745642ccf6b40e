package inferno

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// fake is a small Inferno that answers what it is told to, by action, and by
// action and order where both are set.
type fake struct {
	t      *testing.T
	client *Client

	mu      sync.Mutex
	answers map[string]http.HandlerFunc
	asked   []url.Values
	allow   func(context.Context, providers.Call) error
}

const testKey = "5b1f0c9d7e3a48c2a6d4e8f01b7c9a35"

func newFake(t *testing.T) *fake {
	t.Helper()
	f := &fake{t: t, answers: map[string]http.HandlerFunc{}}
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	reads, writes := wire.Transports([]string{address.Host})
	t.Cleanup(reads.CloseIdleConnections)
	client, err := Vendor().Open(
		form.Values{fieldCID: "777", fieldEndpoint: server.URL}, form.Values{fieldKey: testKey},
		providers.Kit{Reads: reads, Writes: writes, Allow: f.let},
	)
	if err != nil {
		t.Fatal(err)
	}
	f.client = client.(*Client)
	return f
}

func (f *fake) let(ctx context.Context, call providers.Call) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.allow == nil {
		return nil
	}
	return f.allow(ctx, call)
}

// on sets the answer to an action, such as "orders" or "getinfo 47012".
func (f *fake) on(call string, status int, body string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answers[call] = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost || r.URL.Path != "/api_client.php" || r.URL.RawQuery != "" {
		f.t.Errorf("unexpected call %s %s", r.Method, r.URL)
	}
	if err := r.ParseForm(); err != nil {
		f.t.Error(err)
	}
	call := r.PostForm.Get("action")
	f.mu.Lock()
	f.asked = append(f.asked, r.PostForm)
	answer := f.answers[call+" "+r.PostForm.Get("orderid")]
	if answer == nil {
		answer = f.answers[call]
	}
	f.mu.Unlock()
	if answer == nil {
		f.t.Errorf("unexpected action %s", call)
		return
	}
	answer(w, r)
}

// calls returns the orders that were asked for, in the order of the calls.
func (f *fake) calls(action string) (orders []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, form := range f.asked {
		if form.Get("action") == action {
			orders = append(orders, form.Get("orderid"))
		}
	}
	f.asked = nil
	return orders
}

func file(t *testing.T, name string) string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// read reads the list of that name.
func (f *fake) read(name string) (providers.Listing, error) {
	f.t.Helper()
	for _, s := range f.client.Sources() {
		if s.Name == name {
			return s.Read(f.t.Context())
		}
	}
	f.t.Fatalf("no list %s", name)
	return providers.Listing{}, nil
}
