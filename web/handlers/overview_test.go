package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
	"pinfold/web/templates/ui"
)

// section is the part of a page from one id to the end of its element's
// neighbor, which is enough to tell the parts of the overview apart.
func (p page) section(t *testing.T, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(p.body, `id="`+from+`"`)
	if !ok {
		t.Fatalf("the page has no %s", from)
	}
	part, _, _ := strings.Cut(rest, `id="`+to+`"`)
	return part
}

func (h *house) ended(r models.Resource, action string, end models.End) models.Operation {
	h.t.Helper()
	op := testdb.Operation(r)
	op.Action, op.UserID = action, h.scope.User.ID
	started := testdb.Started(h.t, h.scope, op)
	testdb.Must(h.t, h.Claimed(h.t, started, "x").Settle(ctx, end))
	return started
}

// TestOverviewOfNothing leads to connecting an account, and is calm once there
// is one.
func TestOverviewOfNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.as(h.Team(t, "bob")).get("/").want(t, 200, "Connect your first account", `href="/accounts/new"`)
	h.as(h.Limited(t, h.scope.Team.ID, "carl@example.com")).get("/").want(t, 200, "No account is connected")
	h.as(h.scope).get("/").want(t, 200, "Nothing needs you.", "Nothing has changed since", "First reading")
}

// TestOverviewShowsTheWorstFirst, each with a way on.
func TestOverviewShowsTheWorstFirst(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	until := h.Now().Add(13 * 24 * time.Hour)
	h.Server(t, h.scope, h.account, providers.Observation{ID: "e", Name: "ends", State: providers.Running, Facts: providers.ServerFacts{PaidUntil: until}})
	broken := h.server("broken", providers.Failed)
	doubt := h.ended(h.server("web", providers.Running), "server.reboot", models.End{Status: models.StatusUnknown})
	failed := h.ended(h.server("db", providers.Running), "server.stop", models.End{Status: models.StatusFailed, Sentence: "Clodo refused."})
	busy := testdb.Started(t, h.scope, testdb.Operation(h.server("busy", providers.Running)))
	testdb.Must(t, h.scope.RecordHealth(ctx, h.account, models.Health{Err: &providers.Error{Kind: providers.ErrUnavailable},
		NextRefresh: h.Now().Add(time.Minute)}))
	answer := h.as(h.scope).get("/")
	answer.want(t, 200)
	needs := answer.section(t, "needs", "states")
	at := 0
	for _, want := range []string{
		"Reboot web: not known whether it happened", operationURL(doubt.ID), "Decide", "Stop db failed", "Clodo refused.", operationURL(failed.ID),
		"Clodo main has never answered.", `action="/accounts/1/refresh"`, "Why", "broken: Error", fmt.Sprintf("/servers/%d", broken.ID),
		"ends: Paid until " + until.UTC().Format("2 Jan") + ", in 13 days",
	} {
		next := strings.Index(needs[at:], want)
		if next < 0 {
			t.Fatalf("%q is not there, or too early, in: %s", want, needs)
		}
		at += next
	}
	if moving := answer.section(t, "moving", "recent"); !strings.Contains(moving, operationURL(busy.ID)) || strings.Contains(moving, operationURL(doubt.ID)) {
		t.Error("what runs now is not shown as such")
	}
	h.Clock.Add(25 * time.Hour)
	if later := h.as(h.scope).get("/"); strings.Contains(later.body, "Stop db failed") || !strings.Contains(later.body, "Reboot web: not known") {
		t.Error("after a day a failure is over, a doubt is not")
	}
	for name, stranger := range map[string]models.Scope{"another team": h.Team(t, "bob"), "limited": h.Limited(t, h.scope.Team.ID, "carl@example.com")} {
		for _, path := range []string{"/", "/activity", "/activity.csv"} {
			if body := h.as(stranger).get(path).body; strings.Contains(body, "broken") || strings.Contains(body, "Reboot web") {
				t.Errorf("%s sees it on %s", name, path)
			}
		}
	}
}

