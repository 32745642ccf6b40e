package zones

import (
	"context"
	"strings"
	"time"

	"pinfold/internal/zone"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// Pending is the panel of changes that are not sent yet.
type Pending struct {
	// URL is the zone's page.
	URL     string
	Changes []Line
	// More is how many changes stand in the list and not here.
	More int
	// Others are people with changes of their own.
	Others []string
	// Half tells of an apply that ended in between.
	Half *Half
	// Meets counts changes whose record another hand changed.
	Meets int
	// Locked says why the list cannot be applied now.
	Locked string
	// Live is the name on the event stream.
	Live string
}

// Line is one change of a list.
type Line struct {
	zone.Change
	URL string
	// Notes are what the rules say about it.
	Notes []Note
}

// Note is a sentence of a rule: an error, a warning, or plain.
type Note struct {
	Error, Plain bool
	Text         string
}

// Half is an apply that did a part of its changes.
type Half struct {
	Text, Href string
	At         time.Time
	// BackURL puts what was applied onto the list, turned around.
	BackURL string
}

// Verb is what happens to the record, as a word.
func (l Line) Verb(ctx context.Context) string {
	switch {
	case l.Adds():
		return i18n.T(ctx, "Add")
	case l.Removes():
		return i18n.T(ctx, "Remove")
	}
	return i18n.T(ctx, "Change")
}

// Lines are the record before and after, as a line each. A TTL stands there if
// it is all that changes or differs.
func (l Line) Lines(ctx context.Context) (before, after string) {
	ttl := l.Before != nil && l.After != nil && l.Before.TTL != l.After.TTL
	return lineOf(ctx, l.Before, ttl), lineOf(ctx, l.After, ttl)
}

func lineOf(ctx context.Context, r *zone.Record, ttl bool) string {
	if r == nil {
		return ""
	}
	line := r.Type + " " + zone.Unicode(r.Name) + " " + Said(*r)
	if ttl {
		line += ", TTL " + TTLText(ctx, r.TTL)
	}
	return line
}

// shortLine keeps a line of the panel from filling it.
func shortLine(line string) string {
	short, more := ui.Cut(line, 90)
	if more {
		return strings.TrimRight(short, " ") + "…"
	}
	return line
}

// pendingThrottle keeps the panel from fetching itself for every key.
const pendingThrottle = 500 * time.Millisecond

func (p Pending) count(ctx context.Context) string {
	return i18n.N(ctx, len(p.Changes)+p.More, "1 change", "{n} changes")
}

// words name a change to readers: "change A @ 192.0.2.1".
func (l Line) words(ctx context.Context) string {
	before, after := l.Lines(ctx)
	if before == "" {
		before = after
	}
	return strings.ToLower(l.Verb(ctx)) + " " + shortLine(before)
}

func cutLine(line string, short bool) string {
	if short {
		return shortLine(line)
	}
	return line
}

func editing(ctx context.Context, names []string) string {
	if len(names) == 1 {
		return i18n.T(ctx, "{name} is editing this zone too.", "name", names[0])
	}
	return i18n.T(ctx, "{names} are editing this zone too.", "names", strings.Join(names, ", "))
}

func (n Note) icon() string {
	switch {
	case n.Error:
		return "circle-alert"
	case n.Plain:
		return "info"
	}
	return "triangle-alert"
}
