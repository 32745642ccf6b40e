//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// trial is one documented write, started from its page by the panel's binary:
// once with success, once refused, and once with its answer lost.
type trial struct {
	name string
	// op is the documented operation that the ledger must show.
	op string
	// variant is the meaning of the operation, where its id covers several.
	variant providers.Variant
	// on picks what the action is done to, another one each time, and returns
	// its address, such as "/servers/7".
	on     func(w *trialWorld) string
	action string
	fill   map[string]string
	// done looks at the outcome after a success.
	done func(w *trialWorld, op models.Operation)
	// refuse makes the provider refuse; nil answers 400 in the provider's way.
	// sentence is what the operation's page then says.
	refuse   func(w *trialWorld, target string)
	sentence string
	// lost says what becomes of a lost answer.
	lost trialLost
}

type trialLost int

// What becomes of a lost answer: a repeatable write is sent again or seen to
// have worked, one that is not is found by reading, or a person is asked.
const (
	lostFound trialLost = iota
	lostAsked
)

// trialWorld is a panel with an account of one provider.
type trialWorld struct {
	t      *testing.T
	slug   providers.Slug
	box    *Box
	client *Client
	panel  *Panel
	db     *Data
	used   map[models.ID]bool
}

// tryAll runs the trials at one provider.
func tryAll(t *testing.T, slug providers.Slug, trials []trial) {
	t.Parallel() // Most of the time is spent waiting for a provider.
	openTrialWorld(t, slug).try(t, trials)
}

func (w *trialWorld) try(t *testing.T, trials []trial) {
	for _, one := range trials {
		t.Run(one.name, func(t *testing.T) {
			t.Run("done", func(t *testing.T) { one.succeeds(w.in(t)) })
			t.Run("refused", func(t *testing.T) { one.isRefused(w.in(t)) })
			t.Run("answer lost", func(t *testing.T) { one.isLost(w.in(t)) })
		})
	}
}

func openTrialWorld(t *testing.T, slug providers.Slug, settings ...string) *trialWorld {
	t.Helper()
	return openWorldOf(t, slug, 40, settings...)
}

func openWorldOf(t *testing.T, slug providers.Slug, servers int, settings ...string) *trialWorld {
	t.Helper()
	o := sandbox.Options{Seed: 21, Servers: servers, Pace: 30 * time.Millisecond}
	if slug == providers.Inferno { // Each takes a call to be read, and few go in a minute.
		o.Seed, o.Servers = 23, min(servers, 20)
	}
	box := StartBox(t, o)
	panel := StartPanel(t, append(settings, box.Allow(), "PANEL_LOG_LEVEL=error", "PANEL_LOOK_FOR=2s")...)
	w := &trialWorld{t: t, slug: slug, box: box, client: NewClient(t, panel), panel: panel, used: map[models.ID]bool{}}
	w.client.SignIn()
	if slug == providers.Clodo {
		LiftLimits(t, box)
	}
	w.client.Connect(slug, box.four()[slug].fill)
	w.db = OpenData(t, panel)
	EventuallyWithin(t, time.Minute, "the account is read", func() bool { return w.db.read() == 1 })
	return w
}

func (w *trialWorld) in(t *testing.T) *trialWorld {
	inner := *w
	inner.t, inner.client, inner.db = t, w.client.In(t), w.db.In(t)
	return &inner
}

// server is the address of a server in one of the states that no trial has
// used yet.
func (w *trialWorld) server(states ...providers.State) string {
	w.t.Helper()
	for _, r := range w.db.Servers() {
		if slices.Contains(states, r.State) && !w.used[r.ID] {
			w.used[r.ID] = true
			return serverURL(r)
		}
	}
	w.t.Fatalf("no server is left that is %s", states)
	return ""
}

// mutate changes the provider's world behind the panel's back.
func (w *trialWorld) mutate(m sandbox.Mutation) {
	w.t.Helper()
	m.Provider = string(w.slug)
	if err := w.box.Mutate(m); err != nil {
		w.t.Fatal(err)
	}
}

// aRunning, aStopped, aServer and anAccount are for the field on of a trial.
func aRunning(w *trialWorld) string  { return w.server(providers.Running) }
func aStopped(w *trialWorld) string  { return w.server(providers.Stopped) }
func aServer(w *trialWorld) string   { return w.server(providers.Running, providers.Stopped) }
func anAccount(w *trialWorld) string { return accountPath(w.db.Account()) }

