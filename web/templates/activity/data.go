// Package activity draws what changed at the providers and who did it.
package activity

import (
	"time"

	"pinfold/web/templates/ui"
)

// Line is one change.
type Line struct {
	ID string
	// Name is the thing, Href its page, "" if it has none; Thing says what it is
	// where that is not a server.
	Name, Href, Thing string
	// Code, Provider and Account tell where.
	Code, Provider, Account string
	// Text is what changed; Before and After are "" where the text says it all.
	Text, Before, After string
	// Values says that Before and After are shown, also if one is nothing.
	Values bool
	At     time.Time
	// Outside says that the panel did not do it; else By names the operation
	// and ByHref leads to it, "" where nothing is to be said.
	Outside    bool
	By, ByHref string
}

// Day holds the changes of one day in the reader's zone.
type Day struct {
	Label string
	Lines []Line
}

// List is the page of all changes.
type List struct {
	Days    []Day
	Tabs    []ui.Tab
	Search  ui.Search
	Filters []ui.Filter
	// Hidden keeps the tab beside what the search form holds.
	Hidden string
	Pages  ui.Pages
	CSVURL string
	// More says that there are older changes than can be paged to.
	More bool
	// Filtered says that a filter is on; ClearHref drops it.
	Filtered  bool
	ClearHref string
	// NoAccounts chooses the page of the first start.
	NoAccounts, MayConnect bool
}
