package handlers

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"testing"
	"time"

	"pinfold/internal/alerts"
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
	options Options
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
	o.Alerts = alerts.New(alerts.Options{Store: h.Store, Keys: h.keys, Bus: h.bus, Log: log, URL: o.URL,
		Vendor: func(slug providers.Slug) string { return string(slug) }, Env: alerts.NewEnv(nil, nil, nil)})
	for _, c := range change {
		c(&o)
	}
	h.secure = o.URL.Scheme == "https"
	h.options = o
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