// resource reads what an address such as "/servers/7" stands for.
func (w *trialWorld) resource(target string) models.Resource {
	w.t.Helper()
	var id int64
	if _, err := fmt.Sscanf(target, "/servers/%d", &id); err != nil {
		w.t.Fatalf("%s is no server", target)
	}
	r, err := w.db.scope.Resource(w.t.Context(), providers.KindServer, models.ID(id))
	w.db.must(err)
	return r
}

// start fills the form of the action and sends it. A name that has to be typed
// is read from the page.
func (w *trialWorld) start(one trial, target string) models.Operation {
	w.t.Helper()
	path := target + "/actions/" + one.action
	page := w.client.Get(path)
	form, ok := page.Form(path)
	if !ok {
		w.t.Fatalf("%s (status %d) cannot be asked for:\n%s", path, page.Status, page.Text())
	}
	for name, value := range one.fill {
		form.Set(name, value)
	}
	if form.Has("confirm") {
		form.Set("confirm", page.typedName())
	}
	before := w.db.Last().ID
	if answer := w.client.Post(path, form); answer.Status != http.StatusSeeOther {
		w.t.Fatalf("%s: status %d:\n%s", path, answer.Status, answer.Text())
	}
	op := w.db.Last()
	if op.ID == before {
		w.t.Fatalf("%s started nothing", path)
	}
	return op
}

// ends waits until the operation has ended or waits for a person.
func (w *trialWorld) ends(id models.ID) (op models.Operation) {
	w.t.Helper()
	EventuallyWithin(w.t, time.Minute, "the operation ends", func() bool {
		var err error
		op, err = w.db.scope.Operation(w.t.Context(), id)
		w.db.must(err)
		return !op.Status.Open()
	})
	return op
}

func (one trial) succeeds(w *trialWorld) {
	before := len(w.box.writes(one.op))
	op := w.ends(w.start(one, one.on(w)).ID)
	if op.Status != models.StatusSucceeded {
		w.t.Fatalf("it ended as %s: %s %s", op.Status, op.Error, op.Said)
	}
	if made := len(w.box.writes(one.op)) - before; made != 1 {
		w.t.Errorf("%s happened %d times", one.op, made)
	}
	if one.done != nil {
		one.done(w, op)
	}
}

func (one trial) isRefused(w *trialWorld) {
	target := one.on(w)
	if one.refuse != nil {
		one.refuse(w, target)
	} else {
		w.box.SetFault(sandbox.Fault{Provider: string(w.slug), Op: one.op, Kind: sandbox.FaultStatus, Status: http.StatusBadRequest})
	}
	defer w.box.ClearFaults()
	before := len(w.box.writes(one.op))
	op := w.ends(w.start(one, target).ID)
	if op.Status != models.StatusFailed || len(w.box.writes(one.op)) != before {
		w.t.Errorf("it ended as %s: %s; %d writes", op.Status, op.Error, len(w.box.writes(one.op))-before)
	}
	if page := w.client.Get(fmt.Sprintf("/operations/%d", op.ID)); !strings.Contains(page.Text(), one.sentence) || one.sentence == "" {
		w.t.Errorf("the page does not say %q but: %s %s", one.sentence, op.Error, op.Said)
	}
}

func (one trial) isLost(w *trialWorld) {
	target := one.on(w)
	w.box.SetFault(sandbox.Fault{Provider: string(w.slug), Op: one.op, Kind: sandbox.FaultLost, Times: 1})
	defer w.box.ClearFaults()
	before := len(w.box.writes(one.op))
	op := w.ends(w.start(one, target).ID)
	row, _ := providers.Lookup(providers.OpID(one.op))
	if made := len(w.box.writes(one.op)) - before; made != 1 && !row.As(one.variant).Repeatable || made < 1 {
		w.t.Errorf("%s happened %d times", one.op, made)
	}
	if one.lost == lostFound {
		if op.Status != models.StatusSucceeded {
			w.t.Errorf("it ended as %s: %s", op.Status, op.Error)
		}
		return
	}
	path := fmt.Sprintf("/operations/%d", op.ID)
	page := w.client.Get(path)
	if op.Status != models.StatusUnknown || !strings.Contains(page.Text(), "It happened") {
		w.t.Fatalf("it ended as %s; nobody is asked", op.Status)
	}
	form, _ := page.Form(path + "/decide")
	if form == nil {
		form = url.Values{}
	}
	form.Set("decision", string(models.Happened))
	w.client.Post(path+"/decide", form)
	if op = w.ends(op.ID); op.Status != models.StatusSucceeded {
		w.t.Errorf("after the decision it is %s", op.Status)
	}
}
