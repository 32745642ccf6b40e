package cloudatcost

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

const (
	login = "example@example.com"
	key   = "kEy/with+signs&in=it"
)

// fake is a small CloudAtCost that answers what it is told to, by path.
type fake struct {
	t       *testing.T
	client  *Client
	log     bytes.Buffer
	answers map[string]http.HandlerFunc
}

func newFake(t *testing.T, style string) *fake {
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
		form.Values{fieldLogin: login, fieldStyle: style, fieldEndpoint: server.URL},
		form.Values{fieldKey: key},
		providers.Kit{Reads: reads, Writes: writes, Log: slog.New(slog.NewTextHandler(&f.log, &slog.HandlerOptions{Level: slog.LevelDebug}))},
	)
	if err != nil {
		t.Fatal(err)
	}
	f.client = client.(*Client)
	return f
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	handler := f.answers[r.URL.Path]
	switch {
	case r.Method != http.MethodGet || q.Get("login") != login || q.Get("key") != key:
		f.t.Errorf("%s %s with login %q and key %q", r.Method, r.URL.Path, q.Get("login"), q.Get("key"))
	case handler == nil:
		f.t.Errorf("unexpected call %s", r.URL.Path)
	default:
		handler(w, r)
	}
}

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		// JSON comes with this content type.
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
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

// silent checks that a text holds neither login nor key, as they are or as
// they stand in an address.
func silent(t *testing.T, what, text string) {
	t.Helper()
	for _, secret := range []string{login, key, url.QueryEscape(login), url.QueryEscape(key)} {
		if strings.Contains(text, secret) {
			t.Errorf("%s holds %q: %s", what, secret, text)
		}
	}
}
