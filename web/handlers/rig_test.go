package handlers

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"pinfold/internal/feed"
	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/internal/password"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

var ctx = context.Background()

const goodPassword = "correct horse battery"

var goodHash = sync.OnceValues(func() (string, error) { return password.Hash(goodPassword) })

// house is the whole panel on a real file, without a provider behind it.
type house struct {
	*testdb.DB
	t       *testing.T
	handler http.Handler
	bus     *feed.Bus
	keys    *secrets.Keyring
	woken   *woken
	scope   models.Scope
	account models.Account
	secure  bool
}

// woken notes which operations were given a turn.
type woken struct {
	mu  sync.Mutex
	ids []models.ID
}

// Wake implements Waker.
func (w *woken) Wake(_ context.Context, id models.ID, _ time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ids = append(w.ids, id)
}

func (w *woken) list() []models.ID {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]models.ID(nil), w.ids...)
}

// newHouse has a team of ann's with an account; change adapts what it is made
// of.
func newHouse(t *testing.T, change ...func(*Options)) *house {
	t.Helper()
	h := &house{DB: testdb.New(t), t: t, bus: feed.New(), woken: &woken{}}
	key, err := secrets.GenerateKey()
	testdb.Must(t, err)
	h.keys, err = secrets.LoadKey(key)
	testdb.Must(t, err)
	log, vendors := slog.New(slog.NewTextHandler(io.Discard, nil)), []providers.Vendor{clodo.Vendor()}
	o := Options{
		Store: h.Store, Waker: h.woken, Keys: h.keys, Bus: h.bus, Log: log, Vendors: vendors, SetupToken: secrets.NewText("ABCD-EFGH"),
		Fleet: fleet.New(fleet.Options{Store: h.Store, Keys: h.keys, Bus: h.bus, Log: log, Vendors: vendors}),
		URL:   &url.URL{Scheme: "http", Host: "panel.example"},
	}
	for _, c := range change {
		c(&o)
	}
	h.secure = o.URL.Scheme == "https"
	h.handler, err = New(o)
	testdb.Must(t, err)
	h.scope = h.Team(t, "ann")
	h.account = h.Account(t, h.scope, "main")
	return h
}

func overHTTPS(o *Options) { o.URL = &url.URL{Scheme: "https", Host: "panel.example"} }

func behindProxy(o *Options) { o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")} }

// server stores a server and opens its page's address.
func (h *house) server(name string, state providers.State) models.Resource {
	h.t.Helper()
	return h.Server(h.t, h.scope, h.account, providers.Observation{ID: "x-" + name, Name: name, State: state})
}

// browser keeps the cookie of one person.
type browser struct {
	*house
	cookie  string
	address string
	header  http.Header
}

func (h *house) browser() *browser {
	return &browser{house: h, address: "192.0.2.1:5000", header: http.Header{}}
}

// as is a browser that is signed in.
func (h *house) as(scope models.Scope) *browser {
	h.t.Helper()
	b := h.browser()
	store := newSessionStore(h.Store, h.secure)
	request := httptest.NewRequest(http.MethodGet, "/", nil)
	session, err := store.New(request, b.cookieName())
	testdb.Must(h.t, err)
	session.Values[sessionUser], session.Values[sessionTeam] = fmt.Sprint(scope.User.ID), fmt.Sprint(scope.Team.ID)
	testdb.Must(h.t, store.Save(request, httptest.NewRecorder(), session))
	b.cookie = session.ID
	return b
}

func (h *house) cookieName() string {
	return (&panel{Options: Options{URL: &url.URL{Scheme: map[bool]string{true: "https", false: "http"}[h.secure]}}}).cookieName()
}

// page is an answer with its body read.
type page struct {
	*http.Response
	body string
}

func (b *browser) get(path string) page { b.t.Helper(); return b.send(http.MethodGet, path, "") }

// post sends a form as the browser does, from the panel's own page.
func (b *browser) post(path string, pairs ...string) page {
	b.t.Helper()
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	return b.send(http.MethodPost, path, values.Encode())
}

func (b *browser) send(method, path, body string) page {
	b.t.Helper()
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, b.request(method, path, body))
	answer := page{Response: w.Result(), body: w.Body.String()}
	for _, c := range answer.Cookies() {
		if c.Name == b.cookieName() {
			b.cookie = c.Value
		}
	}
	return answer
}

func (b *browser) request(method, path, body string) *http.Request {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.RemoteAddr, r.Host = b.address, "panel.example"
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if b.cookie != "" {
		r.AddCookie(&http.Cookie{Name: b.cookieName(), Value: b.cookie})
	}
	for name, values := range b.header {
		r.Header[name] = values
	}
	return r
}

var formIDField = regexp.MustCompile(`name="form_id"[^>]*value="([^"]+)"`)

// formID is the one-time id of the form on a page.
func (p page) formID(t *testing.T) string {
	t.Helper()
	found := formIDField.FindStringSubmatch(p.body)
	if found == nil {
		t.Fatalf("no form on the page with status %d", p.StatusCode)
	}
	return found[1]
}

func (p page) want(t *testing.T, status int, texts ...string) {
	t.Helper()
	if p.StatusCode != status {
		t.Errorf("status %d, want %d", p.StatusCode, status)
	}
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			t.Errorf("the page lacks %q", text)
		}
	}
}
