package idcloudhost

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

const key = "meowmeowmeow"

// fake answers what it is told to, by path, and counts.
type fake struct {
	t      *testing.T
	client *Client

	mu      sync.Mutex
	now     time.Time
	answers map[string]http.HandlerFunc
	calls   map[string]int
}

func newFake(t *testing.T) *fake {
	t.Helper()
	f := &fake{t: t, now: time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC), answers: map[string]http.HandlerFunc{}, calls: map[string]int{}}
	f.on("/user-resource/user", sample(t, "idc-01.json"))
	f.on("/user-resource/token/list", sample(t, "idc-06.json"))
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	reads, writes := wire.Transports([]string{address.Host})
	t.Cleanup(reads.CloseIdleConnections)
	client, err := Vendor().Open(form.Values{fieldEndpoint: server.URL + "/v1/"}, form.Values{fieldKey: key},
		providers.Kit{Reads: reads, Writes: writes, Now: f.clock})
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

// on sets the answer to a path below the version.
func (f *fake) on(path string, handler http.HandlerFunc) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answers[path] = handler
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path[len("/v1"):]
	f.mu.Lock()
	handler := f.answers[path]
	f.calls[path]++
	f.mu.Unlock()
	if r.Header.Get("apikey") != key || handler == nil {
		f.t.Errorf("unexpected call %s %s", r.Method, r.URL.Path)
		return
	}
	handler(w, r)
}

func (f *fake) count(path string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.calls[path]
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

// same compares field by field, so that a failure names the field.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	if g.Type() != w.Type() {
		t.Fatalf("%s is a %T, want a %T", what, got, want)
	}
	for i := range g.NumField() {
		if !reflect.DeepEqual(g.Field(i).Interface(), w.Field(i).Interface()) {
			t.Errorf("%s.%s is %+v, want %+v", what, g.Type().Field(i).Name, g.Field(i).Interface(), w.Field(i).Interface())
		}
	}
}

func at(t *testing.T, utc string) time.Time {
	t.Helper()
	moment, err := time.Parse("2006-01-02 15:04:05", utc)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}
