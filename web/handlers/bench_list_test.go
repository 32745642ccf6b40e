//go:build bench

package handlers

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/providers/all"
	"pinfold/internal/testdb"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// The bench asks over eight connections, in five alternating runs; the worst
// ratio counts.
const (
	benchConnections = 8
	benchRuns        = 5
	benchTime        = 1500 * time.Millisecond
	benchAccounts    = 20
)

// benchPath is a list that is filtered and sorted, as people have it open.
const benchPath = "/servers?state=running&sort=name"

// TestBenchList measures the list of 10,000 servers against a floor that
// fetches the same rows by their ids and draws the same page without sign-in,
// and against the list of 100 servers.
func TestBenchList(t *testing.T) {
	large, small := benchHouse(t, 10_000), benchHouse(t, 100)
	page, few, floor := large.serve(t), small.serve(t), large.floor(t)
	drawn, least := len(fetch(t, page)), len(fetch(t, floor))
	t.Logf("the page has %d bytes, the floor draws %d", drawn, least)
	if least < drawn*9/10 || least > drawn*11/10 {
		t.Error("the floor does not draw the same page")
	}
	worstFloor, worstSmall := 10.0, 0.0
	for run := range benchRuns {
		f, p, s := perSecond(t, floor), perSecond(t, page), perSecond(t, few)
		worstFloor, worstSmall = min(worstFloor, p/f), max(worstSmall, s/p)
		t.Logf("run %d: floor %.0f/s, 10,000 servers %.0f/s, 100 servers %.0f/s", run+1, f, p, s)
	}
	t.Logf("against the floor, worst: %.2f (bound 0.60); 10,000 against 100, worst: %.2f (bound 1.20)", worstFloor, worstSmall)
	if worstFloor < 0.6 || worstSmall > 1.2 {
		t.Error("the list is over its bound")
	}
}

func benchHouse(t *testing.T, count int) *house {
	t.Helper()
	h := newHouse(t, func(o *Options) { o.Vendors = all.Vendors() })
	for i := range benchAccounts {
		vendor := all.Vendors()[i%4]
		account := h.Account(t, h.scope, fmt.Sprintf("account-%02d", i))
		h.Exec(t, "UPDATE accounts SET provider = ? WHERE id = ?", vendor.Slug, account.ID)
		account.Provider = vendor.Slug
		listing := providers.Listing{Complete: true}
		for n := range count / benchAccounts {
			listing.Items = append(listing.Items, benchServer(i, n))
		}
		outcome, err := testdb.Intake(h.scope, account).List(ctx, providers.Source{Name: "servers", Kinds: []providers.Kind{providers.KindServer}}, listing)
		testdb.Must(t, err)
		testdb.Must(t, h.scope.RecordHealth(ctx, account, models.Health{
			Checks: map[string]models.Check{"servers": outcome.Check}, NextRefresh: h.Now().Add(time.Hour)}))
	}
	return h
}

func benchServer(account, n int) providers.Observation {
	states := []providers.State{providers.Running, providers.Running, providers.Running, providers.Stopped, providers.Suspended}
	return providers.Observation{
		Kind: providers.KindServer, ID: fmt.Sprintf("%d-%d", account, n), Name: fmt.Sprintf("%s-%03d", []string{"web", "db", "cache", "mail"}[n%4], n*7%1000),
		Location: []string{"", "jkt01", "sgp01"}[account%3], State: states[n%len(states)], StateWord: "is_" + string(states[n%len(states)]),
		Facts: providers.ServerFacts{Type: "VirtualServer", CPU: 1 + n%8, MemoryMB: 512 << (n % 4), DiskGB: 20 * (1 + n%5), System: "Debian 12, 64 bit",
			Addresses: []providers.Address{{IP: fmt.Sprintf("192.0.%d.%d", account, n%256), Primary: true}, {IP: fmt.Sprintf("10.0.%d.%d", account, n%256), Private: true}}},
	}
}

// serve answers as the panel does, to a browser that is signed in.
func (h *house) serve(t *testing.T) func() *http.Request {
	server := httptest.NewServer(h.handler)
	t.Cleanup(server.Close)
	cookie := h.as(h.scope).cookie
	return func() *http.Request {
		r, err := http.NewRequest(http.MethodGet, server.URL+benchPath, nil)
		testdb.Must(t, err)
		r.AddCookie(&http.Cookie{Name: h.cookieName(), Value: cookie})
		return r
	}
}

// floor draws the same page from rows fetched by their ids.
func (h *house) floor(t *testing.T) func() *http.Request {
	t.Helper()
	p, shell, list := h.drawn(t)
	var ids []models.ID
	for _, row := range list.Rows {
		ids = append(ids, idOf(row.ID))
	}
	accounts := map[models.ID]models.Account{}
	all, err := h.scope.Accounts(ctx)
	testdb.Must(t, err)
	for _, a := range all {
		accounts[a.ID] = a
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rows, err := h.scope.ServersByID(r.Context(), ids)
		if err != nil {
			t.Error(err)
		}
		page := list
		page.Rows = nil
		for i := range rows {
			page.Rows = append(page.Rows, p.serverRow(p.targetOf(accounts[rows[i].AccountID], &rows[i]), h.scope.Role))
		}
		var buffer bytes.Buffer
		draw := ui.WithClock(r.Context(), ui.Clock{Now: h.Now(), Zone: time.UTC})
		if err := servers.ListPage(shell, page).Render(draw, &buffer); err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(buffer.Bytes())
	}))
	t.Cleanup(server.Close)
	return func() *http.Request {
		r, err := http.NewRequest(http.MethodGet, server.URL, nil)
		testdb.Must(t, err)
		return r
	}
}

// drawn is what the panel draws the page from.
func (h *house) drawn(t *testing.T) (*panel, layout.Shell, servers.List) {
	t.Helper()
	p := &panel{Options: h.options}
	p.sessions = newSessionStore(h.Store, h.secure)
	b := h.as(h.scope)
	c := echo.New().NewContext(b.request(http.MethodGet, benchPath, ""), httptest.NewRecorder())
	session, err := p.sessions.New(c.Request(), h.cookieName())
	testdb.Must(t, err)
	c.Set(contextSession, session)
	c.Set(contextScope, h.scope)
	q, number := serverQuery(c.QueryParams())
	rows, err := h.scope.Servers(ctx, q)
	testdb.Must(t, err)
	list, err := p.serverList(c, q, number, rows)
	testdb.Must(t, err)
	shell, err := p.shell(c, "Servers", "servers")
	testdb.Must(t, err)
	return p, shell, list
}

var benchClient = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: benchConnections, DisableCompression: true}}

func fetch(t *testing.T, ask func() *http.Request) []byte {
	answer, err := benchClient.Do(ask())
	if err != nil {
		t.Error(err)
		return nil
	}
	defer func() { _ = answer.Body.Close() }() // It was only read.
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Errorf("status %d, %v", answer.StatusCode, err)
	}
	return body
}

// perSecond asks over all connections for a while.
func perSecond(t *testing.T, ask func() *http.Request) float64 {
	var done atomic.Int64
	var asking sync.WaitGroup
	began := time.Now()
	for range benchConnections {
		asking.Go(func() {
			for time.Since(began) < benchTime {
				fetch(t, ask)
				done.Add(1)
			}
		})
	}
	asking.Wait()
	return float64(done.Load()) / time.Since(began).Seconds()
}
