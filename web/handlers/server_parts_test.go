package handlers

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

// generous is a provider that tells everything about a server.
type generous struct {
	calls   []string
	err     error
	backups []providers.Observation
	samples []providers.Sample
}

func (g *generous) call(name string) error { g.calls = append(g.calls, name); return g.err }

func (g *generous) Parts(server providers.Ref) []providers.Source {
	return []providers.Source{{Name: "backups", Kinds: []providers.Kind{providers.KindBackup}, Parent: server.ID, Every: 10 * time.Minute,
		Read: func(context.Context) (providers.Listing, error) {
			return providers.Listing{Items: g.backups, Complete: true}, g.call("backups")
		}}}
}

func (g *generous) ServerLog(context.Context, providers.Ref) ([]providers.LogEntry, error) {
	return []providers.LogEntry{{At: time.Date(2026, 3, 7, 21, 0, 0, 0, time.UTC), What: "Перезагрузка <b>", Who: "Клиент", Outcome: "ОК"}}, g.call("log")
}

func (g *generous) Usage(context.Context, providers.Ref, time.Time, time.Time) ([]providers.Sample, error) {
	return g.samples, g.call("usage")
}

// behind puts the provider behind a house.
func behind(client providers.Client) func(*Options) {
	return func(o *Options) {
		o.Vendors = []providers.Vendor{{Slug: providers.Clodo, Name: "Clodo", Code: "CL", Zero: client,
			Open: func(form.Values, form.Values, providers.Kit) (providers.Client, error) { return client, nil }}}
		o.Fleet = fleet.New(fleet.Options{Store: o.Store, Keys: o.Keys, Bus: o.Bus, Log: o.Log, Vendors: o.Vendors})
	}
}

func generousHouse(t *testing.T) (*generous, *browser, models.Resource) {
	t.Helper()
	g := &generous{}
	h := newHouse(t, behind(g))
	sealed, err := h.keys.SealMap(fleet.CredentialsOf(h.scope.Team.ID, h.account.ID), map[string]secrets.Text{"key": secrets.NewText("k")})
	testdb.Must(t, err)
	h.Exec(t, "UPDATE accounts SET sealed = ?", sealed)
	server := h.server("web", providers.Running)
	g.backups = []providers.Observation{{Kind: providers.KindBackup, ID: "b", Parent: server.ExternalID, State: providers.Available,
		Facts: providers.BackupFacts{Description: "before the <b>upgrade", SizeGB: 5, PricePerHour: "0.05", Days: []int{1, 2, 3, 4, 5, 6, 7}, Time: "04:00"}}}
	g.samples = []providers.Sample{{At: h.Now().Add(-2 * time.Minute), CPUPercent: new(12.5)}, {At: h.Now().Add(-time.Minute), CPUPercent: new(1.5)}}
	return g, h.as(h.scope), server
}

// asScript asks as the script of the page does.
func (b *browser) asScript() *browser {
	script := *b
	script.header = http.Header{"Hx-Request": {"true"}}
	return &script
}

func TestServerPageAsksNobody(t *testing.T) {
	t.Parallel()
	g, b, _ := generousHouse(t)
	b.get("/servers/1").want(t, http.StatusOK, `id="part-backups"`, `hx-get="/servers/1/parts/backups"`, `hx-get="/servers/1/log"`,
		`data-usage="/servers/1/usage.json?range=6h"`, "/static/usage.", "Clodo’s own record", "Not read yet.", "All actions")
	b.get("/servers/1?usage=week").want(t, http.StatusOK, `data-usage="/servers/1/usage.json?range=week"`)
	if len(g.calls) != 0 {
		t.Errorf("called %v", g.calls)
	}
	if strings.Contains(b.get("/servers").body, "/static/usage.") {
		t.Error("the list loads what draws charts")
	}
}

func TestPartIsReadAndStays(t *testing.T) {
	t.Parallel()
	g, b, _ := generousHouse(t)
	told := []string{"before the &lt;b&gt;upgrade", "Daily at 04:00", "5 GB", "0.05", "/h", "Read again"}
	fragment := b.asScript().get("/servers/1/parts/backups")
	fragment.want(t, http.StatusOK, told...)
	if strings.Contains(fragment.body, "<html") || strings.Contains(fragment.body, `hx-trigger="load`) {
		t.Error("the fragment is a page, or reads itself again")
	}
	b.get("/servers/1").want(t, http.StatusOK, told...)
	b.get("/servers/1/parts/backups").want(t, http.StatusOK, append(told, "<html", "Backups of web")...)
	if len(g.calls) != 1 {
		t.Errorf("called %v", g.calls)
	}
	again := b.post("/servers/1/parts/backups")
	if again.StatusCode != http.StatusSeeOther || again.Header.Get("Location") != "/servers/1#part-backups" || len(g.calls) != 2 {
		t.Errorf("status %d to %s, called %v", again.StatusCode, again.Header.Get("Location"), g.calls)
	}
	b.get("/servers/1/parts/others").want(t, http.StatusNotFound)
}

func TestFailedPartTellsAndKeeps(t *testing.T) {
	t.Parallel()
	g, b, _ := generousHouse(t)
	b.asScript().get("/servers/1/parts/backups")
	g.err = &providers.Error{Kind: providers.ErrUnavailable, Sentence: "Clodo did not answer in time."}
	for _, answer := range []page{b.asScript().post("/servers/1/parts/backups"), b.post("/servers/1/parts/backups"), b.get("/servers/1")} {
		answer.want(t, http.StatusOK, "Clodo did not answer in time.", "Try again", "upgrade")
	}
	g.err = &providers.Error{Kind: providers.ErrLimit, NotSent: true, RetryAfter: 20 * time.Second, Sentence: "The limit is used up for now."}
	b.asScript().post("/servers/1/parts/backups").want(t, http.StatusOK, "The limit is used up for now.", `hx-trigger="load delay:20s"`, "upgrade")
	b.post("/servers/1/parts/backups").want(t, http.StatusOK, "The limit is used up for now.")
}

