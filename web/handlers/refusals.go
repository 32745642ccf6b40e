package handlers

import (
	"context"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/models"
)

// How refusals are gathered, so that a flood of them does not fill the disk:
// those of one person and address are one entry a minute, and at most so many
// entries are open at a time. What comes on top is one entry for all.
const (
	refusalWindow = time.Minute
	refusalsOpen  = 50
	// refusalSamples are how many things and addresses an entry names.
	refusalSamples = 5
)

// refusal says who was refused what. User 0 is somebody unknown; team 0 the
// team of the user, or the installation. The target is what was refused itself,
// such as a token, if that is known.
type refusal struct {
	action  string
	team    models.ID
	user    models.ID
	target  models.ID
	name    string
	address string
}

// gathered is what came of one refusal within its window.
type gathered struct {
	times     int
	since     time.Time
	what      []string
	addresses []string
}

// Refusals writes refused requests to the audit trail.
type Refusals struct {
	store *models.Store
	log   *slog.Logger

	mu     sync.Mutex
	open   map[refusal]*gathered
	timers map[refusal]*time.Timer
}

// NewRefusals returns an empty list of refusals. Flush writes what is left at
// the end.
func NewRefusals(store *models.Store, log *slog.Logger) *Refusals {
	return &Refusals{store: store, log: log, open: map[refusal]*gathered{}, timers: map[refusal]*time.Timer{}}
}

// add counts a refusal; what says in a few words what was asked for.
func (r *Refusals) add(one refusal, what string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	address := one.address
	if _, ok := r.open[one]; !ok && len(r.open) >= refusalsOpen {
		one = refusal{action: one.action}
	}
	g := r.open[one]
	if g == nil {
		g = &gathered{since: r.store.Now()}
		r.open[one] = g
		r.timers[one] = time.AfterFunc(refusalWindow, func() { r.write(context.Background(), one) })
	}
	g.times++
	g.what, g.addresses = sampled(g.what, what), sampled(g.addresses, address)
}

func sampled(list []string, one string) []string {
	if one == "" || len(list) >= refusalSamples || slices.Contains(list, one) {
		return list
	}
	return append(list, one)
}

// Flush writes all that is open.
func (r *Refusals) Flush(ctx context.Context) {
	r.mu.Lock()
	var all []refusal
	for one := range r.open {
		all = append(all, one)
	}
	r.mu.Unlock()
	for _, one := range all {
		r.write(ctx, one)
	}
}

// write turns what was gathered into an entry.
func (r *Refusals) write(ctx context.Context, one refusal) {
	r.mu.Lock()
	g := r.open[one]
	if g != nil {
		delete(r.open, one)
		r.timers[one].Stop()
		delete(r.timers, one)
	}
	r.mu.Unlock()
	if g == nil {
		return
	}
	if err := r.store.Record(ctx, r.entry(ctx, one, *g)); err != nil {
		r.log.Error("refusals could not be recorded", "action", one.action, "times", g.times, "error", err)
	}
}

func (r *Refusals) entry(ctx context.Context, one refusal, g gathered) models.Audit {
	entry := models.Audit{TeamID: one.team, UserID: one.user, Action: one.action, Outcome: "refused", Address: one.address,
		TargetID: one.target, TargetName: one.name, Details: form.Values{}}
	if one.team == 0 && one.user != 0 {
		// A person of no team stands in the trail of the installation.
		if scope, err := r.store.ScopeFor(ctx, one.user, 0); err == nil {
			entry.TeamID = scope.Team.ID
		}
	}
	if g.times > 1 {
		entry.Outcome = "refused " + strconv.Itoa(g.times) + " times"
		entry.Details["since"] = g.since.UTC().Format(time.RFC3339)
	}
	if len(g.what) > 0 {
		entry.Details["asked for"] = strings.Join(g.what, ", ")
	}
	if one.address == "" {
		entry.Details["addresses"] = strings.Join(g.addresses, ", ")
	}
	return entry
}
