package jobs_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"pinfold/internal/feed"
	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/jobs"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo"
	"pinfold/internal/providers/wire"
	"pinfold/internal/sandbox"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

var ctx = context.Background()

const (
	lookFor   = 20 * time.Second
	settleFor = time.Minute
	pace      = time.Second
)

// rig is the whole background work on a real file, against the simulated
// Clodo over HTTP. One clock moves both; see until.
type rig struct {
	*testdb.DB
	t       *testing.T
	box     *sandbox.Sandbox
	keys    *secrets.Keyring
	bus     *feed.Bus
	log     *logText
	opts    jobs.Options
	jobs    *jobs.Jobs
	reads   *http.Transport
	writes  *http.Transport
	scope   models.Scope
	account models.Account
}

// setup changes what a rig is made of before it starts.
type setup struct {
	servers int
	limits  []sandbox.Limit
	vendor  providers.Vendor
	// idle leaves the work to the test to start.
	idle bool
}

func newRig(t *testing.T, change ...func(*setup)) *rig {
	t.Helper()
	s := setup{vendor: clodo.Vendor(), limits: plenty}
	for _, c := range change {
		c(&s)
	}
	r := &rig{DB: testdb.New(t), t: t, bus: feed.New(), log: &logText{}}
	r.box = sandbox.New(sandbox.Options{Now: r.Clock.Now, Pace: pace, Servers: s.servers})
	testdb.Must(t, r.box.SetLimits("clodo", "", s.limits))
	server := httptest.NewServer(r.box.Handler())
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	testdb.Must(t, err)
	r.reads, r.writes = wire.Transports([]string{address.Host})
	t.Cleanup(r.reads.CloseIdleConnections)
	key, err := secrets.GenerateKey()
	testdb.Must(t, err)
	r.keys, err = secrets.LoadKey(key)
	testdb.Must(t, err)
	log := slog.New(slog.NewTextHandler(r.log, nil))
	clients := fleet.New(fleet.Options{Store: r.Store, Keys: r.keys, Bus: r.bus, Log: log,
		Vendors: []providers.Vendor{s.vendor}, Reads: r.reads, Writes: r.writes})
	r.opts = jobs.Options{Store: r.Store, Fleet: clients, Keys: r.keys, Bus: r.bus, Log: log,
		QueuePath: filepath.Join(t.TempDir(), "queue.db"), LookFor: lookFor, SettleFor: settleFor}
	r.connect(s.vendor.Slug, server.URL)
	if !s.idle {
		r.start()
	}
	return r
}

// plenty are limits that no test meets.
var plenty = []sandbox.Limit{
	{Verb: "GET", URI: "*", Regex: ".*", Value: 1_000_000, Unit: sandbox.PerMinute},
	{Verb: "POST", URI: "*", Regex: ".*", Value: 1_000_000, Unit: sandbox.PerMinute},
	{Verb: "DELETE", URI: "*", Regex: ".*", Value: 1_000_000, Unit: sandbox.PerMinute},
}

// connect stores the account and reads it once. Afterwards it is not read by
// itself, so that tests count the calls of operations alone.
func (r *rig) connect(provider providers.Slug, address string) {
	r.t.Helper()
	r.scope = r.Team(r.t, "ann")
	account := models.Account{Provider: provider, Label: "main",
		Settings: form.Values{"login": sandbox.DefaultClodoLogin, "endpoint": address + "/clodo"}}
	name, key := "key", sandbox.DefaultClodoKey
	if provider == providers.IDCloudHost {
		account.Settings = form.Values{"endpoint": address + "/idcloudhost/v1"}
		name, key = "apikey", sandbox.DefaultIDCloudHostKey
	}
	seal := func(row models.ID) ([]byte, error) {
		return r.keys.SealMap(fleet.CredentialsOf(r.scope.Team.ID, row), map[string]secrets.Text{name: secrets.NewText(key)})
	}
	testdb.Must(r.t, r.scope.AddAccount(ctx, &account, seal, models.Audit{}))
	testdb.Must(r.t, r.opts.Fleet.Refresh(ctx, r.scope.Team.ID, account.ID))
	r.Exec(r.t, "UPDATE accounts SET next_refresh = '2999-01-01 00:00:00+00:00'")
	var err error
	r.account, err = r.scope.Account(ctx, account.ID)
	testdb.Must(r.t, err)
	if r.account.Failures > 0 {
		r.t.Fatalf("the account cannot be read: %s", r.account.LastError)
	}
	r.box.Reset()
}

// start begins to work, as a new process does.
func (r *rig) start() {
	r.t.Helper()
	work, err := jobs.Start(ctx, r.opts)
	testdb.Must(r.t, err)
	r.jobs = work
	r.t.Cleanup(func() { r.halt(work) })
}

// stop ends the work.
func (r *rig) stop() { r.t.Helper(); r.halt(r.jobs); r.jobs = nil }

func (r *rig) halt(work *jobs.Jobs) {
	r.t.Helper()
	limited, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	if err := work.Stop(limited); err != nil {
		r.t.Errorf("stop: %v", err)
	}
}

// logText collects what was logged.
type logText struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (l *logText) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// String returns all of it.
func (l *logText) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