func TestRecordIsShownInItsWords(t *testing.T) {
	t.Parallel()
	g, b, _ := generousHouse(t)
	b.Exec(t, "UPDATE users SET time_zone = 'Asia/Tokyo'")
	b.asScript().get("/servers/1/log").want(t, http.StatusOK, `lang="ru"`, "Перезагрузка &lt;b&gt;", ">06:00<")
	b.get("/servers/1/log").want(t, http.StatusOK, "<html", "Клиент")
	if len(g.calls) != 1 {
		t.Errorf("called %v", g.calls)
	}
	b.Clock.Add(time.Minute)
	g.err = &providers.Error{Kind: providers.ErrUnavailable, Sentence: "Clodo did not answer in time."}
	b.asScript().get("/servers/1/log").want(t, http.StatusOK, "Clodo did not answer in time.", "Try again")
}

func TestUsageIsDrawnAndTold(t *testing.T) {
	t.Parallel()
	g, b, _ := generousHouse(t)
	data := func(path string) (d usageJSON) {
		t.Helper()
		answer := b.get(path)
		answer.want(t, http.StatusOK)
		testdb.Must(t, json.Unmarshal([]byte(answer.body), &d))
		return d
	}
	if d := data("/servers/1/usage.json?range=6h"); !d.Due || len(d.Times) != 0 || len(g.calls) != 0 {
		t.Errorf("before: %+v, called %v", d, g.calls)
	}
	d := data("/servers/1/usage.json?range=6h&read=1")
	if len(d.Charts) != 1 || d.Due || d.Again != 300 || d.To-d.From != 6*3600 {
		t.Fatalf("after: %+v", d)
	}
	if cpu := d.Charts[0]; cpu.Now != "1.5\u00a0%" || *cpu.Lines[0].Avg[0] != 12.5 || cpu.Summary != "CPU, 6 hours: 1.5 to 13 %, 7 on average." {
		t.Errorf("drawn: %+v", cpu)
	}
	data("/servers/1/usage.json?range=month&read=1")
	b.get("/servers/1/usage").want(t, http.StatusOK, "CPU, %", "1.5", "Clodo is asked every 5 minutes at most.")
	b.get("/servers/1").want(t, http.StatusOK, "CPU, 6 hours: 1.5 to 13 %, 7 on average.", `href="/servers/1/usage?usage=6h"`)
	if len(g.calls) != 1 {
		t.Errorf("called %v", g.calls)
	}
	b.Clock.Add(time.Hour)
	g.err = &providers.Error{Kind: providers.ErrLimit, NotSent: true, RetryAfter: time.Minute, Sentence: "The limit is used up for now."}
	if d := data("/servers/1/usage.json?range=6h&read=1"); d.Again != 60 || !strings.HasPrefix(d.About, "The limit is used up for now. It is asked again at ") || len(d.Times) != 2 {
		t.Errorf("without room: %+v", d)
	}
}

func TestProviderWithoutMoreTellsSo(t *testing.T) {
	t.Parallel()
	h := newHouse(t, behind(struct{}{}))
	server := h.server("web", providers.Stopped)
	b := h.as(h.scope)
	answer := b.get("/servers/1")
	answer.want(t, http.StatusOK, "The API of Clodo gives no usage figures.")
	for _, lacks := range []string{"own record", "part-", "/static/usage."} {
		if strings.Contains(answer.body, lacks) {
			t.Errorf("the page has %q", lacks)
		}
	}
	b.get("/servers/1/log").want(t, http.StatusNotFound)
	gauge := func(p float64) {
		h.Clock.Add(time.Hour)
		testdb.Must(t, h.scope.AddSamples(ctx, server, []providers.Sample{{At: h.Now(), CPUPercent: &p}}))
	}
	gauge(3)
	b.get("/servers/1").want(t, http.StatusOK, "gives no usage figures.")
	gauge(5)
	b.get("/servers/1").want(t, http.StatusOK, "Clodo tells the present only.", "CPU, 6 hours: 3 to 5 %, 4 on average.", "/static/usage.")
}

func TestGoneServerAsksForNothing(t *testing.T) {
	t.Parallel()
	g, b, server := generousHouse(t)
	b.asScript().get("/servers/1/parts/backups")
	_, err := testdb.Intake(b.scope, b.account).Gone(ctx, providers.KindServer, server.Ref())
	testdb.Must(t, err)
	answer := b.get("/servers/1")
	answer.want(t, http.StatusOK, "does not list this server any more")
	if strings.Contains(answer.body, "upgrade") || strings.Contains(answer.body, `hx-trigger="load"`) {
		t.Error("the page still has parts, or reads some")
	}
	b.asScript().get("/servers/1/parts/backups").want(t, http.StatusNoContent)
	b.asScript().get("/servers/1/log").want(t, http.StatusNoContent)
	b.get("/servers/1/parts/backups").want(t, http.StatusSeeOther)
	b.get("/servers/1/usage.json?read=1").want(t, http.StatusOK, `"due":false`, `"again":0`)
	if len(g.calls) != 1 {
		t.Errorf("called %v", g.calls)
	}
}
