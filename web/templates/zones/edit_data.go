package zones

import (
	"context"
	"strconv"

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
