package zones

import (
	"context"
	"strconv"
	"strings"
	"time"

	"pinfold/internal/zone"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// Fate is what is to become of a record.
type Fate string

// The fates, and what the rows of the table are marked with.
const (
	Stays   Fate = ""
	Added   Fate = "is-add"
	Edited  Fate = "is-edit"
	Removed Fate = "is-del"
)

// Entry is one record of the table, with what a person changed in it.
type Entry struct {
	// Record is the record as it will be; one that is removed as it was.
	zone.Record
	Key  string
	Fate Fate
	// Was is what it said before, where that is to change.
	Was string
	// URL is where the record is edited, "" for who may not.
	URL string
	// By names who writes the record in the person's place, such as the SOA.
	By string
	// swaps marks a row of an answer.
	swaps bool
}

// RowID is the entry's row in the page.
func (e Entry) RowID() string { return RowID(e.Key) }

// RowID is the row of the record with the key.
func RowID(key string) string { return "rec-" + key }

// Label names the record to readers: "MX @".
func (e Entry) Label() string { return e.Type + " " + zone.Unicode(e.Name) }

// Names are the record's name as people read it and, where that differs, as
// DNS holds it.
func (e Entry) Names() (shown, ascii string) {
	if shown = zone.Unicode(e.Name); shown != e.Name {
		return shown, e.Name
	}
	return shown, ""
}

// PriorityText is the priority where the type has one.
func (e Entry) PriorityText() string { return priorityText(e.Record) }

func priorityText(r zone.Record) string {
	if r.Type == "MX" || r.Type == "SRV" {
		return strconv.Itoa(r.Priority)
	}
	return ""
}

// Said is what a record says beside its type and name.
func Said(r zone.Record) string {
	if priority := priorityText(r); priority != "" {
		return priority + " " + r.Content
	}
	return r.Content
}

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

// TTLText is a TTL in the unit that fits it: "1 h", "90 s".
func TTLText(ctx context.Context, seconds int) string {
	switch {
	case seconds >= 86400 && seconds%86400 == 0:
		return i18n.N(ctx, seconds/86400, "1 day", "{n} days")
	case seconds >= 3600 && seconds%3600 == 0:
		return i18n.T(ctx, "{n} h", "n", seconds/3600)
	case seconds >= 60 && seconds%60 == 0:
		return i18n.T(ctx, "{n} min", "n", seconds/60)
	}
	return i18n.T(ctx, "{n} s", "n", ui.NumberText(int64(seconds)))
}

// shortLine keeps a line of the panel from filling it.
func shortLine(line string) string {
	short, more := ui.Cut(line, 90)
	if more {
		return strings.TrimRight(short, " ") + "…"
	}
	return line
}

// inPlace makes the row of an answer take the place of the one in the page.
func (e Entry) inPlace() Entry {
	e.swaps = true
	return e
}

func (e Entry) replaces() ui.Attrs {
	if e.swaps {
		return ui.Attrs{"hx-swap-oob": "outerHTML"}
	}
	return nil
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
