// Package audit draws the audit trail of a team.
package audit

import (
	"time"

	"pinfold/web/templates/ui"
)

// Line is one entry.
type Line struct {
	ID string
	// Text is what was done, More what its outcome adds.
	Text, More string
	// State and Word are the outcome; a word of "" says that it was done.
	State ui.Kind
	Word  string
	// Name is the thing, Href its page while it is there, Thing what it is.
	Name, Href, Thing string
	// Who did it, and from where.
	Who, Address string
	At           time.Time
	// OperationHref leads to the run, "" for none.
	OperationHref string
	Changes       []Change
	Details       []Pair
}

// Change is one field before and after.
type Change struct{ Name, Before, After string }

// Pair is one further detail.
type Pair struct{ Name, Value string }

// List is the page of the trail.
type List struct {
	Lines   []Line
	Search  ui.Search
	Filters []ui.Filter
	// From and To are days such as 2026-11-21; Problem says what is wrong with
	// them.
	From, To, Problem string
	Pages             ui.Pages
	CSVURL            string
	// More says that there are older entries than can be paged to.
	More bool
	// Filtered says that a filter is on; ClearHref drops it.
	Filtered  bool
	ClearHref string
	// Whole says that the reader sees what everybody did.
	Whole bool
}
