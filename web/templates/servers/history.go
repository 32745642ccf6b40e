package servers

import (
	"context"
	"sort"
	"time"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// open reports whether a run is not over yet.
func (r Run) open() bool {
	switch r.State.Kind {
	case ui.Working, ui.Waiting, ui.Unknown:
		return true
	}
	return false
}

// entry is one line of a server's history: a run or a change.
type entry struct {
	At     time.Time
	Run    *Run
	Change *Change
}

// history is what happened to a server, newest first.
func (p Page) history() []entry {
	var all []entry
	for i, r := range p.Runs {
		if !r.open() {
			all = append(all, entry{At: r.At, Run: &p.Runs[i]})
		}
	}
	for i, c := range p.Changes {
		all = append(all, entry{At: c.At, Change: &p.Changes[i]})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].At.After(all[j].At) })
	return all
}

// askedBy is a sentence in which {moment} is when it was asked for.
func askedBy(ctx context.Context, r Run) string {
	if r.Who == "" {
		return i18n.T(ctx, "Asked at {moment}")
	}
	return i18n.T(ctx, "Asked by {who}, {moment}", "who", r.Who)
}

func (r Run) edge() string {
	switch r.State.Kind {
	case ui.Working:
		return "border-edge-info"
	case ui.Unknown:
		return "border-edge-unknown"
	}
	return ""
}