// TestOverviewShowsSomeAndCountsAll, and shows all that expire if asked to.
func TestOverviewShowsSomeAndCountsAll(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for i := range needsMost + 2 {
		name := fmt.Sprint("s", i)
		h.Server(t, h.scope, h.account, providers.Observation{ID: name, Name: name, State: providers.Failed,
			Facts: providers.ServerFacts{PaidUntil: h.Now().Add(time.Duration(i+1) * 24 * time.Hour)}})
	}
	ann := h.as(h.scope)
	some := ann.get("/")
	some.want(t, 200, "2 more servers have an error or are not known", `href="/servers?state=attention"`, "2 more servers expire soon", `href="/?expiring=all"`)
	if strings.Count(some.body, `id="need-`) != 2*needsMost || !strings.Contains(some.section(t, "needs", "states"), ">14<") {
		t.Errorf("%d are shown", strings.Count(some.body, `id="need-`))
	}
	all := ann.get("/?expiring=all")
	if n := strings.Count(all.body, `id="need-expires-`); n != needsMost+2 || strings.Contains(all.body, "expire soon") {
		t.Errorf("%d of all are shown", n)
	}
}

// TestOverviewLinksToWhatItCounts: the list behind a figure holds as many.
func TestOverviewLinksToWhatItCounts(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	other := h.Account(t, h.scope, "other")
	for i, state := range []providers.State{providers.Running, providers.Running, providers.Stopped, providers.Failed, providers.Suspended} {
		h.server(fmt.Sprint("s", i), state)
		h.Server(t, h.scope, other, providers.Observation{ID: fmt.Sprint(i), Name: fmt.Sprint("o", i), State: state})
	}
	testdb.Started(t, h.scope, testdb.Operation(h.server("s0", providers.Running)))
	answer := h.as(h.scope).get("/")
	answer.want(t, 200, `role="img"`, "4 run, 2 are stopped, 2 are suspended, 2 have an error.")
	for query, want := range map[string]struct {
		label string
		n     int
	}{
		"account=1&state=running": {"Running", 2}, "account=1&state=working": {"Working", 1}, "account=2&state=stopped": {"Stopped", 1},
		"account=2&state=attention": {"Needs you", 1}, "state=suspended": {"Suspended", 2}, "state=running": {"Running", 4}, "account=1": {"All", 5},
	} {
		href := strings.ReplaceAll("/servers?"+query, "&", "&amp;")
		if !strings.Contains(answer.body, fmt.Sprintf(`href="%s" aria-label="%s: %d"`, href, want.label, want.n)) {
			t.Errorf("no figure %d leads to %s", want.n, query)
		}
		if n := strings.Count(h.as(h.scope).get("/servers?"+query).body, `<tr role="row" id="server-`); n != want.n {
			t.Errorf("%s holds %d, not %d", query, n, want.n)
		}
	}
}

// TestUntilIsToldByTheReadersCalendar, not by spans of 24 hours.
func TestUntilIsToldByTheReadersCalendar(t *testing.T) {
	t.Parallel()
	tokyo, hawaii := time.FixedZone("JST", 9*3600), time.FixedZone("HST", -10*3600)
	now := time.Date(2026, 12, 21, 14, 30, 0, 0, time.UTC) // 23:30 in Tokyo, 04:30 in Hawaii
	for _, tt := range []struct {
		after time.Duration
		zone  *time.Location
		want  string
	}{
		{time.Hour, time.UTC, "Paid until 21 Dec, today"}, {time.Hour, tokyo, "Paid until 22 Dec, in 1 day"},
		{time.Hour, hawaii, "Paid until 21 Dec, today"}, {13 * 24 * time.Hour, time.UTC, "Paid until 3 Jan 2027, in 13 days"},
		{10 * time.Hour, time.UTC, "Paid until 22 Dec, in 1 day"}, {10 * time.Hour, hawaii, "Paid until 21 Dec, today"},
		{-time.Hour, time.UTC, "Was paid until 21 Dec, today"}, {-5 * time.Hour, hawaii, "Was paid until 20 Dec, 1 day ago"},
		{-49 * time.Hour, time.UTC, "Was paid until 19 Dec, 2 days ago"},
	} {
		if got := untilText(ui.WithClock(ctx, ui.Clock{Now: now, Zone: tt.zone}), now.Add(tt.after)); got != tt.want {
			t.Errorf("%s in %s: %s, want %s", tt.after, tt.zone, got, tt.want)
		}
	}
}

// TestManyAccountsAreCountedByProvider.
func TestManyAccountsAreCountedByProvider(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for i := range accountRowsMost {
		account := h.Account(t, h.scope, fmt.Sprint("a", i))
		h.Server(t, h.scope, account, providers.Observation{ID: "x", Name: "x", State: providers.Running})
	}
	answer := h.as(h.scope).get("/")
	answer.want(t, 200, `href="/servers?provider=clodo&amp;state=running" aria-label="Running: 10"`)
	if strings.Contains(answer.section(t, "states", "recent"), "account=") {
		t.Error("accounts are told one by one")
	}
}
