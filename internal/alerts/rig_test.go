package alerts_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"pinfold/internal/alerts"
	"pinfold/internal/feed"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

var ctx = context.Background()

var base = &url.URL{Scheme: "https", Host: "panel.example"}

// rig is a desk on a real file with a webhook that a test listens at.
type rig struct {
	*testdb.DB
	t       *testing.T
	desk    *alerts.Desk
	scope   models.Scope
	account models.Account
	hook    *receiver
	channel models.AlertChannel
	secret  string
}

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{DB: testdb.New(t), t: t, hook: newReceiver(t)}
	key, err := secrets.GenerateKey()
	testdb.Must(t, err)
	keys, err := secrets.LoadKey(key)
	testdb.Must(t, err)
	r.desk = alerts.New(alerts.Options{Store: r.Store, Keys: keys, Bus: feed.New(), Log: slog.New(slog.DiscardHandler), URL: base,
		Vendor: func(slug providers.Slug) string { return "Clodo" }, Env: alerts.NewEnv([]string{r.hook.host()}, nil, nil)})
	r.scope = r.Team(t, "ann")
	r.account = r.Account(t, r.scope, "main")
	r.Exec(t, "UPDATE accounts SET currency = 'RUB'")
	return r
}

// listen adds the webhook as a channel that hears of everything.
func (r *rig) listen() *rig {
	r.t.Helper()
	kind, _ := alerts.KindNamed("webhook")
	var err error
	r.channel, r.secret, err = r.desk.Add(ctx, r.scope, kind, form.Values{"name": "hook", "url": r.hook.URL + "/in"}, models.Audit{})
	testdb.Must(r.t, err)
	return r
}

// settle changes the team's settings.
func (r *rig) settle(change func(*models.AlertSettings)) {
	r.t.Helper()
	s, err := r.scope.AlertSettings(ctx)
	testdb.Must(r.t, err)
	change(&s)
	testdb.Must(r.t, r.scope.SaveAlertSettings(ctx, s, models.Audit{}))
}

// turn lets the rules look and what is due be sent, and waits for it.
func (r *rig) turn() {
	r.t.Helper()
	testdb.Must(r.t, r.desk.Evaluate(ctx))
	r.send()
}

func (r *rig) send() {
	r.t.Helper()
	testdb.Must(r.t, r.desk.Deliver(ctx))
	r.desk.Wait(ctx)
}

// fails makes the account fail from now on.
func (r *rig) fails() {
	r.t.Helper()
	r.Exec(r.t, "UPDATE accounts SET failures = 1, failing_since = ?, last_error = 'No answer.'", r.Now())
}

func (r *rig) recovers() {
	r.t.Helper()
	r.Exec(r.t, "UPDATE accounts SET failures = 0, failing_since = NULL")
}

// operation ends an operation on a server of its own.
func (r *rig) operation(name string, status models.Status) models.Operation {
	r.t.Helper()
	server := r.Server(r.t, r.scope, r.account, providers.Observation{ID: "x-" + name, Name: name, State: providers.Running})
	op := testdb.Started(r.t, r.scope, testdb.Operation(server))
	testdb.Must(r.t, r.Claimed(r.t, op, "x").Settle(ctx, models.End{Status: status, Sentence: "Clodo refused."}))
	return op
}

// wantTitles compares what has come so far: a line for each message, its titles
// with a bar between.
func (r *rig) wantTitles(want ...string) {
	r.t.Helper()
	var got []string
	for _, m := range r.hook.messages(r.t) {
		var titles []string
		for _, a := range m.Alerts {
			titles = append(titles, a.Title)
		}
		got = append(got, strings.Join(titles, "|"))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		r.t.Errorf("came:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (r *rig) state() string {
	r.t.Helper()
	return r.Text(r.t, "SELECT group_concat(state, ' ') FROM (SELECT state FROM alert_deliveries ORDER BY id)")
}

// receiver keeps what is posted to it and answers as told.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	got    []posted
	answer func(w http.ResponseWriter, r *http.Request)
}

type posted struct {
	path   string
	header http.Header
	body   string
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	v := &receiver{}
	v.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // What came counts.
		v.mu.Lock()
		v.got = append(v.got, posted{r.URL.Path, r.Header.Clone(), string(body)})
		answer := v.answer
		v.mu.Unlock()
		if answer != nil {
			answer(w, r)
		}
	}))
	t.Cleanup(v.Close)
	return v
}

func (v *receiver) host() string { return strings.TrimPrefix(v.URL, "http://") }

func (v *receiver) answers(with func(w http.ResponseWriter, r *http.Request)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.answer = with
}

func (v *receiver) status(code int) {
	v.answers(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) })
}

func (v *receiver) all() []posted {
	v.mu.Lock()
	defer v.mu.Unlock()
	return append([]posted(nil), v.got...)
}

// message is the documented JSON.
type message struct {
	ID            string
	Test, Summary bool
	SentAt        time.Time `json:"sent_at"`
	Team          struct{ Name string }
	Alerts        []struct {
		Rule, Severity, Subject, Title, Text, URL string
		Account                                   *struct{ Name, Provider string }
		Reminder                                  int
		EndedAt                                   *time.Time `json:"ended_at"`
	}
}

func (v *receiver) messages(t *testing.T) (list []message) {
	t.Helper()
	for _, p := range v.all() {
		var m message
		testdb.Must(t, json.Unmarshal([]byte(p.body), &m))
		list = append(list, m)
	}
	return list
}
