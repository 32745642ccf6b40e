// Package storage draws the list of stores and buckets, and what is in a
// bucket.
package storage

import (
	"sort"
	"time"

	"pinfold/web/templates/ui"
)

// List is the page of stores and buckets.
type List struct {
	Rows    []Row
	Search  ui.Search
	Filters []ui.Filter
	Hidden  map[string]string
	Sorts   ui.Sorts
	Pages   ui.Pages
	// Create are the creations that an account here has.
	Create []Way
	// With names the providers whose API has storage, Without the others.
	With, Without string
	// NoStorage says that no account has storage, NoAccounts that there is none.
	NoStorage, NoAccounts, MayConnect bool
	// NoneFit says that the filters leave none; ClearHref drops them.
	NoneFit   bool
	ClearHref string
}

// Way leads to a creation.
type Way struct{ Label, Href string }

// Row is one store or bucket.
type Row struct {
	ID, Href, Name          string
	What                    string
	Kind                    ui.Kind
	Word, Detail            string
	Size, Objects, Billing  string
	Code, Provider, Account string
	Created                 time.Time
	Checked                 time.Time
	Old                     bool
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
