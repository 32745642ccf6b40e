//go:build e2e

package e2e

import (
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
		w.client.Connect(slug, at.four()[slug].fill)
	}
	EventuallyWithin(t, time.Minute, "the accounts are read", func() bool { return w.db.read() == 4 })
	panel.Kill() // What was called so far counts for no limit afterwards.
	panel.Start()
	return &killWorld{trialWorld: w, panel: panel, boxes: []*Box{box, few}}
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

// setUp runs an operation before anything misbehaves.
func (k *killWorld) setUp(target, action string, fill map[string]string) models.Operation {
	k.t.Helper()
	op := k.ends(k.start(trial{action: action, fill: fill}, target).ID)
	if op.Status != models.StatusSucceeded {
		k.t.Fatalf("%s: %s %s", action, op.Error, op.Said)
	}
	return op
}

// inServers finds a server by its id at the provider.
func inServers(all []models.Resource, external string) *models.Resource {
	if i := slices.IndexFunc(all, func(r models.Resource) bool { return r.ExternalID == external }); i >= 0 {
		return &all[i]
	}
	return nil
}
