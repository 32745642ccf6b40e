// Package zones draws the list of zones, that of reverse names, and one zone.
package zones

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/a-h/templ"

	"pinfold/internal/zone"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/ui"
)

// listThrottle keeps many changes at once from fetching the list for each.
const listThrottle = 500 * time.Millisecond

// Frame is what both lists have around their rows.
type Frame struct {
	Tabs    []ui.Tab
	Search  ui.Search
	Filters []ui.Filter
	Hidden  map[string]string
	Sorts   ui.Sorts
	Pages   ui.Pages
	// NewURL leads to a new zone and ManyURL to a change of many, "" where nobody
	// may.
	NewURL, ManyURL string
	// Unsent counts the zones that the person has changes of.
	Unsent int
	// NoAccounts says that there is no account, NoDNS that none has DNS.
	NoAccounts, NoDNS, MayConnect bool
	// NoneFit says that the filters leave none; ClearHref drops them.
	NoneFit   bool
	ClearHref string
	// With names the providers whose API has DNS, Without those of connected
	// accounts that lack it.
	With, Without string
}

// List is the list of zones of all accounts.
type List struct {
	Frame
	Rows []Row
}

// Row is one zone.
type Row struct {
	ID, Href, Name string
	// ASCII is the name as DNS holds it, "" if that is the same.
	ASCII                   string
	Code, Provider, Account string
	Slave                   bool
	// Master is the address that a slave copies from, "" if it is not known.
	Master string
	// Records is "" where it is not known.
	Records, Serial string
	// Unsent counts the person's changes that are not sent yet.
	Unsent int
	// Match is the first record that a search found, More how many others.
	Match   string
	More    int
	Trouble string
	Checked time.Time
	Old     bool
}

// ReverseList is the list of reverse names.
type ReverseList struct {
	Frame
	Rows []ReverseRow
}

// ReverseRow is the name of one address.
type ReverseRow struct {
	ID, Address, Name, Zone string
	// Server holds the address; ServerHref is "" if it is not known here.
	Server, ServerHref      string
	Code, Provider, Account string
	Checked                 time.Time
	Old                     bool
}

// Page is one zone.
type Page struct {
	Row
	URL, AccountURL string
	// Count is how many records the panel holds.
	Count int
	// ReadAt is when the records were last read, zero if never. Due lets the
	// page read them; Trouble says why that failed.
	ReadAt time.Time
	Due    bool
	Gone   time.Time
	Tabs   []ui.Tab
	Table  Table
	Live   []string
	// LookOnly says who may change it, "" where the person may.
	LookOnly string
	// MenuURL leads to all actions on the zone.
	MenuURL string
	// ImportURL takes a zone file, "" where nobody may.
	ImportURL string
	// MasterURL changes the master of a slave, "" where nobody may.
	MasterURL string
	// Buttons stand at the right of the head, Aside beside the table.
	Buttons, Aside templ.Component
}

// Table is the records of a zone, or those that fit.
type Table struct {
	// Records are those of this page; Entries show them with what the person
	// changed, Added what is to come.
	Records        []zone.Record
	Entries, Added []Entry
	// Edits says that the person may change the records.
	Edits   bool
	Search  ui.Search
	Types   []TypeFilter
	Sorts   ui.Sorts
	Hidden  map[string]string
	Pages   ui.Pages
	NoneFit bool
	// ClearHref drops search and type.
	ClearHref string
}

// TypeFilter is a type of records with how many there are.
type TypeFilter struct {
	Label, Href, Count string
	Current            bool
}

type field struct{ Name, Value string }

// fields are hidden fields in an order that does not change.
func fields(hidden map[string]string) []field {
	var all []field
	for _, name := range slices.Sorted(maps.Keys(hidden)) {
		all = append(all, field{name, hidden[name]})
	}
	return all
}

// kind is the zone's role in words.
func (r Row) kind(ctx context.Context) string {
	switch {
	case r.Slave && r.Master != "":
		return i18n.T(ctx, "Slave of {address}", "address", r.Master)
	case r.Slave:
		return i18n.T(ctx, "Slave")
	}
	return i18n.T(ctx, "Master")
}

func (p Page) role(ctx context.Context) string {
	if p.Slave {
		return i18n.T(ctx, "Slave")
	}
	return i18n.T(ctx, "Master")
}

// loads makes an element read the zone and take the answer's place.
func (p Page) loads(ctx context.Context) ui.Attrs {
	return ui.Join(fetches(ctx, "hx-get", p.URL+"/read"), ui.Attrs{"hx-trigger": "load"})
}

func fetches(ctx context.Context, method, url string) ui.Attrs {
	return ui.HX(ctx, method, url, "hx-target", "#zone-page", "hx-select", "#zone-page", "hx-swap", "outerMorph",
		"hx-status:4xx", "swap:none", "hx-status:5xx", "swap:none")
}
