package servers

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// Part is a list of what belongs to a server, such as its backups.
type Part struct {
	// Name is the last piece of its address.
	Name, Title string
	// URL reads it, "" where it comes with the account's refresh.
	URL, Provider string
	// ReadAt is when it was last read, zero if never.
	ReadAt time.Time
	// Trouble says why the newest reading did not succeed, FailedAt when.
	Trouble  string
	FailedAt time.Time
	// Due lets the page read it, Delay after so long.
	Due   bool
	Delay time.Duration
	Heads []Head
	Rows  []PartRow
	None  string
	// Offers are the actions that stand in the head.
	Offers []Offer
	// Kept is for what is read when somebody looks and not stored: another Kept
	// reads it anew, the same one leaves what the page shows.
	Kept string
	// Labeled says that values mean nothing without their heads, which phones
	// do not show.
	Labeled bool
}

// headIcon is the symbol in the head of a part: what stands there adds to the
// list, or edits it.
func (o Offer) headIcon() string {
	if o.Icon == "pencil" {
		return o.Icon
	}
	return "plus"
}

// Head is the head of a column.
type Head struct {
	Label string
	End   bool
}

// PartRow is one thing with a cell for each head and what can be done with it.
type PartRow struct {
	ID    string
	Cells []Cell
	// Name is what the thing is called where its actions are listed.
	Name   string
	Offers []Offer
}

// first is the action that stands in the row itself, if it is possible.
func (r PartRow) first() (Offer, bool) {
	if len(r.Offers) > 0 && r.Offers[0].Reason == "" {
		return r.Offers[0], true
	}
	return Offer{}, false
}

// acts reports whether anything can be done with the rows.
func (p Part) acts() bool {
	return slices.ContainsFunc(p.Rows, func(r PartRow) bool { return len(r.Offers) > 0 })
}

// roomy reports whether the rows have room for a button beside their menu.
func (p Part) roomy() bool { return len(p.Heads) < 6 }

// Cell is one value: a text of others or a moment.
type Cell struct {
	Text   string
	Moment time.Time
	// Note stands faintly beside the text.
	Note string
	Copy bool
	// Href is the page of what the text names, "" for none.
	Href string
	// State draws the text as a state, if it is not "".
	State ui.Kind
}

func (c Cell) empty() bool { return c.Text == "" && c.Moment.IsZero() && c.Note == "" }

// Compact leaves out the columns that no row fills.
func (p Part) Compact() Part {
	var heads []Head
	rows := make([]PartRow, len(p.Rows))
	for i := range p.Rows {
		rows[i] = p.Rows[i]
		rows[i].Cells = nil
	}
	for column, head := range p.Heads {
		filled := column == 0
		for _, row := range p.Rows {
			filled = filled || !row.Cells[column].empty()
		}
		if !filled {
			continue
		}
		heads = append(heads, head)
		for i := range p.Rows {
			rows[i].Cells = append(rows[i].Cells, p.Rows[i].Cells[column])
		}
	}
	p.Heads, p.Rows = heads, rows
	return p
}

func (p Part) id() string { return "part-" + p.Name + p.Kept }

// never reports whether nothing of the part can be shown yet.
func (p Part) never() bool { return p.URL != "" && p.ReadAt.IsZero() && p.Trouble == "" }

// loads makes the page fetch the part after itself.
func (p Part) loads(ctx context.Context) ui.Attrs {
	attrs := ui.Attrs{"id": p.id()}
	if p.Kept != "" {
		attrs = ui.Join(attrs, ui.HX(ctx, "hx-morph-skip", "true"))
	}
	if !p.Due {
		return attrs
	}
	trigger := "load"
	if p.Delay > 0 {
		trigger = fmt.Sprintf("load delay:%ds", int((p.Delay+time.Second-1)/time.Second))
	}
	return ui.Join(attrs, fetches(ctx, "hx-get", p.URL, "this", p.id()), ui.Attrs{"hx-trigger": trigger})
}

// fetches lets an element take the place of the target by the answer's
// element with the id. An answer that is an error changes nothing.
func fetches(ctx context.Context, method, url, target, id string) ui.Attrs {
	return ui.HX(ctx, method, url, "hx-target", target, "hx-select", "#"+id, "hx-swap", "outerHTML",
		"hx-status:4xx", "swap:none", "hx-status:5xx", "swap:none")
}

// cellClass places a cell in a table and in the two lines that a phone shows.
func cellClass(column, last int, end bool) string {
	class := "c-off text-muted"
	switch column {
	case 0:
		class = "c-lead font-medium"
	case 1:
		class = "c-state text-muted"
	case last:
		class = "c-end text-muted"
	}
	if end {
		class += " end whitespace-nowrap"
	}
	return class
}

// partTitle is the heading of a part's own page.
func partTitle(ctx context.Context, part, server string) string {
	return i18n.T(ctx, "{part} of {server}", "part", part, "server", ui.Shown(server))
}

// Record is a provider's own record of a server. It is read when somebody
// looks and not stored.
type Record struct {
	URL, Provider string
	// Lang is the language of its words, "" where that is not known.
	Lang    string
	ReadAt  time.Time
	Entries []RecordLine
	Trouble string
}

// RecordLine is one line of the record, in the provider's words.
type RecordLine struct {
	At                 time.Time
	What, Who, Outcome string
}

func (r Record) loads(ctx context.Context) ui.Attrs {
	attrs := ui.Join(ui.Attrs{"id": "log"}, ui.HX(ctx, "hx-morph-skip", "true"))
	if !r.ReadAt.IsZero() || r.Trouble != "" {
		return attrs
	}
	return ui.Join(attrs, fetches(ctx, "hx-get", r.URL, "this", "log"), ui.Attrs{"hx-trigger": "load"})
}
