// Package networks draws the lists of addresses and private networks.
package networks

import (
	"slices"
	"sort"
	"time"

	"pinfold/web/templates/ui"
)

// List is the page of addresses, or of private networks.
type List struct {
	// Private says that it shows networks.
	Private bool
	Tabs    []ui.Tab
	Rows    []Row
	Search  ui.Search
	Filters []ui.Filter
	Sorts   ui.Sorts
	Pages   ui.Pages
	// Hidden are the fields that the search form keeps beside what is typed.
	Hidden map[string]string
	// Create leads to a creation, "" where nobody may.
	Create, CreateLabel string
	// NoAccounts says that no account has such things, NoneFit that the filters
	// leave none; ClearHref drops them.
	NoAccounts, NoneFit bool
	// Unconnected says that there is no account at all.
	Unconnected, MayConnect bool
	ClearHref               string
}

// Row is one address or network.
type Row struct {
	ID, Href, Name string
	// Title is what a person calls an address, Range the range of a network.
	Title, Range string
	Default      bool
	Kind         ui.Kind
	Word, Detail string
	Servers      []Server
	// More counts further servers.
	More                    int
	Code, Provider, Account string
	Location                string
	Price                   string
	Checked                 time.Time
	Old                     bool
}

// Server is a server to go to.
type Server struct{ Name, Href string }

// priced reports whether any price is known.
func (l List) priced() bool {
	return slices.ContainsFunc(l.Rows, func(r Row) bool { return r.Price != "" })
}

type field struct{ Name, Value string }

// hidden are the fields in an order that does not change.
func (l List) hidden() []field {
	fields := make([]field, 0, len(l.Hidden))
	for name, value := range l.Hidden {
		fields = append(fields, field{name, value})
	}
	sort.Slice(fields, func(i, j int) bool { return fields[i].Name < fields[j].Name })
	return fields
}

// live are the names that the list listens to.
func (l List) live() []string { return []string{"addresses", "networks", "servers"} }
