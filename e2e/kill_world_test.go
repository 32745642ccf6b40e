//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

// killWorld is a panel with an account at each provider. Inferno has a box of
// its own with few servers: each is a call at every refresh.
type killWorld struct {
	*trialWorld
	panel *Panel
	boxes []*Box
}

func openKill(t *testing.T) *killWorld {
	t.Helper()
	box := StartBox(t, sandbox.Options{Seed: 21, Pace: 150 * time.Millisecond, Servers: 90})
	few := StartBox(t, sandbox.Options{Seed: 23, Pace: 150 * time.Millisecond, Servers: 12})
	LiftLimits(t, box)
	panel := StartPanel(t, box.Allow()+","+few.Allow()[len("PANEL_ALLOW_ENDPOINTS="):],
		"PANEL_LOOK_FOR=8s", "PANEL_SETTLE_FOR=40s", "PANEL_LOG_LEVEL=warn")
	w := &trialWorld{t: t, box: box, client: NewClient(t, panel), used: map[models.ID]bool{}}
	w.client.SignIn()
	w.db = OpenData(t, panel)
	for slug := range box.four() {
		at := box
		if slug == providers.Inferno {
			at = few
		}
		path := "/accounts/new?provider=" + string(slug)
		if answer := w.client.Submit(path, path, at.four()[slug].fill); answer.Status != http.StatusSeeOther {
			t.Fatalf("connect %s: status %d", slug, answer.Status)
		}
	}
	EventuallyWithin(t, time.Minute, "the accounts are read", func() bool { return w.db.read() == 4 })
	panel.Kill() // What was called so far counts for no limit afterwards.
	panel.Start()
	return &killWorld{trialWorld: w, panel: panel, boxes: []*Box{box, few}}
}

// work is one operation that the test asks for, and what the ledger must show
// of it, in the order in which it happens.
type work struct {
	wish
	effects []killEffect
}

// killEffect is one write as the ledger tells it.
type killEffect struct {
	op     string
	repeat bool
	fits   func(sandbox.Entry) bool
}

// writes is an effect on what fits.
func writes(op string, variant providers.Variant, fits func(sandbox.Entry) bool) killEffect {
	row, _ := providers.Lookup(providers.OpID(op))
	return killEffect{op: op, repeat: row.As(variant).Repeatable, fits: fits}
}

// on is an entry about the thing, and named one with a detail.
func on(target string) func(sandbox.Entry) bool {
	return func(e sandbox.Entry) bool { return e.Target == target }
}

func named(detail, value string) func(sandbox.Entry) bool {
	return func(e sandbox.Entry) bool { return e.Details[detail] == value }
}

// do is a work on a thing; path is that of its page.
func do(path, action string, fill map[string]string, effects ...killEffect) work {
	path += "/actions/" + action
	return work{wish{path: path, key: path, fill: fill}, effects}
}

// account is the address of the account at a provider.
func (k *killWorld) account(slug providers.Slug) string { return accountPath(k.db.of(slug)) }

// servers picks servers of a provider that no work has used yet.
func (k *killWorld) servers(slug providers.Slug, n int, fits func(models.Resource, providers.ServerFacts) bool) (picked []models.Resource) {
	k.t.Helper()
	account := k.db.of(slug).ID
	for _, r := range k.db.Servers() {
		settled := r.State == providers.Running || r.State == providers.Stopped
		if len(picked) < n && r.AccountID == account && settled && !k.used[r.ID] && fits(r, r.Server()) {
			k.used[r.ID] = true
			picked = append(picked, r)
		}
	}
	if len(picked) < n {
		k.t.Fatalf("%d of %d servers are left at %s", len(picked), n, slug)
	}
	return picked
}

// things picks things beside servers that no work has used yet.
func (k *killWorld) things(slug providers.Slug, kind providers.Kind, n int, fits func(models.Resource) bool) (picked []models.Resource) {
	k.t.Helper()
	account := k.db.of(slug).ID
	for _, r := range k.all(kind) {
		if len(picked) < n && r.AccountID == account && !k.used[r.ID] && fits(r) {
			k.used[r.ID] = true
			picked = append(picked, r)
		}
	}
	if len(picked) < n {
		k.t.Fatalf("%d of %d %ss are left at %s", len(picked), n, kind, slug)
	}
	return picked
}

// backups picks copies of different servers, and reads what they have.
func (k *killWorld) backups(slug providers.Slug, n int, fits func(models.Resource, providers.ServerFacts) bool) (picked []models.Resource) {
	k.t.Helper()
	w := *k.trialWorld
	w.slug = slug
	for len(picked) < n {
		server := k.servers(slug, 1, fits)[0]
		w.readParts(server)
		if rows := w.parts(server); len(rows) > 0 {
			picked = append(picked, rows[0])
		}
	}
	return picked
}

func anyServer(models.Resource, providers.ServerFacts) bool     { return true }
func isRunning(r models.Resource, _ providers.ServerFacts) bool { return r.State == providers.Running }
func isStopped(r models.Resource, _ providers.ServerFacts) bool { return r.State == providers.Stopped }
func ofType(kind string) func(models.Resource, providers.ServerFacts) bool {
	return func(_ models.Resource, f providers.ServerFacts) bool { return f.Type == kind }
}

// each makes a work of each server.
func each(servers []models.Resource, action string, fill map[string]string, op string, variant providers.Variant) (works []work) {
	for _, r := range servers {
		works = append(works, do(serverURL(r), action, fill, writes(op, variant, on(r.ExternalID))))
	}
	return works
}

// setUp runs an operation before anything misbehaves.
func (k *killWorld) setUp(target, action string, fill map[string]string) models.Operation {
	k.t.Helper()
	op := k.ends(k.start(trial{action: action, fill: fill}, target).ID)
	if op.Status != models.StatusSucceeded {
		k.t.Fatalf("%s: %s %s", action, op.Error, op.Said)
	}
	return op
}

func inServers(all []models.Resource, external string) *models.Resource {
	if i := slices.IndexFunc(all, func(r models.Resource) bool { return r.ExternalID == external }); i >= 0 {
		return &all[i]
	}
	return nil
}

func unique(format string, n int, make func(name string) work) (works []work) {
	for i := range n {
		works = append(works, make(fmt.Sprintf(format, i)))
	}
	return works
}
